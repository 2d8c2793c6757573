package io.menuflow.serving.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what a command opened when the process is asked to end (Ctrl-C, SIGTERM) or ends by itself. */
public final class Shutdown {

    private static final Logger log = LoggerFactory.getLogger(Shutdown.class);

    private Shutdown() {}

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
