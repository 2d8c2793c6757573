package io.menuflow.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Tries many inputs, each made from a seed of its own that a failure names. {@code -Dmenuflow.fuzz=20} tries twenty times
 * as many, {@code -Dmenuflow.fuzz.seed=7} others.
 */
public final class Fuzz {

    private static final int TIMES = Integer.getInteger("menuflow.fuzz", 1);
    private static final long SEED = Long.getLong("menuflow.fuzz.seed", 0) << 32;
    /** Of processor time, for one input. */
    private static final Duration LONGEST = Duration.ofSeconds(5);
    /** By the clock, for all: a machine that is busy with others is no hang. */
    private static final Duration HANGS_AFTER = Duration.ofMinutes(2);

    private static final long MOST_BYTES = 64 << 20;

    private Fuzz() {}

    /** Hands {@code input} {@code inputs} sources of chance; none may hang, fill the heap or throw. */
    public static void run(int inputs, Consumer<Random> input) {
        AtomicLong seed = new AtomicLong(SEED);
        Duration longest = HANGS_AFTER.plusMillis(10L * inputs * TIMES);
        try {
            assertTimeoutPreemptively(longest, () -> {
                for (long left = (long) inputs * TIMES; left > 0; left--) {
                    tried(input, new Random(seed.incrementAndGet()));
                }
            });
        } catch (Throwable e) {
            throw new AssertionError("the input of seed " + seed.get() + ": " + e, e);
        }
    }

    private static void tried(Consumer<Random> input, Random random) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = thread.getCurrentThreadAllocatedBytes();
        long cpu = thread.getCurrentThreadCpuTime();
        input.accept(random);
        assertThat(thread.getCurrentThreadAllocatedBytes() - bytes).as("bytes").isLessThan(MOST_BYTES);
        assertThat(Duration.ofNanos(thread.getCurrentThreadCpuTime() - cpu)).isLessThan(LONGEST);
    }
}
