package io.menuflow.connectors.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.menuflow.connectors.simulator.demand.Family;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whether the truth file is the truth: what each family's formula says, written down a second time, is fitted to the
 * units counted on three years of checks, and the estimates are held against the file. Every parameter of the families
 * is estimated; of a day, only its weekday (multiplicative) is, its other factors are taken from the file.
 */
final class RecoveryTest {

    /** Standard errors within which an estimate must lie. */
    private static final double TOLERANCE = 4;

    /** An estimate, what the file says, and by how much another file would be wrong in a way that matters. */
    private record Finding(String kind, String of, double estimate, double error, double truth, double matters) {

        double misses(double claimed) {
            return Math.abs(estimate - claimed) / error;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s %s: %.4f ± %.4f, truth %.4f, wrong by ± %.4f",
                    of,
                    kind,
                    estimate,
                    error,
                    truth,
                    matters);
        }
    }

    /** What a place sold on a day it could be ordered, and what the formulas know of it: logarithms of prices. */
    private record Sold(
            int place, int day, double units, double price, double otherPrices, double missing, boolean featured) {}

    /** The mean of a place on a day; its own parameters begin at {@code own}, before them all are κ and δ. */
    private interface Mean {
        double of(Sold sold, double[] p, int own);
    }

    @Test
    void shouldFindElasticitiesAndWeekdays_whenDemandIsMultiplicative() {
        Observed seen = Observed.of(Family.MULTIPLICATIVE, 500);
        List<List<Sold>> sold = chosen(seen);
        // of each item: level of Monday to Sunday, ε, φ
        double[] own = {3, 3, 3, 3, 3, 3, 3, -1, 0};
        PoissonFit fit = substitutes(sold, own, (of, p, at) -> {
            int weekday = Observed.FROM.plusDays(of.day()).getDayOfWeek().getValue() - 1;
            return Math.exp(p[at + weekday]
                            + p[at + 7] * of.price()
                            - p[0] * p[at + 7] * of.otherPrices()
                            + (of.featured() ? p[at + 8] : 0))
                    * (1 + p[1] * of.missing())
                    * seen.otherFactors[of.day()]
                    * seen.taste[of.place()][of.day()]
                    * seen.shock(of.day());
        });
        List<Finding> findings = substitution(seen, fit);
        for (int i = 0; i < sold.size(); i++) {
            int place = sold.get(i).get(0).place();
            int at = 2 + i * own.length;
            double base = base(seen, place);
            for (int weekday = 0; weekday < 7; weekday++) {
                double level = base + Math.log(weekday(seen, weekday));
                findings.add(finding(seen, place, "weekday " + (weekday + 1), fit, at + weekday, level, 0.05));
            }
            double elasticity = seen.parameter(place, "elasticity");
            assertThat(seen.number(place, "own_elasticity")).isEqualTo(elasticity);
            findings.add(finding(seen, place, "elasticity", fit, at + 7, elasticity, 0.3));
            findings.add(finding(seen, place, "feature", fit, at + 8, seen.parameter(place, "feature"), 0.15));
        }

        assertTruth(findings, 2 + 9 * 5);
    }

    @Test
    void shouldFindUtilities_whenDemandIsAChoice() {
        Observed seen = Observed.of(Family.LOGIT, 500);

        assertTruth(logit(seen), 12);
    }

    @Test
    void shouldFindCeilings_whenDemandSaturates() {
        Observed seen = Observed.of(Family.SATURATING, 500);
        List<List<Sold>> sold = chosen(seen);
        // of each item: log base, σ, η, φ
        double[] own = {3, 0.5, 2, 0.1};
        PoissonFit fit = substitutes(sold, own, (of, p, at) -> {
            double pull = Math.exp(-p[at + 2] * of.price()
                            + p[0] * p[at + 2] * of.otherPrices()
                            + (of.featured() ? p[at + 3] : 0))
                    * (1 + p[1] * of.missing())
                    * seen.weekdays[of.day()]
                    * seen.otherFactors[of.day()]
                    * seen.taste[of.place()][of.day()];
            return Math.exp(p[at]) / p[at + 1] * pull / (pull + (1 - p[at + 1]) / p[at + 1]) * seen.shock(of.day());
        });
        List<Finding> findings = substitution(seen, fit);
        for (int i = 0; i < sold.size(); i++) {
            int place = sold.get(i).get(0).place();
            int at = 2 + i * own.length;
            double saturation = seen.parameter(place, "saturation");
            double pull = seen.parameter(place, "pull");
            assertThat(seen.number(place, "own_elasticity")).isCloseTo(-pull * (1 - saturation), within(1e-6));
            findings.add(finding(seen, place, "base", fit, at, base(seen, place), 0.05));
            findings.add(finding(seen, place, "saturation", fit, at + 1, saturation, 0.1));
            findings.add(finding(seen, place, "pull", fit, at + 2, pull, 0.6));
            findings.add(finding(seen, place, "feature", fit, at + 3, seen.parameter(place, "feature"), 0.3));
        }

        assertTruth(findings, 2 + 4 * 5);
    }

    /** Every estimate is near the truth, and of each kind of parameter a file wrong either way would be found out. */
    private static void assertTruth(List<Finding> findings, int atLeast) {
        assertThat(findings).hasSizeGreaterThanOrEqualTo(atLeast);
        assertThat(findings).allSatisfy(finding -> assertThat(finding.misses(finding.truth()))
                .as("%s", finding)
                .isLessThan(TOLERANCE));
        findings.stream().collect(Collectors.groupingBy(Finding::kind)).forEach((kind, ofKind) -> {
            for (int way : new int[] {-1, 1}) {
                assertThat(Math.sqrt(ofKind.stream()
                                .mapToDouble(one -> one.misses(one.truth() + way * one.matters()))
                                .map(misses -> misses * misses)
                                .sum()))
                        .as("%s, wrong by %d times what matters: %s", kind, way, ofKind)
                        .isGreaterThan(TOLERANCE * Math.sqrt(ofKind.size()));
            }
        });
    }

    private static List<List<Sold>> chosen(Observed seen) {
        return IntStream.range(0, seen.items())
                .filter(seen::isChosenOnly)
                .mapToObj(place -> Arrays.stream(seen.daysOf(place))
                        .mapToObj(day -> new Sold(
                                place,
                                day,
                                seen.units[place][day],
                                seen.logPrice(place, day),
                                seen.otherPrices(place, day),
                                seen.missing(place, day),
                                seen.featured[place][day]))
                        .toList())
                .toList();
    }

    /** All items at once, because κ and δ are the restaurant's. */
    private static PoissonFit substitutes(List<List<Sold>> items, double[] own, Mean mean) {
        double[] start = new double[2 + items.size() * own.length];
        start[1] = 0.1;
        for (int i = 0; i < items.size(); i++) {
            System.arraycopy(own, 0, start, 2 + i * own.length, own.length);
        }
        double[] units =
                items.stream().flatMap(List::stream).mapToDouble(Sold::units).toArray();
        return PoissonFit.of(units, start, p -> {
            double[] means = new double[units.length];
            int at = 0;
            for (int i = 0; i < items.size(); i++) {
                for (Sold sold : items.get(i)) {
                    means[at++] = mean.of(sold, p, 2 + i * own.length);
                }
            }
            return means;
        });
    }

    private static List<Finding> substitution(Observed seen, PoissonFit fit) {
        List<Finding> findings = new ArrayList<>();
        findings.add(finding("all", "cross", fit, 0, seen.parameter("cross"), 0.15));
        double diversion = seen.parameter("diversion");
        findings.add(finding("all", "diversion", fit, 1, diversion, diversion / 2));
        return findings;
    }

    private static double base(Observed seen, int place) {
        return Math.log(seen.number(place, "base_orders") * seen.number(place, "mean_quantity"));
    }

    private static List<Finding> logit(Observed seen) {
        int items = seen.items();
        List<String> categories =
                IntStream.range(0, items).mapToObj(seen::category).distinct().toList();
        int[] nest = IntStream.range(0, items)
                .map(place -> categories.indexOf(seen.category(place)))
                .toArray();
        double[] quantity = IntStream.range(0, items)
                .mapToDouble(place -> seen.number(place, "mean_quantity"))
                .toArray();
        double[] reference = IntStream.range(0, items)
                .mapToDouble(place -> seen.number(place, "reference_price"))
                .toArray();
        double[] shocks =
                IntStream.range(0, Observed.DAYS).mapToDouble(seen::shock).toArray();
        JsonNode pair = seen.truth.get("pairs").get(0);
        int item = place(seen, pair.get("item_id").asText());
        int with = place(seen, pair.get("with").asText());
        double chance = pair.get("chance").asDouble();
        double[] counts = new double[items * Observed.DAYS];
        for (int place = 0; place < items; place++) {
            System.arraycopy(seen.units[place], 0, counts, place * Observed.DAYS, Observed.DAYS);
        }
        // log guests, μ, φ of all, then the price effect of each category, then the appeal of each item
        int effects = 3;
        int appeals = effects + categories.size();
        double[] start = new double[appeals + items];
        start[0] = Math.log(2_000);
        start[1] = 0.7;
        for (int c = 0; c < categories.size(); c++) {
            start[effects + c] = 0.15;
        }
        for (int place = 0; place < items; place++) {
            start[appeals + place] = -2;
        }
        double[] features = IntStream.range(0, items)
                .mapToDouble(place -> seen.parameter(place, "feature"))
                .toArray();
        PoissonFit fit = PoissonFit.of(counts, start, p -> {
            double[] means = new double[counts.length];
            double[] weight = new double[items];
            for (int day = 0; day < Observed.DAYS; day++) {
                double[] nests = new double[categories.size()];
                for (int i = 0; i < items; i++) {
                    double dearer = p[effects + nest[i]] * (seen.prices[i][day] - reference[i]);
                    double utility = p[appeals + i]
                            + Math.log(seen.taste[i][day])
                            - dearer
                            + (seen.featured[i][day] ? p[2] * features[i] : 0);
                    weight[i] = seen.available[i][day] && seen.open[day] ? Math.exp(utility / p[1]) : 0;
                    nests[nest[i]] += weight[i];
                }
                double all = 1;
                for (double sum : nests) {
                    all += sum > 0 ? Math.exp(p[1] * Math.log(sum)) : 0;
                }
                double guests = Math.exp(p[0]) * seen.weekdays[day] * seen.otherFactors[day] * shocks[day];
                for (int i = 0; i < items; i++) {
                    double inNest = weight[i] == 0 ? 0 : weight[i] / nests[nest[i]];
                    double ofNest = weight[i] == 0 ? 0 : Math.exp(p[1] * Math.log(nests[nest[i]])) / all;
                    means[i * Observed.DAYS + day] = guests * inNest * ofNest * quantity[i];
                }
                if (weight[with] > 0) {
                    double response = Math.exp(-p[effects + nest[with]] * (seen.prices[with][day] - reference[with])
                            + (seen.featured[with][day] ? p[2] * features[with] : 0));
                    means[with * Observed.DAYS + day] += means[item * Observed.DAYS + day]
                            / quantity[item]
                            * Math.min(0.95, chance * response)
                            * quantity[with];
                }
            }
            return means;
        });
        List<Finding> findings = new ArrayList<>();
        findings.add(finding("all", "guests", fit, 0, Math.log(seen.parameter("guests")), 0.5));
        findings.add(finding("all", "nesting", fit, 1, seen.parameter("nesting"), 0.15));
        findings.add(finding("all", "features", fit, 2, 1, 0.5));
        for (int c = 0; c < categories.size(); c++) {
            int first = c;
            int one = IntStream.range(0, items)
                    .filter(i -> nest[i] == first)
                    .findFirst()
                    .orElseThrow();
            double effect = seen.parameter(one, "price_effect");
            findings.add(finding(categories.get(c), "price effect", fit, effects + c, effect, effect * 0.4));
        }
        for (int i = 0; i < items; i++) {
            findings.add(finding(seen, i, "appeal", fit, appeals + i, seen.parameter(i, "appeal"), 1));
        }
        return findings;
    }

    private static Finding finding(
            Observed seen, int place, String kind, PoissonFit fit, int parameter, double truth, double matters) {
        return finding(seen.item(place).get("item_id").asText(), kind, fit, parameter, truth, matters);
    }

    private static Finding finding(
            String of, String kind, PoissonFit fit, int parameter, double truth, double matters) {
        return new Finding(kind, of, fit.parameter(parameter), fit.error(parameter), truth, matters);
    }

    private static double weekday(Observed seen, int weekday) {
        return IntStream.range(0, Observed.DAYS)
                .filter(day -> Observed.FROM.plusDays(day).getDayOfWeek().getValue() == weekday + 1)
                .mapToDouble(day -> seen.weekdays[day])
                .findFirst()
                .orElseThrow();
    }

    private static int place(Observed seen, String id) {
        return IntStream.range(0, seen.items())
                .filter(place -> seen.item(place).get("item_id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
