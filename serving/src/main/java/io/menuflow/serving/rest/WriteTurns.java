package io.menuflow.serving.rest;

import io.menuflow.serving.rest.Writes.Write;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * Writes of a restaurant's menu, one after the other: what a write leaves as it is, and what it is checked against, is what
 * the one before it left. Thread-safe.
 */
final class WriteTurns {

    /** Writes that may wait for one: each holds a thread. */
    static final int MOST_WAITING = 32;

    /** A write that is still not seen then is one that the node found faulty: it is waited for no more. */
    private static final long FORGOTTEN_AFTER_NS = Duration.ofSeconds(30).toNanos();

    private static final int STRIPES = 256;

    private final ReentrantLock[] stripes =
            IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock(true)).toArray(ReentrantLock[]::new);
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();
    private final Duration patience;

    /** @param patience how long a write waits for those before it */
    WriteTurns(Duration patience) {
        this.patience = patience;
    }

    /** A write that was answered before questions saw it. */
    private record Pending(Write write, long since) {}

    /** Waits until questions see a write; false when it takes longer. */
    @FunctionalInterface
    interface Wait {
        boolean applied(Write write, Duration patience);
    }

    /** Does {@code work} when all writes of the restaurant before it are done and seen. */
    void take(String restaurant, Wait wait, Runnable work) {
        ReentrantLock stripe = stripes[Math.floorMod(restaurant.hashCode(), STRIPES)];
        long until = System.nanoTime() + patience.toNanos();
        if (stripe.getQueueLength() >= MOST_WAITING || !isLocked(stripe)) {
            throw busy(restaurant);
        }
        try {
            Pending last = pending.get(restaurant);
            if (last != null) {
                boolean forgotten = System.nanoTime() - last.since() > FORGOTTEN_AFTER_NS;
                Duration left = Duration.ofNanos(Math.max(0, until - System.nanoTime()));
                if (!forgotten && !wait.applied(last.write(), left)) {
                    throw busy(restaurant);
                }
                pending.remove(restaurant);
            }
            work.run();
        } finally {
            stripe.unlock();
        }
    }

    /** Notes a write that the next one has to wait for. */
    void note(Write write) {
        pending.put(write.restaurant(), new Pending(write, System.nanoTime()));
    }

    private boolean isLocked(ReentrantLock stripe) {
        try {
            return stripe.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("the node is stopping; sending it again is safe");
        }
    }

    private static Problem.ProblemException busy(String restaurant) {
        return Problem.unavailable("other writes of the menu of " + restaurant
                + " are under way, and this one waited its time for them; nothing was written, send it again");
    }
}
