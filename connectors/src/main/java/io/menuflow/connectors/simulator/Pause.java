package io.menuflow.connectors.simulator;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How the live loop waits for its next check; a test puts one in that moves its clock instead. */
@FunctionalInterface
public interface Pause {

    /** Waits by the wall clock. */
    Pause REAL = (stopped, time) -> stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);

    /**
     * Waits for {@code time}, or less when {@code stopped} opens.
     *
     * @return whether {@code stopped} is open
     * @throws InterruptedException when the thread is to end
     */
    boolean await(CountDownLatch stopped, Duration time) throws InterruptedException;
}
