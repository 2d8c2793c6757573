package io.menuflow.models.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.elasticity.Elasticity;
import io.menuflow.models.elasticity.Evidence;
import io.menuflow.models.price.Guardrails.Rule;
import io.menuflow.models.price.PriceAdvice.Proposed;
import io.menuflow.models.price.PriceAdvice.Refused;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PriceOptimizerTest {

    private static final PriceOptimizer OPTIMIZER = new PriceOptimizer(Guardrails.DEFAULT);
    private static final Guardrails FREE = new Guardrails(0.99, 0, null, null, List.of(), 0, 0, 100, Set.of());

    @Test
    void shouldFindTheTextbookOptimum_whenNoGuardrailBinds() {
        // c·ε/(1+ε): cost 4 at −2 is 8.00, at −3 is 6.00, at −1.5 is 12.00
        assertThat(proposed(new PriceOptimizer(FREE), 90_000, 40_000, -2)
                        .optimal()
                        .price())
                .isBetween(79_500L, 80_500L);
        assertThat(proposed(new PriceOptimizer(FREE), 70_000, 40_000, -3)
                        .optimal()
                        .price())
                .isBetween(59_600L, 60_400L);
        assertThat(proposed(new PriceOptimizer(FREE), 110_000, 40_000, -1.5)
                        .optimal()
                        .price())
                .isBetween(119_400L, 120_600L);
    }

    @Test
    void shouldProposeAtMostTheStep_whenThereIsNoOptimum() {
        Proposed advice = proposed(OPTIMIZER, 120_000, 36_000, -0.6);

        assertThat(advice.optimal().price()).isEqualTo(129_500);
        assertThat(advice.trail())
                .extracting(PriceAdvice.Clamp::rule)
                .containsExactly(Rule.MAX_STEP, Rule.PRICE_ENDING);
        assertThat(advice.binding()).isEqualTo(Rule.PRICE_ENDING);
        assertThat(advice.recommendation()).startsWith("Increase price to 12.95 (+7.9%)");
    }

    @Test
    void shouldNotCallAPriceNearOptimal_whenOnlyItsEndingHoldsItBack() {
        Proposed advice = proposed(OPTIMIZER, 31_500, 4_000, -0.6);

        assertThat(advice.changes()).isFalse();
        assertThat(advice.binding()).isEqualTo(Rule.PRICE_ENDING);
        assertThat(advice.recommendation())
                .isEqualTo("Keep the price of 3.15: no price that ends as it may is nearer to a better one: allow other"
                        + " endings.");
    }

    @Test
    void shouldNotCutAPrice_whenWhatItWinsMayBeItsNeighbours() {
        PriceQuestion alone = item("x", 120_000, 36_000L, 100, -2.6);
        PriceQuestion amongOthers = alone.withInstead(80_000);

        Proposed cut = (Proposed) OPTIMIZER.advise(alone);
        Proposed kept = (Proposed) OPTIMIZER.advise(amongOthers);

        assertThat(cut.changes()).isTrue();
        assertThat(cut.menuGain()).isEqualTo(cut.profitChange());
        assertThat(kept.priceChange()).isGreaterThanOrEqualTo(0);
        assertThat(PriceOptimizer.probability(amongOthers, 110_000, 36_000)).isLessThan(0.5);
    }

    @Test
    void shouldLetTheMarginFloorWin_whenTheStepForbidsIt() {
        Proposed advice = proposed(OPTIMIZER, 100_000, 95_000, -3);

        assertThat(advice.optimal().price()).isEqualTo(119_500);
        assertThat(advice.binding()).isEqualTo(Rule.MARGIN_FLOOR);
        assertThat(advice.warnings()).anyMatch(warning -> warning.contains("Margin below 30 %"));
    }

    @Test
    void shouldRefuse_whenCostIsMistypedOrUnknownOrNothingSells() {
        assertThat(OPTIMIZER.advise(item("a", 100_000, 4_000_000L, 10, -2))).isInstanceOf(Refused.class);
        assertThat(OPTIMIZER.advise(item("b", 100_000, null, 10, -2))).isInstanceOf(Refused.class);
        assertThat(OPTIMIZER.advise(item("c", 100_000, 40_000L, 0, -2))).isInstanceOf(Refused.class);
        assertThat(OPTIMIZER.advise(item("d", 0, 40_000L, 10, -2))).isInstanceOf(Refused.class);
    }

    @Test
    void shouldChangeSixOfTheMostProfit_whenAllWouldChange() {
        List<PriceQuestion> menu = IntStream.range(0, 10)
                .mapToObj(i -> item("item-" + i, 120_000, 36_000L, 10 + i, -0.6))
                .toList();

        List<PriceAdvice> advice = OPTIMIZER.advise(menu);

        assertThat(advice)
                .filteredOn(each -> each instanceof Proposed proposed && proposed.changes())
                .extracting(PriceAdvice::itemId)
                .containsExactly("item-4", "item-5", "item-6", "item-7", "item-8", "item-9");
        assertThat(((Proposed) advice.get(0)).binding()).isEqualTo(Rule.MAX_CHANGES);
    }

    @Test
    void shouldKeepThePrice_whenExcludedOrCoolingDown() {
        Guardrails excluding = new Guardrails(0.08, 0.2, null, null, List.of(), 28, 0.8, 6, Set.of("x"));

        assertThat(proposed(new PriceOptimizer(excluding), 120_000, 36_000, -0.6)
                        .binding())
                .isEqualTo(Rule.EXCLUDED);
        PriceQuestion recent =
                new PriceQuestion("y", 120_000, 36_000L, 1, 10, 28, 0, 0, elasticity(-0.6), 120_000, 120_000, 27, 0.5);
        Proposed advice = (Proposed) OPTIMIZER.advise(recent);
        assertThat(advice.changes()).isFalse();
        assertThat(advice.binding()).isEqualTo(Rule.COOL_DOWN);
    }

    @Property(tries = 5_000)
    void shouldBreakNoGuardrail_whateverIsAsked(
            @ForAll @LongRange(min = -5, max = 2_000_000_000_000L) long price,
            @ForAll @DoubleRange(min = -0.5, max = 120) double costShare,
            @ForAll @DoubleRange(min = 0, max = 2_000) double demand,
            @ForAll @DoubleRange(min = -8, max = 3) double epsilon,
            @ForAll @DoubleRange(min = 0.4, max = 1) double low,
            @ForAll @DoubleRange(min = 1, max = 2) double high) {
        check(price, costShare, demand, epsilon, low, high);
    }

    @Property(tries = 5_000)
    void shouldBreakNoGuardrail_onAnOrdinaryMenu(
            @ForAll @IntRange(min = 1, max = 5_000) int cents,
            @ForAll @DoubleRange(min = 0, max = 1.3) double costShare,
            @ForAll @DoubleRange(min = 0, max = 200) double demand,
            @ForAll @DoubleRange(min = -5, max = 1) double epsilon) {
        check(cents * 100L, costShare, demand, epsilon, 1, 1);
    }

    private static void check(long price, double costShare, double demand, double epsilon, double low, double high) {
        long cost = Math.round(price * costShare);
        PriceQuestion asked = new PriceQuestion(
                "x",
                price,
                cost,
                1,
                demand,
                28,
                0,
                0,
                elasticity(epsilon),
                Math.round(price * low),
                Math.round(price * high),
                null,
                0.5);

        PriceAdvice advice = OPTIMIZER.advise(asked);

        if (advice instanceof Refused refused) {
            assertThat(refused.reason()).isNotBlank();
            return;
        }
        Proposed proposed = (Proposed) advice;
        long to = proposed.optimal().price();
        assertThat((double) (to - cost)).isGreaterThanOrEqualTo(0.2 * to - 1);
        assertThat(to).isLessThanOrEqualTo(price + price / 3 + 10_000);
        if (!proposed.changes() || proposed.binding() == Rule.MARGIN_FLOOR) {
            return;
        }
        assertThat(Math.abs(to - price) / (double) price).isBetween(0.0199, 0.0801);
        assertThat(to).isBetween((long) (price * low * 0.92), (long) Math.ceil(price * high * 1.08));
        assertThat(Math.floorMod(to, 10_000L)).isIn(0L, 5_000L, 9_500L, 9_900L);
        long before = proposed.unconstrained();
        for (PriceAdvice.Clamp clamp : proposed.trail()) {
            assertThat(clamp.before()).isEqualTo(before);
            before = clamp.after();
        }
        assertThat(before).isEqualTo(to);
    }

    private static Proposed proposed(PriceOptimizer optimizer, long price, long cost, double epsilon) {
        return (Proposed) optimizer.advise(item("x", price, cost, 10, epsilon));
    }

    private static PriceQuestion item(String id, long price, Long cost, double demand, double epsilon) {
        return new PriceQuestion(id, price, cost, 1, demand, 28, 0, 0, elasticity(epsilon), price, price, null, 0.5);
    }

    private static Elasticity elasticity(double point) {
        return new Elasticity(point, point - 0.5, point + 0.5, 0.3, Evidence.MODERATE, null, 3, "three changes");
    }
}
