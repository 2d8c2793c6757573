package io.menuflow.connectors.replay;

import java.time.Duration;

/** Waits; a test's does not. */
@FunctionalInterface
public interface Sleeper {

    /**
     * Returns after {@code duration}.
     *
     * @throws InterruptedException when the thread is asked to stop
     */
    void sleep(Duration duration) throws InterruptedException;
}
