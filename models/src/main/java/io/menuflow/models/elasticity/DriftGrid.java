package io.menuflow.models.elasticity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item's fits under every drift of a grid, averaged over the drifts by how probable each makes its sales, and how common
 * each is on its menu: one item is quiet where another wanders, and to take one drift for all makes restless items too sure
 * of themselves.
 */
final class DriftGrid {

    private static final double[] PER_DAY = {0.004, 0.008, 0.013, 0.02, 0.035};
    private static final double[] DISPERSION = {1, 1.5, 2.5, 5};
    private static final Drift[] DRIFTS = drifts();
    private static final int ROUNDS = 8;
    /** Items whose drift would be spread over the grid: what is thought of a menu before it is seen. */
    private static final double SPREAD_ITEMS = 1;

    private final double[] logEvidence = new double[DRIFTS.length];
    private final double[] point = new double[DRIFTS.length];
    private final double[] variance = new double[DRIFTS.length];
    private double explained;

    private static Drift[] drifts() {
        List<Drift> drifts = new ArrayList<>();
        for (int d = 0; d < DISPERSION.length; d++) {
            for (int p = 0; p < PER_DAY.length; p++) {
                // To and fro, so that each drift is next to the one before.
                drifts.add(new Drift(PER_DAY[d % 2 == 0 ? p : PER_DAY.length - 1 - p], DISPERSION[d]));
            }
        }
        return drifts.toArray(Drift[]::new);
    }

    DriftGrid(DriftFit fit) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int g = 0; g < DRIFTS.length; g++) {
            boolean done = fit.run(DRIFTS[g]);
            logEvidence[g] = done ? fit.logEvidence() : Double.NEGATIVE_INFINITY;
            point[g] = fit.elasticity();
            variance[g] = fit.variance();
            if (logEvidence[g] > highest) {
                highest = logEvidence[g];
                explained = fit.explained();
            }
        }
    }

    double explained() {
        return explained;
    }

    /** How common each drift is on a menu, by expectation and maximisation. */
    static double[] common(List<DriftGrid> menu) {
        double[] common = new double[DRIFTS.length];
        Arrays.fill(common, 1.0 / DRIFTS.length);
        for (int round = 0; round < ROUNDS; round++) {
            double[] sum = new double[DRIFTS.length];
            Arrays.fill(sum, SPREAD_ITEMS / DRIFTS.length);
            double all = SPREAD_ITEMS;
            for (DriftGrid item : menu) {
                double[] weights = item.weights(common);
                for (int g = 0; g < sum.length; g++) {
                    sum[g] += weights[g];
                    all += weights[g];
                }
            }
            for (int g = 0; g < sum.length; g++) {
                common[g] = sum[g] / all;
            }
        }
        return common;
    }

    /** The item's own estimate, or null when its sales say next to nothing. */
    @Nullable OwnEstimate own(double[] common) {
        double[] weights = weights(common);
        double mean = 0;
        double square = 0;
        double all = 0;
        for (int g = 0; g < weights.length; g++) {
            mean += weights[g] * point[g];
            square += weights[g] * (variance[g] + point[g] * point[g]);
            all += weights[g];
        }
        double wide = 1 / (DriftFit.WIDE * DriftFit.WIDE);
        double both = 1 / (square - mean * mean);
        if (all == 0 || !(both - wide > 0.02)) {
            return null;
        }
        double precision = both - wide;
        return new OwnEstimate((mean * both - DriftFit.WIDE_CENTRE * wide) / precision, Math.sqrt(1 / precision));
    }

    /** They sum to 1, or are all 0 when nothing could be fitted. */
    private double[] weights(double[] common) {
        double highest = Arrays.stream(logEvidence).max().orElse(Double.NEGATIVE_INFINITY);
        double[] weights = new double[DRIFTS.length];
        if (highest == Double.NEGATIVE_INFINITY) {
            return weights;
        }
        double sum = 0;
        for (int g = 0; g < weights.length; g++) {
            weights[g] = common[g] * Math.exp(logEvidence[g] - highest);
            sum += weights[g];
        }
        for (int g = 0; g < weights.length; g++) {
            weights[g] /= sum;
        }
        return weights;
    }
}
