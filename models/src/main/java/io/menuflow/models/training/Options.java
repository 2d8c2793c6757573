package io.menuflow.models.training;

import io.menuflow.models.outlook.OutlookModel;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How to train.
 *
 * @param seed of what is drawn: trials, trees, resamples
 * @param budget for the search; the first trial is always finished
 * @param createdAt now
 * @param version the model gets; one of its day and bytes when empty
 * @param provenance what else is to be said of where it is from: command, code version
 * @param champion the model in force, to be held against on the same rows
 */
public record Options(
        long seed,
        Duration budget,
        Instant createdAt,
        Optional<String> version,
        Map<String, String> provenance,
        Optional<OutlookModel> champion) {

    public Options {
        provenance = Map.copyOf(provenance);
    }

    /** Seed 1, ten minutes, nothing else. */
    public static Options at(Instant createdAt) {
        return new Options(1, Duration.ofMinutes(10), createdAt, Optional.empty(), Map.of(), Optional.empty());
    }

    /** Today as a business day since 1970-01-01, in whichever zone is furthest ahead. */
    int today() {
        return (int) Math.floorDiv(createdAt.plus(Duration.ofHours(14)).getEpochSecond(), 86_400L);
    }
}
