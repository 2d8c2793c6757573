package io.menuflow.models.elasticity;

import io.menuflow.models.elasticity.PriceSeries.Cell;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Quasi-Poisson regression of an item's units on its log price and promotion, beside a level that wanders:
 *
 * <pre>units_k ~ exposure_k · exp(u_k + ε·ln(p_k / p_1) + φ·promoted_k),   u_k − u_(k−1) ~ N(0, σ²·days between)</pre>
 *
 * <p>So that a price change is judged by the weeks around it, and years of fashion are not taken for an answer to prices.
 * Where the whole menu moved on one day the level starts anew: the jump says nothing. Newton's method on the
 * penalised likelihood; levels form a tridiagonal system with a border of two, so a step costs O(cells). Each fit goes on
 * from the one before: under a like drift it is near.
 */
final class DriftFit {

    /** ε is drawn to nothing in particular with this standard deviation, which is taken out again afterwards. */
    static final double WIDE = 4;

    static final double WIDE_CENTRE = -1.5;

    /** What a promotion does besides its price, log: a stated prior. */
    private static final double PROMOTION = 0.2;

    private static final double PROMOTION_ERROR = 0.2;
    /** First level, log units over the rate of all cells. */
    private static final double LEVEL_ERROR = 2;

    private static final int STEPS = 40;
    private static final double LARGEST_STEP = 1;
    /** Of a step, in logs: what is left after it is far smaller still, and both far below any standard error. */
    private static final double DONE = 1e-4;

    private static final double[] PRIOR_MEAN = {WIDE_CENTRE, PROMOTION};
    private static final double[] PRIOR_PRECISION = {1 / (WIDE * WIDE), 1 / (PROMOTION_ERROR * PROMOTION_ERROR)};
    private static final double LEVEL_PRECISION = 1 / (LEVEL_ERROR * LEVEL_ERROR);
    private static final double LOG_LEVEL_PRECISION = Math.log(LEVEL_PRECISION);

    private final int n;
    private final double[] units;
    private final double[] exposure;
    private final double[] logExposure;
    /** units·(ln units − 1): of the likelihood what does not change. */
    private final double[] saturated;
    /** Log price and promotion, by cell. */
    private final double[][] columns;
    /** Days since the cell before; 0 where the level starts anew. */
    private final double[] gap;

    private final double[] logGap;

    private final double[] level;
    private final double[] effect = PRIOR_MEAN.clone();

    // Of one step, kept to be used again.
    private final double[] mean;
    private final double[] diagonal;
    private final double[] below;
    private final double[][] border;
    private final double[][] right;
    private final double[] slope = new double[2];
    private final double[][] curvature = new double[2][2];

    private double logEvidence;
    private double variance;

    /**
     * A fit of cells, at least two.
     *
     * @param anew first days of prices at which the level starts anew
     * @param byMenu whether the exposure is the other items' sales, else open days
     */
    DriftFit(List<Cell> cells, Set<Integer> anew, boolean byMenu) {
        n = cells.size();
        units = new double[n];
        exposure = new double[n];
        logExposure = new double[n];
        saturated = new double[n];
        logGap = new double[n];
        columns = new double[2][n];
        gap = new double[n];
        level = new double[n];
        mean = new double[n];
        diagonal = new double[n];
        below = new double[n];
        border = new double[2][n];
        right = new double[3][n];
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
            columns[0][k] = Math.log((double) cell.price() / cells.get(0).price());
            columns[1][k] = cell.promoted() ? 1 : 0;
            boolean fresh = k == 0
                    || (anew.contains(cell.first())
                            && cell.price() != cells.get(k - 1).price());
            gap[k] = fresh ? 0 : Math.max(1, cell.middle() - cells.get(k - 1).middle());
            logExposure[k] = Math.log(exposure[k]);
            saturated[k] = units[k] == 0 ? 0 : units[k] * (Math.log(units[k]) - 1);
            logGap[k] = fresh ? 0 : Math.log(gap[k]);
        }
    }

    /** Fits under a drift; false when it comes to nothing. */
    boolean run(Drift drift) {
        for (int step = 0; step < STEPS; step++) {
            double log = assemble(drift);
            double logDeterminant = Tridiagonal.solve(diagonal, below, right);
            double see = curvature[0][0] - dot(border[0], right[0]);
            double sep = curvature[0][1] - dot(border[0], right[1]);
            double spp = curvature[1][1] - dot(border[1], right[1]);
            double determinant = see * spp - sep * sep;
            if (!(determinant > 0)) {
                return startAgain();
            }
            double re = slope[0] - dot(border[0], right[2]);
            double rp = slope[1] - dot(border[1], right[2]);
            double largest = move((spp * re - sep * rp) / determinant, (see * rp - sep * re) / determinant);
            if (largest < DONE) {
                variance = spp / determinant;
                logEvidence = log - 0.5 * (logDeterminant + Math.log(determinant));
                return (Double.isFinite(variance) && Double.isFinite(logEvidence)) || startAgain();
            }
        }
        return startAgain();
    }

    /** The elasticity, drawn to the wide prior. */
    double elasticity() {
        return effect[0];
    }

    /** Its variance. */
    double variance() {
        return variance;
    }

    /** Log of the probability of the data under the drift, by Laplace; constants left out. */
    double logEvidence() {
        return logEvidence;
    }

    /** The share of the deviance from a steady rate that price, promotion and level explain, 0 to 1. */
    double explained() {
        double left = 0;
        double all = 0;
        double rate = 0;
        double exposed = 0;
        for (int k = 0; k < n; k++) {
            rate += units[k];
            exposed += exposure[k];
        }
        for (int k = 0; k < n; k++) {
            left -= quasi(units[k], mean[k]);
            all -= quasi(units[k], exposure[k] * Math.max(rate, 1e-9) / exposed);
        }
        return all > 0 ? Math.max(0, Math.min(1, 1 - left / all)) : 0;
    }

    private boolean startAgain() {
        Arrays.fill(level, 0);
        System.arraycopy(PRIOR_MEAN, 0, effect, 0, effect.length);
        return false;
    }

    /** Sets up the system of a step, and tells the log of likelihood and prior where it starts. */
    private double assemble(Drift drift) {
        double log = 0;
        for (int a = 0; a < 2; a++) {
            double off = effect[a] - PRIOR_MEAN[a];
            slope[a] = -PRIOR_PRECISION[a] * off;
            log += 0.5 * Math.log(PRIOR_PRECISION[a]) - 0.5 * PRIOR_PRECISION[a] * off * off;
            Arrays.fill(curvature[a], 0);
            curvature[a][a] = PRIOR_PRECISION[a];
        }
        log -= 0.5 * n * Math.log(drift.dispersion());
        for (int k = 0; k < n; k++) {
            log += observe(k, drift.dispersion());
        }
        double stepPrecision = 1 / (drift.perDay() * drift.perDay());
        double logPrecision = Math.log(stepPrecision);
        for (int k = 0; k < n; k++) {
            log += wander(k, stepPrecision, logPrecision);
        }
        return log;
    }

    private double observe(int k, double dispersion) {
        double price = columns[0][k];
        double promoted = columns[1][k];
        double eta = level[k] + effect[0] * price + effect[1] * promoted;
        double bounded = Math.max(-30, Math.min(30, eta));
        mean[k] = exposure[k] * Math.exp(bounded);
        double weight = mean[k] / dispersion;
        double residual = (units[k] - mean[k]) / dispersion;
        diagonal[k] = weight;
        border[0][k] = weight * price;
        border[1][k] = weight * promoted;
        right[0][k] = border[0][k];
        right[1][k] = border[1][k];
        right[2][k] = residual;
        slope[0] += residual * price;
        slope[1] += residual * promoted;
        curvature[0][0] += border[0][k] * price;
        curvature[0][1] += border[0][k] * promoted;
        curvature[1][1] += border[1][k] * promoted;
        return (units[k] * (logExposure[k] + bounded) - mean[k] - saturated[k]) / dispersion;
    }

    private double wander(int k, double stepPrecision, double logPrecision) {
        boolean fresh = gap[k] == 0;
        double precision = fresh ? LEVEL_PRECISION : stepPrecision / gap[k];
        double jump = fresh ? level[k] : level[k] - level[k - 1];
        diagonal[k] += precision;
        right[2][k] -= precision * jump;
        below[k] = 0;
        if (!fresh) {
            below[k] = -precision;
            diagonal[k - 1] += precision;
            right[2][k - 1] += precision * jump;
        }
        double logOf = fresh ? LOG_LEVEL_PRECISION : logPrecision - logGap[k];
        return 0.5 * (logOf - precision * jump * jump);
    }

    /** Goes a step, shortened when it is long, and tells how long it was. */
    private double move(double elasticity, double promotion) {
        double largest = Math.max(Math.abs(elasticity), Math.abs(promotion));
        for (int k = 0; k < n; k++) {
            right[2][k] -= elasticity * right[0][k] + promotion * right[1][k];
            largest = Math.max(largest, Math.abs(right[2][k]));
        }
        double scale = Math.min(1, LARGEST_STEP / Math.max(largest, DONE));
        effect[0] += scale * elasticity;
        effect[1] += scale * promotion;
        for (int k = 0; k < n; k++) {
            level[k] += scale * right[2][k];
        }
        return largest;
    }

    /** Minus half the Poisson deviance. */
    private static double quasi(double units, double mean) {
        return (units == 0 ? 0 : units * Math.log(mean / units)) + units - mean;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
