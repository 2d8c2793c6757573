package io.menuflow.connectors.simulator;

import java.util.Collection;
import java.util.SplittableRandom;

/** Draws an index with the probability of its weight in constant time: Vose's alias method. */
final class Picker {

    private final double[] keep;
    private final int[] other;

    private Picker(double[] keep, int[] other) {
        this.keep = keep;
        this.other = other;
    }

    /** Throws IllegalArgumentException unless the weights are not negative and one of them is positive. */
    static Picker of(double... weights) {
        int n = weights.length;
        double sum = 0;
        for (double weight : weights) {
            if (!(weight >= 0)) {
                throw new IllegalArgumentException("a weight must not be negative: " + weight);
            }
            sum += weight;
        }
        if (!(sum > 0)) {
            throw new IllegalArgumentException("no weight is positive");
        }
        double[] keep = new double[n];
        int[] other = new int[n];
        // Indices below their fair share from the left, those above from the right.
        int[] waiting = new int[n];
        int small = 0;
        int large = n;
        for (int i = 0; i < n; i++) {
            keep[i] = weights[i] * n / sum;
            other[i] = i;
            waiting[keep[i] < 1 ? small++ : --large] = i;
        }
        // What is left at the end missed 1 by rounding only.
        while (small > 0 && large < n) {
            int less = waiting[--small];
            int more = waiting[large];
            other[less] = more;
            keep[more] -= 1 - keep[less];
            if (keep[more] < 1) {
                large++;
                waiting[small++] = more;
            }
        }
        return new Picker(keep, other);
    }

    static Picker of(Collection<Double> weights) {
        return of(weights.stream().mapToDouble(Double::doubleValue).toArray());
    }

    int next(SplittableRandom random) {
        double point = random.nextDouble() * keep.length;
        int index = (int) point;
        return point - index < keep[index] ? index : other[index];
    }
}
