package io.menuflow.models.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.menuflow.models.elasticity.Elasticity;
import io.menuflow.models.elasticity.Evidence;
import io.menuflow.models.price.WhatIf.Scenario;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class WhatIfTest {

    private static final PriceQuestion ITEM = new PriceQuestion(
            "x",
            120_000,
            36_000L,
            1,
            100,
            28,
            0,
            0,
            new Elasticity(-2, -2.5, -1.5, 0.3, Evidence.STRONG, null, 3, "three changes"),
            120_000,
            120_000,
            null,
            0.5);

    @Test
    void shouldTellDemandRevenueAndProfit_withIntervals() {
        Scenario dearer = WhatIf.at(ITEM, 126_000, 36_000);

        assertThat(dearer.demand().point()).isCloseTo(100 * Math.pow(1.05, -2), within(1e-9));
        assertThat(dearer.demand().low()).isCloseTo(100 * Math.pow(1.05, -2.5), within(1e-9));
        assertThat(dearer.demand().high()).isCloseTo(100 * Math.pow(1.05, -1.5), within(1e-9));
        assertThat(dearer.revenue().point()).isEqualTo(Math.round(126_000 * 100 * Math.pow(1.05, -2)));
        assertThat(dearer.profit().point()).isEqualTo(Math.round(90_000 * 100 * Math.pow(1.05, -2)));
        assertThat(dearer.contribution()).isEqualTo(90_000);
    }

    @Test
    void shouldChangeProfitAlone_whenTheCostChanges() {
        Scenario now = WhatIf.at(ITEM, 120_000, 36_000);
        Scenario costly = WhatIf.at(ITEM, 120_000, 46_000);

        assertThat(costly.demand()).isEqualTo(now.demand());
        assertThat(costly.revenue()).isEqualTo(now.revenue());
        assertThat(now.profit().point() - costly.profit().point()).isEqualTo(10_000 * 100);
    }

    @Test
    void shouldDrawACurveThroughThePriceInForce() {
        List<Scenario> curve = WhatIf.curve(ITEM, 36_000, WhatIf.CURVE_POINTS);

        assertThat(curve).hasSize(61);
        assertThat(curve.get(0).price()).isEqualTo(84_000);
        assertThat(curve.get(30).price()).isEqualTo(120_000);
        assertThat(curve.get(60).price()).isEqualTo(156_000);
        assertThat(curve.get(30).demand().point()).isEqualTo(100);
    }

    @Test
    void shouldNeedTheBreakEvenOfTheTextbook() {
        // p 12, cost 3.60, +5 % → −6.67 %
        double even = 100.0
                * (WhatIf.at(ITEM, 120_000, 36_000).contribution()
                        - WhatIf.at(ITEM, 126_000, 36_000).contribution())
                / WhatIf.at(ITEM, 126_000, 36_000).contribution();

        assertThat(even).isCloseTo(-6.67, within(0.005));
    }

    @Test
    void shouldRefuseWhatIsNoPrice() {
        assertThatThrownBy(() -> WhatIf.at(ITEM, 0, 36_000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WhatIf.at(ITEM, 1, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void shouldKeepIntervalsInOrder_andWithinALong(
            @ForAll @LongRange(min = 1, max = 2_000_000_000_000L) long price,
            @ForAll @LongRange(min = 0, max = 2_000_000_000_000L) long cost,
            @ForAll @DoubleRange(min = 0, max = 1e6) double demand,
            @ForAll @DoubleRange(min = -9, max = 4) double epsilon) {
        PriceQuestion item = new PriceQuestion(
                "x",
                50_000,
                cost,
                1,
                demand,
                28,
                0,
                0,
                new Elasticity(epsilon, epsilon - 2, epsilon + 2, 1.2, Evidence.WEAK, null, 1, "one change"),
                50_000,
                50_000,
                null,
                0);

        Scenario scenario = WhatIf.at(item, price, cost);

        assertThat(scenario.demand().low())
                .isLessThanOrEqualTo(scenario.demand().point());
        assertThat(scenario.demand().point())
                .isLessThanOrEqualTo(scenario.demand().high());
        assertThat(scenario.profit().low())
                .isLessThanOrEqualTo(scenario.profit().point());
        assertThat(scenario.profit().point())
                .isLessThanOrEqualTo(scenario.profit().high());
    }
}
