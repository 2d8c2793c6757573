package io.menuflow.models.elasticity;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Elasticities of a menu, each shrunk to its category's, these to the menu's, and that to a stated prior, by how much each
 * one knows: {@code own_i ~ N(ε_i, error_i²), ε_i ~ N(ε_category, τ_item²), ε_category ~ N(ε_menu, τ_category²), ε_menu ~
 * N(centre, spread²)}. The two τ are not guessed: all of a grid are tried and weighed by how probable they make the data.
 */
public final class Pooling {

    /** The normal quantile that leaves 5 % above. */
    public static final double TAIL = 1.6449;

    private static final double[] ITEM = {0.1, 0.2, 0.3, 0.45, 0.65, 0.9, 1.3};
    private static final double[] CATEGORY = {0.1, 0.25, 0.5, 0.8, 1.2};
    /** Scale of the half-normal priors of both τ. */
    private static final double SCALE = 0.8;

    private final Prior prior;

    /**
     * What is thought before anything is seen.
     *
     * @param centre of a menu's elasticity
     * @param spread its standard deviation over menus
     */
    public record Prior(double centre, double spread) {
        /** A judgement, not an estimate: wide enough for menus of about −0.5 to −3. */
        public static final Prior STATED = new Prior(-1.7, 0.8);
    }

    /** An elasticity as it is known after all. */
    public record Pooled(double point, double error) {

        /** Lower end of the 90 % interval. */
        public double low() {
            return point - TAIL * error;
        }

        /** Upper end of the 90 % interval. */
        public double high() {
            return point + TAIL * error;
        }
    }

    /** Pooling to a prior. */
    public Pooling(Prior prior) {
        this.prior = prior;
    }

    /**
     * The elasticities of n items.
     *
     * @param own of each item, null where nothing is known of its own
     * @param categories of each item, from 0
     */
    public Pooled[] pool(List<? extends @Nullable OwnEstimate> own, int[] categories) {
        int n = categories.length;
        int count = Arrays.stream(categories).max().orElse(-1) + 1;
        int tries = ITEM.length * CATEGORY.length;
        double[] logWeights = new double[tries];
        double[][] means = new double[tries][n];
        double[][] variances = new double[tries][n];
        for (int t = 0; t < tries; t++) {
            logWeights[t] = posterior(
                    own,
                    categories,
                    count,
                    ITEM[t / CATEGORY.length],
                    CATEGORY[t % CATEGORY.length],
                    means[t],
                    variances[t]);
        }
        double largest = Arrays.stream(logWeights).max().orElse(0);
        double[] weights =
                Arrays.stream(logWeights).map(w -> Math.exp(w - largest)).toArray();
        double sum = Arrays.stream(weights).sum();
        Pooled[] pooled = new Pooled[n];
        for (int i = 0; i < n; i++) {
            double mean = 0;
            double square = 0;
            for (int t = 0; t < tries; t++) {
                double weight = weights[t] / sum;
                mean += weight * means[t][i];
                square += weight * (variances[t][i] + means[t][i] * means[t][i]);
            }
            pooled[i] = new Pooled(mean, Math.sqrt(Math.max(1e-12, square - mean * mean)));
        }
        return pooled;
    }

    /** Fills in the posterior under two τ, and tells its log probability. */
    private double posterior(
            List<? extends @Nullable OwnEstimate> own,
            int[] categories,
            int count,
            double item,
            double category,
            double[] means,
            double[] variances) {
        // Up: what each category knows of its mean, then the menu of its.
        double[] precision = new double[count];
        double[] weighted = new double[count];
        double log = logPrior(ITEM, item) + logPrior(CATEGORY, category);
        for (int i = 0; i < categories.length; i++) {
            OwnEstimate estimate = own.get(i);
            if (estimate != null) {
                double p = 1 / (estimate.error() * estimate.error() + item * item);
                precision[categories[i]] += p;
                weighted[categories[i]] += p * estimate.point();
                log += 0.5 * Math.log(p) - 0.5 * p * estimate.point() * estimate.point();
            }
        }
        double menuPrecision = 1 / (prior.spread() * prior.spread());
        double menuWeighted = menuPrecision * prior.centre();
        log += 0.5 * Math.log(menuPrecision) - 0.5 * menuPrecision * prior.centre() * prior.centre();
        double within = 1 / (category * category);
        for (int c = 0; c < count; c++) {
            double known = precision[c] + within;
            log += 0.5 * Math.log(within) - 0.5 * Math.log(known) + 0.5 * weighted[c] * weighted[c] / known;
            menuPrecision += within * precision[c] / known;
            menuWeighted += within * weighted[c] / known;
        }
        log += -0.5 * Math.log(menuPrecision) + 0.5 * menuWeighted * menuWeighted / menuPrecision;
        double menu = menuWeighted / menuPrecision;
        // Down: each category from menu and own, each item from category and own.
        for (int i = 0; i < categories.length; i++) {
            int c = categories[i];
            double known = precision[c] + within;
            double mean = (weighted[c] + within * menu) / known;
            double variance = 1 / known + square(within / known) / menuPrecision;
            OwnEstimate estimate = own.get(i);
            if (estimate == null) {
                means[i] = mean;
                variances[i] = variance + item * item;
            } else {
                double p = 1 / (item * item);
                double both = p + estimate.precision();
                means[i] = (estimate.precision() * estimate.point() + p * mean) / both;
                variances[i] = 1 / both + square(p / both) * variance;
            }
        }
        return log;
    }

    /** Half-normal, times the width of the grid around the value: the grid is finer where spreads are small. */
    private static double logPrior(double[] grid, double value) {
        int at = Arrays.binarySearch(grid, value);
        double low = at == 0 ? 0 : 0.5 * (grid[at - 1] + value);
        double high = at == grid.length - 1 ? value + (value - low) : 0.5 * (value + grid[at + 1]);
        return Math.log(high - low) - 0.5 * value * value / (SCALE * SCALE);
    }

    private static double square(double x) {
        return x * x;
    }
}
