package io.menuflow.connectors.simulator;

import io.menuflow.connectors.simulator.demand.Distribution;
import java.util.Set;
import java.util.SplittableRandom;

/** A number that changes at most once in each block of days, to a value that does not depend on the one before. */
final class Levels {

    /** Blocks looked back at; a longer silence is drawn about never. */
    private static final int MEMORY = 40;

    private final long state;
    private final int blockDays;
    private final double chance;
    private final Distribution level;

    Levels(long state, int blockDays, double chance, Distribution level) {
        this.state = state;
        this.blockDays = blockDays;
        this.chance = chance;
        this.level = level;
    }

    /** The number on a day; 0 when it never changes. */
    double on(long day) {
        long block = Math.floorDiv(day, blockDays);
        for (int back = 0; chance > 0 && back < MEMORY; back++) {
            SplittableRandom random = Seeds.random(state, block - back);
            boolean changes = random.nextDouble() < chance;
            long change = (block - back) * blockDays + random.nextInt(blockDays);
            if (changes && change <= day) {
                return level.draw(random);
            }
        }
        return 0;
    }

    /** Adds every day from {@code from} to {@code to} on which the number may change. */
    void changes(long from, long to, Set<Long> days) {
        for (long block = Math.floorDiv(from, blockDays); block <= Math.floorDiv(to, blockDays); block++) {
            SplittableRandom random = Seeds.random(state, block);
            if (random.nextDouble() < chance) {
                days.add(block * blockDays + random.nextInt(blockDays));
            }
        }
    }
}
