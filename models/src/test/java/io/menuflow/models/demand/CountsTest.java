package io.menuflow.models.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class CountsTest {

    private static final double[] QUANTILES = {0.1, 0.5, 0.9};

    @Test
    void shouldBePoisson_whenTheVarianceIsTheMean() {
        double[] quantiles = quantiles(4, 4, true);

        // P(X ≤ 1) = 0.0916, P(X ≤ 2) = 0.2381, P(X ≤ 3) = 0.4335, P(X ≤ 4) = 0.6288, P(X ≤ 6) = 0.8893, P(X ≤ 7) =
        // 0.9489
        assertThat(quantiles).containsExactly(2, 4, 7);
        assertThat(Counts.below(4, 4, 2)).isCloseTo(0.238103, within(1e-6));
    }

    @Test
    void shouldBeGeometric_whenTheNegativeBinomialHasSizeOne() {
        // mean 1, variance 2: P(X = 0) = 1/2, P(X ≤ k) = 1 − 2^−(k+1)
        assertThat(Counts.below(1, 2, 0)).isCloseTo(0.5, within(1e-12));
        assertThat(Counts.below(1, 2, 3)).isCloseTo(15 / 16.0, within(1e-12));
        assertThat(quantiles(1, 2, true)).containsExactly(0, 0, 3);
    }

    @Test
    void shouldAgree_whereTheApproximationTakesOver() {
        double[] exact = quantiles(Counts.MANY, 400, false);
        double[] approximate = quantiles(Counts.MANY + 0.001, 400, false);

        for (int i = 0; i < 3; i++) {
            assertThat(approximate[i]).isCloseTo(exact[i], within(1.0));
        }
        assertThat(Counts.below(Counts.MANY + 0.001, 400, 140))
                .isCloseTo(Counts.below(Counts.MANY, 400, 140), within(0.01));
    }

    @Test
    void shouldDivideAStep_byTheQuantilesInIt() {
        assertThat(Counts.ranks(0, 0.8, QUANTILES)).containsExactly(new double[] {0.125, 0.5, 0.375, 0}, within(1e-12));
        assertThat(Counts.ranks(0.95, 0.95, QUANTILES)).containsExactly(0, 0, 0, 1);
        assertThat(Counts.ranks(1, 1, QUANTILES)).containsExactly(0, 0, 0, 1);
    }

    @Property
    void shouldInvertItsOwnProbabilities_forAnyMeanAndVariance(
            @ForAll @DoubleRange(min = 0.01, max = 2_000) double mean,
            @ForAll @DoubleRange(min = 0.2, max = 50) double scatter,
            @ForAll boolean whole) {
        double[] quantiles = quantiles(mean, scatter * mean, whole);

        assertThat(quantiles).isSorted();
        for (int i = 0; i < 3; i++) {
            assertThat(quantiles[i]).isNotNegative().isLessThan(1e6);
            if (whole && mean <= Counts.MANY) {
                assertThat(Counts.below(mean, scatter * mean, quantiles[i]))
                        .isGreaterThanOrEqualTo(QUANTILES[i] - 1e-9);
                assertThat(Counts.below(mean, scatter * mean, quantiles[i] - 1)).isLessThanOrEqualTo(QUANTILES[i]);
            }
        }
    }

    @Test
    void shouldInvertTheNormal_overAllRanks() {
        for (double probability = 0.0005; probability < 1; probability += 0.0005) {
            assertThat(Normal.below(Normal.quantile(probability))).isCloseTo(probability, within(2e-7));
        }
        assertThat(Normal.quantile(0.9)).isCloseTo(Normal.P90, within(1e-12));
    }

    private static double[] quantiles(double mean, double variance, boolean whole) {
        double[] quantiles = new double[3];
        Counts.quantiles(mean, variance, whole, QUANTILES, quantiles);
        return quantiles;
    }
}
