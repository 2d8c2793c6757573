package io.menuflow.models.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.menuflow.models.elasticity.Elasticity;
import io.menuflow.models.elasticity.Evidence;
import io.menuflow.models.price.Guardrails.Rule;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final Elasticity KNOWN =
            new Elasticity(-1.2, -1.6, -0.8, 0.25, Evidence.STRONG, null, 2, "two changes");
    private static final Elasticity PRIOR =
            new Elasticity(-1.7, -3, -0.4, 0.8, Evidence.NONE, null, 0, "its price never changed");

    @Test
    void shouldTellBothSides_whenPriceAndFoodCostAreOthers() {
        Simulation simulation = simulation(item(36_000L, KNOWN), 126_000L, 40_000L);

        assertThat(simulation.current().price()).isEqualTo(120_000);
        assertThat(simulation.current().contribution()).isEqualTo(84_000);
        assertThat(simulation.current().profit().low())
                .isEqualTo(simulation.current().profit().high());
        assertThat(simulation.then().contribution()).isEqualTo(86_000);
        assertThat(simulation.then().demand().point()).isCloseTo(100 * Math.pow(1.05, -1.2), within(1e-9));
        assertThat(simulation.thenCost()).isEqualTo(40_000);
        assertThat(simulation.breakEvenPct()).isCloseTo(100 * 84.0 / 86 - 100, within(1e-9));
    }

    @Test
    void shouldKeepThePrice_whenOnlyTheFoodCostIsAnother() {
        Simulation simulation = simulation(item(36_000L, PRIOR), null, 60_000L);

        assertThat(simulation.then().price()).isEqualTo(120_000);
        assertThat(simulation.then().demand().point()).isEqualTo(100);
        assertThat(simulation.probability()).as("of the price in force").isNull();
        assertThat(simulation.menuGain()).isZero();
        assertThat(simulation.breaches()).isEmpty();
        assertThat(simulation.warnings()).isEmpty();
    }

    @Test
    void shouldNameEveryGuardrail_thatThePriceWouldBreak() {
        Guardrails rails = new Guardrails(0.08, 0.5, 90_000L, 150_000L, List.of(0, 50), 28, 0.8, 6, Set.of("x"));
        PriceQuestion lately =
                new PriceQuestion("x", 120_000, 36_000L, 1, 100, 28, 0, 0, PRIOR, 118_000, 121_000, 12, 0.5);

        Simulation cheap = Simulation.of(lately, rails, 67_700L, null);
        Simulation dear = Simulation.of(lately, rails, 200_000L, null);

        assertThat(cheap.breaches())
                .extracting(Breach::rule)
                .containsExactly(
                        Rule.EXCLUDED,
                        Rule.COOL_DOWN,
                        Rule.MAX_STEP,
                        Rule.PRICE_LIMITS,
                        Rule.OBSERVED_RANGE,
                        Rule.PRICE_ENDING,
                        Rule.EVIDENCE,
                        Rule.MARGIN_FLOOR);
        assertThat(cheap.breaches())
                .extracting(Breach::words)
                .containsExactly(
                        "its price is excluded from changes",
                        "the price changed 12 days ago, and stays for 28",
                        "a step of 8 % allows 11.04 to 12.96",
                        "the least price is 9.00",
                        "a step of 8 % beyond the prices it was sold at allows 10.86 to 13.07",
                        "prices end in .00 .50",
                        "nothing is known of how its sales answer to its price",
                        "a margin of 50 % needs 7.20");
        assertThat(dear.breaches()).extracting(Breach::words).contains("the highest price is 15.00");
    }

    @Test
    void shouldCountADayAsOne_whenThePriceChangedYesterday() {
        Guardrails rails = new Guardrails(0.08, 0.5, 90_000L, 150_000L, List.of(0, 50), 28, 0.8, 6, Set.of());
        PriceQuestion lately =
                new PriceQuestion("x", 120_000, 36_000L, 1, 100, 28, 0, 0, PRIOR, 118_000, 121_000, 1, 0.5);

        assertThat(Simulation.of(lately, rails, 115_000L, null).breaches())
                .extracting(Breach::words)
                .contains("the price changed 1 day ago, and stays for 28");
    }

    @Test
    void shouldSayHowSureItIs_whenThatIsTooLittle() {
        Simulation simulation = simulation(item(36_000L, KNOWN), 115_000L, null);

        assertThat(simulation.probability()).isLessThan(0.8);
        assertThat(simulation.breaches()).extracting(Breach::rule).containsExactly(Rule.EVIDENCE);
        assertThat(simulation.breaches().get(0).words()).endsWith("less than 80 %");
    }

    @Test
    void shouldWarn_whenEachUnitLoses_orItsCostIsNotKnown() {
        Simulation loses = simulation(item(36_000L, KNOWN), null, 132_000L);
        Simulation unknown = simulation(item(null, KNOWN), 126_000L, null);

        assertThat(loses.warnings()).containsExactly("Each unit loses 1.20: it costs more than its price leaves");
        assertThat(loses.then().profit().point()).isEqualTo(-1_200_000);
        assertThat(loses.breakEvenPct()).isNull();
        assertThat(unknown.warnings()).anyMatch(warning -> warning.startsWith("The food cost is not known"));
        assertThat(unknown.probability()).isNull();
        assertThat(unknown.currentCost()).isNull();
        assertThat(unknown.breakEvenPct()).isNull();
    }

    @Test
    void shouldTellWhatEachFigureIsHeldAgainst_whenPriceAndFoodCostMove() {
        Simulation simulation = simulation(item(36_000L, KNOWN), 125_000L, 60_000L);

        assertThat(simulation.probability()).isGreaterThan(0.8);
        assertThat(simulation.then().profit().high())
                .isLessThan(simulation.current().profit().point());
        assertThat(simulation.menuGain()).isPositive();
        assertThat(simulation.warnings())
                .contains(
                        "How sure it is that the menu gains, and how much, is told of the two prices at a food cost of 6.00;"
                                + " the change of profit also has the food cost in it");
    }

    @Test
    void shouldSayWhatTheMenusGainRestsOn_whenTheItemAloneLoses() {
        PriceQuestion item = new PriceQuestion(
                "x", 120_000, 36_000L, 1, 100, 28, 0, 90_000, with(-1.6), 120_000, 130_000, null, 0.5);

        Simulation dearer = simulation(item, 129_500L, null);
        Simulation cheaper = simulation(item, 115_000L, null);

        long own = dearer.then().profit().point() - dearer.current().profit().point();
        assertThat(own).isNegative();
        assertThat(dearer.menuGain()).isPositive();
        assertThat(dearer.warnings())
                .contains(
                        "Half of the guests it loses are taken to order another item instead, at 9.00 each: that is assumed,"
                                + " not measured; the item alone loses " + AdviceText.shown(-own)
                                + ", and if none of them did it would not pay");
        assertThat(cheaper.warnings())
                .contains(
                        "Half of the guests it wins are taken to have ordered another item before, at 9.00 each: that is"
                                + " assumed, not measured");
    }

    private static Elasticity with(double point) {
        return new Elasticity(point, point - 0.4, point + 0.4, 0.25, Evidence.STRONG, null, 2, "two changes");
    }

    @Test
    void shouldSaySo_whenItGoesByWhatIsUsualElsewhere_orByItsMenu() {
        Elasticity borrowed = new Elasticity(-0.923, -2, 0.1, 0.6, Evidence.NONE, null, 0, "its price never changed");

        assertThat(simulation(item(36_000L, borrowed), 125_000L, null).warnings())
                .contains(
                        "Nothing is known of how its sales answer to its price: demand is by what its category and menu"
                                + " show, -0.92 where -1.70 is usual elsewhere");
        assertThat(simulation(item(36_000L, PRIOR), 125_000L, null).warnings())
                .anyMatch(warning -> warning.endsWith("demand is by what is usual elsewhere, -1.70"))
                .anyMatch(warning -> warning.contains("never sold at that price, but from 12.00 to 12.00"));
        assertThat(simulation(item(36_000L, PRIOR), 150_000L, null).warnings())
                .contains("Demand is expected to change by 32 %: consider smaller steps");
    }

    @Test
    void shouldScale_whenTheHorizonIsAnother() {
        PriceQuestion quarter = item(36_000L, KNOWN).over(91);

        assertThat(quarter.demand()).isCloseTo(325, within(1e-9));
        assertThat(quarter.days()).isEqualTo(91);
        assertThat(quarter.over(28).demand()).isCloseTo(100, within(1e-9));
    }

    @Property(tries = 300)
    void shouldBreakNothingButEvidence_exactlyWhereTheOptimizerMayGo(
            @ForAll @LongRange(min = 10_000, max = 900_000) long price,
            @ForAll @DoubleRange(min = 0.05, max = 0.9) double cost,
            @ForAll @DoubleRange(min = 0.02, max = 0.3) double step,
            @ForAll @IntRange(min = 0, max = 60) int since,
            @ForAll boolean anyEnding) {
        long foodCost = Math.round(price * cost);
        Guardrails rails = new Guardrails(
                step, 0.2, null, price + 20_000, anyEnding ? List.of() : List.of(0, 50, 95), 28, 0.8, 6, Set.of());
        PriceQuestion item = new PriceQuestion(
                "x", price, foodCost, 1, 100, 28, 0, 0, KNOWN, price - 5_000, price + 3_000, since, 0.5);

        List<Long> allowed = new PriceOptimizer(rails).allowed(item);

        assertThat(allowed)
                .allSatisfy(each -> assertThat(broken(item, rails, each)).isEmpty());
        if (!anyEnding) {
            for (long each = price * 7 / 10 / 500 * 500; each < price * 13 / 10; each += 500) {
                assertThat(broken(item, rails, each).isEmpty())
                        .as("%d of %d", each, price)
                        .isEqualTo(allowed.contains(each) || (each == price && each >= least(item)));
            }
        }
    }

    @Test
    void shouldHoldDemandForEveryFigure_whereNoMenuTellsWhatWouldSell() {
        PriceQuestion item = item(36_000L, with(-2));

        Simulation simulation = simulation(item, 1_200L, null);

        assertThat(simulation.then().demand().point()).isEqualTo(100 * 100);
        assertThat(simulation.menuGain())
                .isEqualTo(simulation.then().profit().point()
                        - simulation.current().profit().point());
        assertThat(simulation.warnings()).anyMatch(warning -> warning.startsWith("More than 100 times as much as now"));
        assertThat(simulation(item, 110_000L, null).warnings())
                .noneMatch(warning -> warning.startsWith("More than 100"));
    }

    private static long least(PriceQuestion item) {
        return (long) Math.ceil(item.foodCost() / 0.8);
    }

    private static List<Rule> broken(PriceQuestion item, Guardrails rails, long price) {
        return Simulation.of(item, rails, price, null).breaches().stream()
                .map(Breach::rule)
                .filter(rule -> rule != Rule.EVIDENCE)
                .toList();
    }

    private static Simulation simulation(PriceQuestion item, @Nullable Long price, @Nullable Long cost) {
        return Simulation.of(item, Guardrails.DEFAULT, price, cost);
    }

    private static PriceQuestion item(@Nullable Long cost, Elasticity elasticity) {
        return new PriceQuestion("x", 120_000, cost, 1, 100, 28, 0, 0, elasticity, 120_000, 120_000, null, 0.5);
    }
}
