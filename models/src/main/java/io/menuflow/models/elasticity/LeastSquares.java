package io.menuflow.models.elasticity;

import org.jspecify.annotations.Nullable;

/** Least squares of one regressor with a level for each group: the yardstick of elasticities. */
public final class LeastSquares {

    private LeastSquares() {}

    /**
     * The slope of y on x within groups, or null when x does not vary within any or there are no degrees of freedom.
     *
     * @param groups of each of n points, from 0
     */
    public static @Nullable OwnEstimate slope(int[] groups, double[] x, double[] y) {
        int count = 0;
        for (int group : groups) {
            count = Math.max(count, group + 1);
        }
        double[] n = new double[count];
        double[] meanX = new double[count];
        double[] meanY = new double[count];
        for (int i = 0; i < x.length; i++) {
            n[groups[i]]++;
            meanX[groups[i]] += (x[i] - meanX[groups[i]]) / n[groups[i]];
            meanY[groups[i]] += (y[i] - meanY[groups[i]]) / n[groups[i]];
        }
        double xx = 0;
        double xy = 0;
        double yy = 0;
        int freedom = x.length - 1;
        for (int i = 0; i < x.length; i++) {
            double dx = x[i] - meanX[groups[i]];
            double dy = y[i] - meanY[groups[i]];
            xx += dx * dx;
            xy += dx * dy;
            yy += dy * dy;
        }
        for (double points : n) {
            freedom -= points > 0 ? 1 : 0;
        }
        if (!(xx > 1e-9) || freedom < 1) {
            return null;
        }
        double slope = xy / xx;
        double residual = Math.max(0, yy - slope * xy) / freedom;
        return new OwnEstimate(slope, Math.sqrt(Math.max(residual, 1e-12) / xx));
    }
}
