package io.menuflow.serving.training;

import io.menuflow.schemas.avro.TrainingJob;
import io.menuflow.schemas.avro.TrainingTrigger;
import io.menuflow.serving.models.ModelRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When a model is trained without being asked to: whenever a multiple of the period since 1970 has passed. The period's
 * number is in the job's id, so that whoever looks makes the same job.
 */
final class Schedule {

    private final Optional<Duration> every;
    private final long first;

    /** @param every empty for never */
    Schedule(Optional<Duration> every, Instant began) {
        this.every = every;
        this.first = period(began);
    }

    /** The job of this period, if it is not there yet and no period passed before somebody could look. */
    Optional<TrainingJob> due(List<TrainingJob> jobs, Instant now, String by) {
        if (every.isEmpty()) {
            return Optional.empty();
        }
        long period = period(now);
        long last = latest(jobs).flatMap(job -> number(job.getJobId())).orElse(first);
        return period <= last
                ? Optional.empty()
                : Optional.of(TrainingJobs.requested(
                        prefix() + period, ModelRegistry.OUTLOOK, TrainingTrigger.SCHEDULE, Map.of(), by, now));
    }

    /** The job of the latest period that has one: who forgets it, makes it again. */
    Optional<TrainingJob> latest(List<TrainingJob> jobs) {
        return jobs.stream()
                .filter(job -> number(job.getJobId()).isPresent())
                .max(Comparator.comparing(job -> number(job.getJobId()).orElseThrow()));
    }

    private long period(Instant at) {
        return every.map(length -> Math.floorDiv(at.toEpochMilli(), length.toMillis()))
                .orElse(0L);
    }

    private String prefix() {
        return "every-" + every.orElse(Duration.ZERO) + "-";
    }

    private Optional<Long> number(String id) {
        return id.startsWith(prefix())
                ? Optional.of(Long.parseLong(id.substring(prefix().length())))
                : Optional.empty();
    }
}
