package io.menuflow.models.demand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ChoiceTest {

    @Test
    void shouldSayThatTheMenuOutweighs_whenTheOneServedErredMoreOnTheItem() {
        Choice choice = new Choice(sums(560, 0.5, 1.5), false);

        Choice.Served served = choice.item(sums(14, 2.125, 2));

        assertThat(served.method()).isEqualTo(Method.MODEL);
        assertThat(served.why())
                .startsWith(
                        "over 14 of its own days in the last eight weeks and the whole menu's: pinball loss 2.125 units"
                                + " by the model, 2.000 by exponential smoothing with weekdays")
                .endsWith("so few days may be chance, and on the whole menu, which counts as much as 28 of them, it is"
                        + " 0.5000 by the model and 1.5000 by exponential smoothing with weekdays");
    }

    @Test
    void shouldSayNoMore_whenItErredLeastOnTheItem() {
        Choice choice = new Choice(sums(560, 0.5, 1.5), false);

        Choice.Served served = choice.item(sums(14, 1.75, 2));

        assertThat(served.why()).endsWith("2.000 by exponential smoothing with weekdays");
    }

    /** The other two baselines err more than either. */
    private static Map<Method, ErrorSums> sums(int days, double model, double smoothing) {
        return Map.of(
                Method.MODEL,
                sums(days, model),
                Method.EXPONENTIAL_SMOOTHING,
                sums(days, smoothing),
                Method.SEASONAL_NAIVE,
                sums(days, 4),
                Method.SAME_WEEKDAY_MEAN,
                sums(days, 3));
    }

    private static ErrorSums sums(int days, double meanPinball) {
        ErrorSums sums = new ErrorSums();
        sums.days = days;
        sums.pinball = days * meanPinball;
        return sums;
    }
}
