package io.menuflow.connectors.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;

/** A clock that stands still but for its pauses, and stops the run that waits by it when its time is up. */
final class FakeTime extends Clock implements Pause {

    private final Instant end;
    private Instant now;

    FakeTime(Instant start, Duration length) {
        now = start;
        end = start.plus(length);
    }

    @Override
    public boolean await(CountDownLatch stopped, Duration time) {
        now = now.plus(time);
        if (!now.isBefore(end)) {
            stopped.countDown();
        }
        return stopped.getCount() == 0;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
