package io.menuflow.topology;

import java.util.function.LongSupplier;

/**
 * How long scoring and publishing days, or closing them, may take: a share of each stream thread's time, in equal parts for
 * the tasks on it. Time is real time, not the stream's, which stands still while a task scores.
 */
public final class ScoreBudget {

    private final long nanosOfAThread;
    private final LongSupplier clock;
    private final ThreadLocal<int[]> tasks = ThreadLocal.withInitial(() -> new int[1]);

    /**
     * @param periodMillis how often each task scores
     * @param share of the thread's time, 0..1
     */
    public ScoreBudget(long periodMillis, double share) {
        this(periodMillis, share, System::nanoTime);
    }

    /** The same by another clock, in nanoseconds. */
    ScoreBudget(long periodMillis, double share, LongSupplier clock) {
        this.nanosOfAThread = (long) (periodMillis * 1e6 * share);
        this.clock = clock;
    }

    /** A task of this thread begins, that somebody waits for: what a turn takes too much costs it the next one, never more. */
    public Account open() {
        return open(true);
    }

    /** A task of this thread begins, that can wait until all it took is paid, however long its turns were. */
    public Account openOwing() {
        return open(false);
    }

    private Account open(boolean forgiven) {
        int[] here = tasks.get();
        here[0]++;
        return new Account(here, forgiven);
    }

    /** One task's part; used by its thread only. */
    public final class Account {

        private final int[] tasksHere;
        private final boolean forgiven;
        private long left;
        private long began;

        private Account(int[] tasksHere, boolean forgiven) {
            this.tasksHere = tasksHere;
            this.forgiven = forgiven;
        }

        /** A turn begins; false when those before took too much. */
        public boolean begin() {
            left = Math.min(part(), left + part());
            began = clock.getAsLong();
            return left > 0;
        }

        /** Whether time is left in this turn. */
        public boolean goesOn() {
            return clock.getAsLong() - began < left;
        }

        /** The turn ends. */
        public void end() {
            left -= clock.getAsLong() - began;
            if (forgiven) {
                left = Math.max(left, -part()); // a menu must not wait for seconds
            }
        }

        /** Whether the next turns pay for those before. */
        public boolean owes() {
            return left < 0;
        }

        private long part() {
            return nanosOfAThread / Math.max(1, tasksHere[0]);
        }

        /** The task ends. */
        public void close() {
            tasksHere[0]--;
        }
    }
}
