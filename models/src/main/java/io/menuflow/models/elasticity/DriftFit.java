package io.menuflow.models.elasticity;

import io.menuflow.models.elasticity.PriceCells.Cell;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Quasi-Poisson regression of an item's units on its log price and promotion, beside a level that wanders:
 *
 * <pre>units_k ~ exposure_k · exp(u_k + ε·ln(p_k / p_1) + φ·promoted_k),   u_k − u_(k−1) ~ N(0, σ²·days between)</pre>
 *
 * <p>So that a price change is judged by the weeks around it, and years of fashion are not taken for an answer to prices.
 * Where the whole menu moved on one day the level starts anew: the jump says nothing. Newton's method on the
 * penalised likelihood; levels form a tridiagonal system with a border of two, so a step costs O(cells).
 */
final class DriftFit {

    /** ε is drawn to nothing in particular with this standard deviation, which is taken out again afterwards. */
    private static final double WIDE = 4;

    private static final double WIDE_CENTRE = -1.5;
    /** What a promotion does besides its price, log: a stated prior. */
    private static final double PROMOTION = 0.2;

    private static final double PROMOTION_ERROR = 0.2;
    /** First level, log units over the rate of all cells. */
    private static final double LEVEL_ERROR = 2;

    private static final int STEPS = 40;
    private static final double LARGEST_STEP = 1;
    private static final double DONE = 1e-8;

    private final int n;
    private final double[] units;
    private final double[] exposure;
    private final double[] logPrice;
    private final double[] promoted;
    /** Precision of the step from the cell before, times σ²; 0 where the level starts anew. */
    private final double[] gap;

    private final double[] level;
    private double elasticity = WIDE_CENTRE;
    private double promotion = PROMOTION;
    private double logEvidence = Double.NEGATIVE_INFINITY;
    private double variance = Double.POSITIVE_INFINITY;

    /**
     * A fit of cells, at least two.
     *
     * @param anew first days of prices at which the level starts anew
     * @param byMenu whether the exposure is the other items' sales, else open days
     */
    private DriftFit(List<Cell> cells, Set<Integer> anew, boolean byMenu) {
        n = cells.size();
        units = new double[n];
        exposure = new double[n];
        logPrice = new double[n];
        promoted = new double[n];
        gap = new double[n];
        level = new double[n];
        double all = 0;
        double rate = 0;
        for (int k = 0; k < n; k++) {
            Cell cell = cells.get(k);
            units[k] = cell.units();
            exposure[k] = byMenu ? Math.max(cell.others(), 1) : cell.days();
            all += exposure[k];
            rate += units[k];
        }
        for (int k = 0; k < n; k++) {
            Cell cell = cells.get(k);
            exposure[k] *= Math.max(rate, 0.5) / all;
            logPrice[k] = Math.log((double) cell.listPrice() / cells.get(0).listPrice());
            promoted[k] = cell.promoted() ? 1 : 0;
            boolean fresh = k == 0
                    || (anew.contains(cell.first())
                            && cell.listPrice() != cells.get(k - 1).listPrice());
            gap[k] = fresh ? 0 : Math.max(1, cell.middle() - cells.get(k - 1).middle());
        }
    }

    /** The fit under a drift, or null when it comes to nothing. */
    static @Nullable DriftFit of(List<Cell> cells, Set<Integer> anew, boolean byMenu, Drift drift) {
        DriftFit fit = new DriftFit(cells, anew, byMenu);
        return fit.run(drift) ? fit : null;
    }

    /** The item's own estimate, or null when its sales say next to nothing. */
    @Nullable OwnEstimate own() {
        double precision = 1 / variance - 1 / (WIDE * WIDE);
        if (!(precision > 0.02)) {
            return null;
        }
        double point = (elasticity / variance - WIDE_CENTRE / (WIDE * WIDE)) / precision;
        return new OwnEstimate(point, Math.sqrt(1 / precision));
    }

    /** Log of the probability of the data under the drift, by Laplace; constants left out. */
    double logEvidence() {
        return logEvidence;
    }

    private boolean run(Drift drift) {
        double stepPrecision = 1 / (drift.perDay() * drift.perDay());
        double wide = 1 / (WIDE * WIDE);
        double promo = 1 / (PROMOTION_ERROR * PROMOTION_ERROR);
        double start = 1 / (LEVEL_ERROR * LEVEL_ERROR);
        double[] diagonal = new double[n];
        double[] below = new double[n];
        double[][] right = new double[3][n];
        double[] mean = new double[n];
        for (int step = 0; step < STEPS; step++) {
            Arrays.fill(diagonal, 0);
            double ee = wide;
            double ep = 0;
            double pp = promo;
            double ge = -wide * (elasticity - WIDE_CENTRE);
            double gp = -promo * (promotion - PROMOTION);
            double prior = 0.5 * (Math.log(wide) + Math.log(promo))
                    - 0.5 * wide * square(elasticity - WIDE_CENTRE)
                    - 0.5 * promo * square(promotion - PROMOTION);
            double likelihood = 0;
            double[] gradient = right[2];
            Arrays.fill(gradient, 0);
            for (int k = 0; k < n; k++) {
                double eta = level[k] + elasticity * logPrice[k] + promotion * promoted[k];
                mean[k] = exposure[k] * Math.exp(Math.max(-30, Math.min(30, eta)));
                double weight = mean[k] / drift.dispersion();
                double residual = (units[k] - mean[k]) / drift.dispersion();
                likelihood += quasi(units[k], mean[k]) / drift.dispersion() - 0.5 * Math.log(drift.dispersion());
                diagonal[k] += weight;
                right[0][k] = weight * logPrice[k];
                right[1][k] = weight * promoted[k];
                gradient[k] += residual;
                ee += weight * logPrice[k] * logPrice[k];
                ep += weight * logPrice[k] * promoted[k];
                pp += weight * promoted[k] * promoted[k];
                ge += residual * logPrice[k];
                gp += residual * promoted[k];
                if (gap[k] == 0) {
                    below[k] = 0;
                    diagonal[k] += start;
                    gradient[k] -= start * level[k];
                    prior += 0.5 * Math.log(start) - 0.5 * start * square(level[k]);
                } else {
                    double precision = stepPrecision / gap[k];
                    double jump = level[k] - level[k - 1];
                    below[k] = -precision;
                    diagonal[k] += precision;
                    diagonal[k - 1] += precision;
                    gradient[k] -= precision * jump;
                    gradient[k - 1] += precision * jump;
                    prior += 0.5 * Math.log(precision) - 0.5 * precision * square(jump);
                }
            }
            double[] be = right[0].clone();
            double[] bp = right[1].clone();
            double logDeterminant = Tridiagonal.solve(diagonal, below, right);
            double see = ee - dot(be, right[0]);
            double sep = ep - dot(be, right[1]);
            double spp = pp - dot(bp, right[1]);
            double determinant = see * spp - sep * sep;
            if (!(determinant > 0)) {
                return false;
            }
            double re = ge - dot(be, right[2]);
            double rp = gp - dot(bp, right[2]);
            double de = (spp * re - sep * rp) / determinant;
            double dp = (see * rp - sep * re) / determinant;
            double largest = Math.max(Math.abs(de), Math.abs(dp));
            for (int k = 0; k < n; k++) {
                right[2][k] -= de * right[0][k] + dp * right[1][k];
                largest = Math.max(largest, Math.abs(right[2][k]));
            }
            double scale = Math.min(1, LARGEST_STEP / Math.max(largest, DONE));
            elasticity += scale * de;
            promotion += scale * dp;
            for (int k = 0; k < n; k++) {
                level[k] += scale * right[2][k];
            }
            if (largest < DONE) {
                variance = spp / determinant;
                logEvidence = likelihood + prior - 0.5 * (logDeterminant + Math.log(determinant));
                return Double.isFinite(variance) && Double.isFinite(logEvidence);
            }
        }
        return false;
    }

    /** Minus half the Poisson deviance. */
    private static double quasi(double units, double mean) {
        return (units == 0 ? 0 : units * Math.log(mean / units)) + units - mean;
    }

    private static double square(double x) {
        return x * x;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
