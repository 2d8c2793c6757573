package io.menuflow.models.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SoftmaxTest {

    @Test
    void shouldBeWithinARoundingOfTheExponential_overAllPowersThatMatter() {
        for (float power = 0; power > -87; power -= 0.0137f) {
            float exact = (float) StrictMath.exp(power);

            assertThat(Math.abs(Softmax.exp(power) - exact)).as("e^%s", power).isLessThanOrEqualTo(Math.ulp(exact));
        }
        assertThat(Softmax.exp(0)).isEqualTo(1);
        assertThat(Softmax.exp(-0.0f)).isEqualTo(1);
    }

    @Test
    void shouldFadeToZero_whenThePowerIsLow() {
        assertThat(Softmax.exp(-100)).isEqualTo((float) StrictMath.exp(-100)).isPositive();
        assertThat(Softmax.exp(-104)).isZero();
        assertThat(Softmax.exp(-1e30f)).isZero();
        assertThat(Softmax.exp(Float.NEGATIVE_INFINITY)).isZero();
    }

    @Test
    void shouldShareAlike_whenTheOddsAreTheSame() {
        float[] odds = {9, 3, 3, 3, 3, 9};

        assertThat(Softmax.of(odds, 1, 4)).containsExactly(0.25f, 0.25f, 0.25f, 0.25f);
        assertThat(Softmax.of(new float[] {-500, 500, -500, -500}, 0, 4)).containsExactly(0, 1, 0, 0);
    }
}
