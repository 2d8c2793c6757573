package io.menuflow.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.training.Evaluation.Contender;
import io.menuflow.models.training.Evaluation.Estimate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void shouldSayWhichWayTheLogLossMoved_whateverTheGainIs() {
        assertThat(verdict(new Estimate(0.3, 0.1, 0.4)))
                .isEqualTo(
                        "the model is better than calibrated persistence: log-loss lower by 0.3000 [0.1000, 0.4000]");
        assertThat(verdict(new Estimate(0.3, -0.1, 0.4)))
                .endsWith("persistence, which is served: log-loss lower by 0.3000 [-0.1000, 0.4000]");
        assertThat(verdict(new Estimate(-0.3, -0.4, 0.1)))
                .endsWith("persistence, which is served: log-loss higher by 0.3000 [-0.1000, 0.4000]");
    }

    private static String verdict(Estimate gain) {
        Estimate any = new Estimate(0.5, 0.4, 0.6);
        List<Contender> contenders = List.of(
                new Contender(Judge.MODEL, any, any, any, any, new Estimate(0, 0, 0)),
                new Contender(Judge.PERSISTENCE, any, any, any, any, gain));
        Evaluation evaluation = new Evaluation(9, 1, 2, 1, contenders, new int[4][4], List.of(), List.of(), Map.of());
        DayRange part = new DayRange(1, 2);
        TimeSplit split = new TimeSplit(part, part, part);
        return new Report("v", "s", "d", 1, 9, split, 1, 1, List.of(), List.of(), evaluation).verdict();
    }
}
