package io.menuflow.serving.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens when the process is asked to end (Ctrl-C, SIGTERM) or ends by itself. */
public final class Shutdown {

    private static final Logger log = LoggerFactory.getLogger(Shutdown.class);

    private Shutdown() {}

    /** Work that ends by itself. */
    @FunctionalInterface
    public interface Work<E extends Exception> {
        void run() throws E;
    }

    /**
     * Runs {@code work}; when the process is asked to end before it has, asks it to {@code stop} and waits until it has
     * stopped, not longer than {@code patience}.
     */
    public static <E extends Exception> void during(Work<E> work, Runnable stop, Duration patience) throws E {
        CountDownLatch ended = new CountDownLatch(1);
        onExit(() -> {
            if (ended.getCount() > 0) {
                stop.run();
                if (!ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    log.warn("the work did not stop within {}", patience);
                }
            }
        });
        try {
            work.run();
        } finally {
            ended.countDown();
        }
    }

    /** Closes {@code parts} in this order, once, when the process ends. */
    public static void onExit(AutoCloseable... parts) {
        AtomicBoolean done = new AtomicBoolean();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (done.compareAndSet(false, true)) {
                                for (AutoCloseable part : parts) {
                                    close(part);
                                }
                            }
                        },
                        "menuflow-shutdown"));
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            log.warn("closing failed", e);
        }
    }
}
