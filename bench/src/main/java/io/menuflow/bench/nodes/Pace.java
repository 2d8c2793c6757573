package io.menuflow.bench.nodes;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * So many turns a second, whoever takes them: a turn that comes late is late, and does not move those after it. What is
 * measured from the turn on includes the wait for whoever is slow.
 */
final class Pace {

    private final long start = System.nanoTime();
    private final double nanosATurn;
    private final AtomicLong turns = new AtomicLong();
    private volatile long endNanos = Long.MAX_VALUE;

    Pace(double perSecond) {
        nanosATurn = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** No turns later than now. */
    void end() {
        endNanos = System.nanoTime() - start;
    }

    /** No turns later than {@code seconds} after the start. */
    Pace until(double seconds) {
        endNanos = (long) (seconds * 1e9);
        return this;
    }

    /** Waits for the next turn and returns when it was due, by {@link System#nanoTime}; -1 when there are no more. */
    long next() {
        long due = (long) (turns.getAndIncrement() * nanosATurn);
        while (due < endNanos) {
            long early = start + due - System.nanoTime();
            if (early <= 0) {
                return start + due;
            }
            LockSupport.parkNanos(Math.min(early, 50_000_000));
        }
        return -1;
    }

    /** Turns taken. */
    long taken() {
        return turns.get();
    }
}
