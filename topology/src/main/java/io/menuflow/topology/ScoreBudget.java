package io.menuflow.topology;

/**
 * How long scoring, and publishing days beside it, may take: a share of each stream thread's time, in equal parts for the tasks on it. Time is real time,
 * not the stream's, which stands still while a task scores.
 */
public final class ScoreBudget {

    private final long nanosOfAThread;
    private final ThreadLocal<int[]> tasks = ThreadLocal.withInitial(() -> new int[1]);

    /**
     * @param periodMillis how often each task scores
     * @param share of the thread's time, 0..1
     */
    public ScoreBudget(long periodMillis, double share) {
        nanosOfAThread = (long) (periodMillis * 1e6 * share);
    }

    /** A task of this thread begins. */
    public Account open() {
        int[] here = tasks.get();
        here[0]++;
        return new Account(here);
    }

    /** One task's part; used by its thread only. */
    public final class Account {

        private final int[] tasksHere;
        private long left;
        private long began;

        private Account(int[] tasksHere) {
            this.tasksHere = tasksHere;
        }

        /** A turn begins; false when the last one took too much. */
        public boolean begin() {
            left = Math.min(part(), left + part());
            began = System.nanoTime();
            return left > 0;
        }

        /** Whether time is left in this turn. */
        public boolean goesOn() {
            return System.nanoTime() - began < left;
        }

        /** The turn ends. What it took too much costs the next one, never more: a menu must not wait for seconds. */
        public void end() {
            left = Math.max(left - (System.nanoTime() - began), -part());
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
