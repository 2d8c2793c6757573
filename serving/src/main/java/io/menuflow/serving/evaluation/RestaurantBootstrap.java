package io.menuflow.serving.evaluation;

import io.menuflow.serving.evaluation.PriceReport.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;

/**
 * A ratio of sums over restaurants with a 95 % interval: whole restaurants are drawn again, as their items are not independent.
 * Of one restaurant there is none, NaN: it would always draw itself.
 */
final class RestaurantBootstrap {

    private static final int REPLICATES = 1_000;
    private static final double TAIL = 0.025;

    private final Map<String, double[]> sums = new LinkedHashMap<>();

    /** Adds to a restaurant's two sums. */
    void add(String restaurant, double above, double below) {
        double[] its = sums.computeIfAbsent(restaurant, id -> new double[2]);
        its[0] += above;
        its[1] += below;
    }

    /** The first sum over the second; NaN where there is nothing. */
    Estimate share(long seed) {
        return estimate(seed, (above, below) -> above / below);
    }

    /** The root of it. */
    Estimate root(long seed) {
        return estimate(seed, (above, below) -> Math.sqrt(above / below));
    }

    private Estimate estimate(long seed, DoubleBinaryOperator figure) {
        List<double[]> all = new ArrayList<>(sums.values());
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[REPLICATES];
        for (int r = 0; r < REPLICATES; r++) {
            double above = 0;
            double below = 0;
            for (int i = 0; i < all.size(); i++) {
                double[] drawn = all.get(random.nextInt(all.size()));
                above += drawn[0];
                below += drawn[1];
            }
            values[r] = figure.applyAsDouble(above, below);
        }
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        double value = figure.applyAsDouble(
                all.stream().mapToDouble(its -> its[0]).sum(),
                all.stream().mapToDouble(its -> its[1]).sum());
        return sorted.length == 0 || all.size() < 2
                ? new Estimate(value, Double.NaN, Double.NaN)
                : new Estimate(
                        value,
                        sorted[(int) (TAIL * (sorted.length - 1))],
                        sorted[(int) Math.ceil((1 - TAIL) * (sorted.length - 1))]);
    }
}
