package io.menuflow.serving.rest;

import io.menuflow.serving.rest.Problem.FieldError;
import io.menuflow.topology.menu.FaultyRecordException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What every write of a record has in common: its faults are told, and it is answered once questions see it. */
final class Writing {

    private static final Duration APPLIED_WITHIN = Duration.ofSeconds(2);
    private static final long LOOK_AGAIN_MS = 10;

    private Writing() {}

    /** Ends a request whose body has faults. */
    static void refuse(JsonFields fields) {
        if (!fields.errors().isEmpty()) {
            throw Problem.invalid(fields.errors());
        }
    }

    /** What reads a record, its faults told as those of the body. */
    static <T> T valid(Supplier<T> reader) {
        try {
            return reader.get();
        } catch (FaultyRecordException e) {
            throw Problem.invalid(e.faults().stream()
                    .map(fault -> new FieldError(fault.field(), fault.message()))
                    .toList());
        }
    }

    /** Milliseconds, and later than before: two writes in one millisecond stay two. */
    static Instant now(Clock clock, @Nullable Instant before) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return before != null && !now.isAfter(before) ? before.plusMillis(1) : now;
    }

    /** Whether questions see what was written within two seconds. */
    static boolean applied(BooleanSupplier visible) {
        long until = System.nanoTime() + APPLIED_WITHIN.toNanos();
        while (!visible.getAsBoolean()) {
            if (System.nanoTime() > until) {
                return false;
            }
            try {
                Thread.sleep(LOOK_AGAIN_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    static int status(boolean applied, boolean created) {
        return !applied ? 202 : created ? 201 : 200;
    }
}
