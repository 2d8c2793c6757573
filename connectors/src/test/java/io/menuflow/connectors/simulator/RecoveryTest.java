package io.menuflow.connectors.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.menuflow.connectors.simulator.demand.Family;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whether the truth file is the truth: what each family's formula says, written down a second time, is fitted to the
 * units counted on three years of checks, and the estimates are held against the file. Weekdays, own and cross prices,
 * promotions, stock-outs, ceilings and utilities are estimated; the other factors of a day are taken from the file.
 */
final class RecoveryTest {

    /** Standard errors within which an estimate must lie. */
    private static final double TOLERANCE = 4;

    /** An estimate, what the file says, and another truth, wrong by an amount that matters. */
    private record Finding(String what, double estimate, double error, double truth, double wrong) {

        double misses(double claimed) {
            return Math.abs(estimate - claimed) / error;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%s: %.4f ± %.4f, truth %.4f, wrong %.4f", what, estimate, error, truth, wrong);
        }
    }

    @Test
    void shouldFindElasticitiesAndWeekdays_whenDemandIsMultiplicative() {
        Observed seen = Observed.of(Family.MULTIPLICATIVE, 500);
        List<Finding> findings = new ArrayList<>();
        for (int place = 0; place < seen.items(); place++) {
            if (seen.isChosenOnly(place)) {
                multiplicative(seen, place, findings);
            }
        }

        assertTruth(findings, 50);
    }

    @Test
    void shouldFindUtilities_whenDemandIsAChoice() {
        Observed seen = Observed.of(Family.LOGIT, 500);

        assertTruth(logit(seen), 12);
    }

    @Test
    void shouldFindCeilings_whenDemandSaturates() {
        Observed seen = Observed.of(Family.SATURATING, 500);
        List<Finding> findings = new ArrayList<>();
        for (int place = 0; place < seen.items(); place++) {
            if (seen.isChosenOnly(place)) {
                saturating(seen, place, findings);
            }
        }

        assertTruth(findings, 24);
    }

    private static void assertTruth(List<Finding> findings, int atLeast) {
        assertThat(findings).hasSizeGreaterThanOrEqualTo(atLeast);
        assertThat(findings).allSatisfy(finding -> assertThat(finding.misses(finding.truth()))
                .as("%s", finding)
                .isLessThan(TOLERANCE));
        assertThat(findings.stream().filter(finding -> finding.misses(finding.wrong()) > TOLERANCE))
                .as("wrong truths that are found out")
                .hasSizeGreaterThan(findings.size() / 2);
    }

    private static void multiplicative(Observed seen, int place, List<Finding> findings) {
        int[] days = seen.daysOf(place);
        double[] counts =
                Arrays.stream(days).mapToDouble(day -> seen.units[place][day]).toArray();
        double[] otherPrices = Arrays.stream(days)
                .mapToDouble(day -> seen.otherPrices(place, day))
                .toArray();
        double[] missing =
                Arrays.stream(days).mapToDouble(day -> seen.missing(place, day)).toArray();
        double[] logPrices = Arrays.stream(days)
                .mapToDouble(day -> seen.logPrice(place, day))
                .toArray();
        // level of Monday to Sunday, ε, κ, φ, δ
        double[] start = {3, 3, 3, 3, 3, 3, 3, -1, 0, 0, 0.1};
        PoissonFit fit = PoissonFit.of(counts, start, p -> {
            double[] means = new double[days.length];
            for (int k = 0; k < days.length; k++) {
                int day = days[k];
                int weekday = Observed.FROM.plusDays(day).getDayOfWeek().getValue() - 1;
                means[k] = Math.exp(p[weekday]
                                + p[7] * logPrices[k]
                                - p[8] * p[7] * otherPrices[k]
                                + (seen.featured[place][day] ? p[9] : 0))
                        * (1 + p[10] * missing[k])
                        * seen.otherFactors[day]
                        * seen.taste[place][day]
                        * seen.shock(day);
            }
            return means;
        });
        String item = seen.item(place).get("item_id").asText();
        double level = Math.log(seen.number(place, "base_orders") * seen.number(place, "mean_quantity"));
        for (int weekday = 0; weekday < 7; weekday++) {
            double truth = level + Math.log(weekday(seen, weekday));
            add(findings, item + " weekday " + (weekday + 1), fit, weekday, truth, truth + 0.05);
        }
        double elasticity = seen.parameter(place, "elasticity");
        assertThat(seen.number(place, "own_elasticity")).isEqualTo(elasticity);
        add(findings, item + " elasticity", fit, 7, elasticity, elasticity * 1.25);
        add(findings, item + " cross", fit, 8, seen.parameter("cross"), seen.parameter("cross") + 0.3);
        add(findings, item + " feature", fit, 9, seen.parameter(place, "feature"), -0.1);
        add(findings, item + " diversion", fit, 10, seen.parameter("diversion"), 0);
    }

    private static void saturating(Observed seen, int place, List<Finding> findings) {
        int[] days = seen.daysOf(place);
        double[] counts =
                Arrays.stream(days).mapToDouble(day -> seen.units[place][day]).toArray();
        // log base, σ, η, φ; κ and δ as they are
        double[] start = {3, 0.5, 2, 0.1};
        double[] otherPrices = Arrays.stream(days)
                .mapToDouble(day -> seen.otherPrices(place, day))
                .toArray();
        double[] missing =
                Arrays.stream(days).mapToDouble(day -> seen.missing(place, day)).toArray();
        double[] logPrices = Arrays.stream(days)
                .mapToDouble(day -> seen.logPrice(place, day))
                .toArray();
        double cross = seen.parameter("cross");
        double diversion = seen.parameter("diversion");
        PoissonFit fit = PoissonFit.of(counts, start, p -> {
            double[] means = new double[days.length];
            for (int k = 0; k < days.length; k++) {
                int day = days[k];
                double pull = Math.exp(-p[2] * logPrices[k]
                                + cross * p[2] * otherPrices[k]
                                + (seen.featured[place][day] ? p[3] : 0))
                        * (1 + diversion * missing[k])
                        * seen.weekdays[day]
                        * seen.otherFactors[day]
                        * seen.taste[place][day];
                means[k] = Math.exp(p[0]) / p[1] * pull / (pull + (1 - p[1]) / p[1]) * seen.shock(day);
            }
            return means;
        });
        String item = seen.item(place).get("item_id").asText();
        double base = Math.log(seen.number(place, "base_orders") * seen.number(place, "mean_quantity"));
        double saturation = seen.parameter(place, "saturation");
        double pull = seen.parameter(place, "pull");
        assertThat(seen.number(place, "own_elasticity")).isCloseTo(-pull * (1 - saturation), within(1e-6));
        add(findings, item + " base", fit, 0, base, base + 0.05);
        add(findings, item + " saturation", fit, 1, saturation, saturation + 0.2);
        add(findings, item + " pull", fit, 2, pull, pull * 1.5);
        add(findings, item + " feature", fit, 3, seen.parameter(place, "feature"), -0.2);
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
        double guests = Math.log(seen.parameter("guests"));
        add(findings, "guests", fit, 0, guests, guests + 0.5);
        add(findings, "nesting", fit, 1, seen.parameter("nesting"), 1);
        add(findings, "features", fit, 2, 1, 0);
        for (int c = 0; c < categories.size(); c++) {
            int first = c;
            int one = IntStream.range(0, items)
                    .filter(i -> nest[i] == first)
                    .findFirst()
                    .orElseThrow();
            double effect = seen.parameter(one, "price_effect");
            add(findings, categories.get(c) + " price effect", fit, effects + c, effect, effect * 1.6);
        }
        for (int i = 0; i < items; i++) {
            double appeal = seen.parameter(i, "appeal");
            add(findings, seen.item(i).get("item_id").asText() + " appeal", fit, appeals + i, appeal, appeal + 1);
        }
        return findings;
    }

    private static void add(
            List<Finding> findings, String what, PoissonFit fit, int parameter, double truth, double wrong) {
        findings.add(new Finding(what, fit.parameter(parameter), fit.error(parameter), truth, wrong));
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
