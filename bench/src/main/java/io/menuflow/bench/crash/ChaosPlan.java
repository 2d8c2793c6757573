package io.menuflow.bench.crash;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What is done to the processes, and when, drawn from a seed.
 *
 * @param blows by the event they come at
 */
record ChaosPlan(List<Blow> blows) {

    private static final int RESTART_MS = 4_000;
    /** Longer than the session timeout of 10 s, shorter than the transaction timeout of 60 s. */
    private static final int SHORTEST_PAUSE_MS = 12_000;

    private static final int LONGEST_PAUSE_MS = 20_000;

    /** Kinds of blows. */
    enum Kind {
        /** SIGKILL of the node. */
        KILL("kill"),
        /** SIGKILL of the node again, while it starts or restores. */
        KILL_AGAIN("kill while starting"),
        /** SIGKILL of the node, its state directory deleted. */
        WIPE("kill, disk wiped"),
        /** SIGKILL of the broker and the registry. */
        BROKER("kill of the broker"),
        /** SIGSTOP of the node for longer than its session lasts, then SIGCONT. */
        PAUSE("pause"),
        /** A second node joins, takes its share and is killed. */
        REBALANCE("second node");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /**
     * One of them.
     *
     * @param at how many events have been sent by then
     * @param millis how long it lasts, or how long after the start a kill comes again
     */
    record Blow(Kind kind, long at, int millis) {}

    /** How many of each. */
    record Counts(int kills, int wipes, int brokerKills, int pauses, int rebalances) {}

    /** Draws a plan for {@code events} events: a quarter of the kills hits a node that is just starting. */
    static ChaosPlan draw(long seed, Counts counts, long events) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x5EEDL);
        List<Blow> blows = new ArrayList<>();
        for (int i = 0; i < counts.kills(); i++) {
            long at = moment(random, events);
            blows.add(new Blow(Kind.KILL, at, 0));
            if (i + 1 < counts.kills() && random.nextInt(3) == 0) {
                blows.add(new Blow(Kind.KILL_AGAIN, at, random.nextInt(RESTART_MS)));
                i++;
            }
        }
        for (int i = 0; i < counts.wipes(); i++) {
            blows.add(new Blow(Kind.WIPE, moment(random, events), 0));
        }
        for (int i = 0; i < counts.brokerKills(); i++) {
            blows.add(new Blow(Kind.BROKER, moment(random, events), 0));
        }
        for (int i = 0; i < counts.pauses(); i++) {
            int millis = random.nextInt(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS);
            blows.add(new Blow(Kind.PAUSE, moment(random, events), millis));
        }
        for (int i = 0; i < counts.rebalances(); i++) {
            blows.add(new Blow(Kind.REBALANCE, moment(random, events), 0));
        }
        blows.sort(Comparator.comparingLong(Blow::at)); // stable: again comes after the kill it follows
        return new ChaosPlan(List.copyOf(blows));
    }

    /** Anywhere but at the very ends of the stream. */
    private static long moment(SplittableRandom random, long events) {
        return events / 20 + (long) (random.nextDouble() * events * 0.9);
    }
}
