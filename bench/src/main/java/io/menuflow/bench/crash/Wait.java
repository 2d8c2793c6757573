package io.menuflow.bench.crash;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waiting for what the children say of themselves. */
public final class Wait {

    private static final long LOOK_AGAIN_MS = 25;

    private Wait() {}

    /** Returns once {@code condition} holds; throws, naming {@code what}, when it does not within {@code patience}. */
    public static void until(String what, Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(what + " did not come within " + patience.toSeconds() + " s");
            }
            pause(LOOK_AGAIN_MS);
        }
    }

    /** The first value that is not null. */
    public static <T> T forValue(String what, Duration patience, Supplier<@Nullable T> source) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            T value = source.get();
            if (value != null) {
                return value;
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(what + " did not come within " + patience.toSeconds() + " s");
            }
            pause(LOOK_AGAIN_MS);
        }
    }

    /** Does nothing for a while. */
    public static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
