package io.menuflow.serving.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.schemas.avro.TrainingJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Instant BEGAN = Instant.parse("2026-11-23T10:30:00Z");
    private static final Optional<Duration> HOURLY = Optional.of(Duration.ofHours(1));

    @Test
    void shouldBeDueOnceAPeriod_whoeverLooks() {
        Schedule one = new Schedule(HOURLY, BEGAN);
        Schedule other = new Schedule(HOURLY, BEGAN.plusSeconds(60));

        assertThat(one.due(List.of(), BEGAN.plusSeconds(1_799), "one")).isEmpty();
        TrainingJob due = one.due(List.of(), BEGAN.plusSeconds(1_800), "one").orElseThrow();
        assertThat(other.due(List.of(), BEGAN.plusSeconds(1_900), "other")
                        .orElseThrow()
                        .getJobId())
                .isEqualTo(due.getJobId());
        assertThat(other.due(List.of(due), BEGAN.plusSeconds(1_900), "other")).isEmpty();
        assertThat(other.due(List.of(due), BEGAN.plusSeconds(5_400), "other")).isPresent();
    }

    @Test
    void shouldMakeUpForAMissedPeriodOnce_whenNodesWereDown() {
        TrainingJob old = new Schedule(HOURLY, BEGAN)
                .due(List.of(), BEGAN.plusSeconds(3_600), "one")
                .orElseThrow();

        assertThat(new Schedule(HOURLY, BEGAN.plusSeconds(90_000)).due(List.of(old), BEGAN.plusSeconds(90_001), "one"))
                .isPresent();
    }

    @Test
    void shouldNeverBeDue_whenThereIsNoPeriod() {
        assertThat(new Schedule(Optional.empty(), BEGAN).due(List.of(), BEGAN.plusSeconds(1_000_000_000L), "one"))
                .isEmpty();
    }
}
