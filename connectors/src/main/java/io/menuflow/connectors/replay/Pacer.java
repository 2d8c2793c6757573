package io.menuflow.connectors.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Spaces events as they were spaced, {@code speed} times as fast; not at all when speed is 0. */
final class Pacer {

    private final double speed;
    private final Clock clock;
    private final Sleeper sleeper;
    private @Nullable Instant firstEvent;
    private Instant started = Instant.EPOCH;

    Pacer(double speed, Clock clock, Sleeper sleeper) {
        this.speed = speed;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** Returns when it is {@code event}'s turn. The first event's turn is at once. */
    void await(Instant event) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (speed == 0) {
            return;
        }
        if (firstEvent == null) {
            firstEvent = event;
            started = clock.instant();
        }
        // Measured from the first event and not from the last, so that delays do not add up.
        long millis = (long) (Duration.between(firstEvent, event).toMillis() / speed);
        Duration left = Duration.between(clock.instant(), started.plusMillis(millis));
        if (!left.isNegative() && !left.isZero()) {
            sleeper.sleep(left);
        }
    }
}
