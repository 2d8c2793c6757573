package io.menuflow.connectors.simulator;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
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
        Deque<Integer> small = new ArrayDeque<>(n);
        Deque<Integer> large = new ArrayDeque<>(n);
        for (int i = 0; i < n; i++) {
            keep[i] = weights[i] * n / sum;
            other[i] = i;
            (keep[i] < 1 ? small : large).add(i);
        }
        while (!small.isEmpty() && !large.isEmpty()) {
            int less = small.remove();
            int more = large.remove();
            other[less] = more;
            keep[more] -= 1 - keep[less];
            (keep[more] < 1 ? small : large).add(more);
        }
        small.forEach(i -> other[i] = i); // what is left missed 1 by rounding only
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
