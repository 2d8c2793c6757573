package io.menuflow.connectors.simulator;

import java.util.SplittableRandom;

/** Draws counts. */
final class Poisson {

    /** e to the minus this is far from the smallest double. */
    private static final double CHUNK = 500;

    private Poisson() {}

    /** A count with this mean, exactly distributed; takes time in proportion to it. */
    static int draw(double mean, SplittableRandom random) {
        int count = 0;
        for (double rest = mean; rest > 0; rest -= CHUNK) {
            double end = StrictMath.exp(-Math.min(rest, CHUNK));
            for (double product = random.nextDouble(); product > end; product *= random.nextDouble()) {
                count++;
            }
        }
        return count;
    }
}
