package io.menuflow.models.demand;

/**
 * How much is sold where so much is expected: negative binomial, Poisson where the variance is no greater than the mean,
 * and for means over {@value #MANY} the gamma distribution both tend to. Quantities that are not whole are read from
 * between two whole ones.
 */
final class Counts {

    /** From this mean on the tables would be long, and underflow. */
    static final double MANY = 150;

    private static final double LEAST_MEAN = 1e-6;

    private Counts() {}

    /**
     * The quantiles at three ascending probabilities.
     *
     * @param whole whether only whole quantities are sold
     */
    static void quantiles(double mean, double variance, boolean whole, double[] probabilities, double[] into) {
        if (mean < LEAST_MEAN) {
            into[0] = 0;
            into[1] = 0;
            into[2] = 0;
            return;
        }
        if (mean > MANY) {
            for (int i = 0; i < 3; i++) {
                double quantile = gamma(mean, variance, Normal.quantile(within(probabilities[i])));
                into[i] = whole ? Math.rint(quantile) : quantile;
            }
            return;
        }
        double over = Math.max(0, variance - mean) / Math.max(variance, mean);
        double size = over > 0 ? mean * (1 - over) / over : Double.POSITIVE_INFINITY;
        double probability = none(mean, over, size);
        double before = 0;
        double below = probability;
        int k = 0;
        for (int i = 0; i < 3; i++) {
            double wanted = within(probabilities[i]);
            while (below < wanted && probability > 0) {
                probability *= over > 0 ? (k + size) / (k + 1) * over : mean / (k + 1);
                k++;
                before = below;
                below += probability;
            }
            into[i] = whole || k == 0 ? k : k - 1 + (wanted - before) / (below - before);
        }
    }

    /** The probability of no more than {@code units}; 0 below 0. */
    static double below(double mean, double variance, double units) {
        if (units < 0) {
            return 0;
        }
        if (mean < LEAST_MEAN) {
            return 1;
        }
        if (mean > MANY) {
            double shape = mean * mean / Math.max(variance, mean);
            double root = StrictMath.cbrt((units + 0.5) / mean);
            return Normal.below((root - 1 + 1 / (9 * shape)) * 3 * Math.sqrt(shape));
        }
        double over = Math.max(0, variance - mean) / Math.max(variance, mean);
        double size = over > 0 ? mean * (1 - over) / over : Double.POSITIVE_INFINITY;
        double probability = none(mean, over, size);
        double below = probability;
        for (int k = 0; k < Math.floor(units) && probability > 0; k++) {
            probability *= over > 0 ? (k + size) / (k + 1) * over : mean / (k + 1);
            below += probability;
        }
        double next = probability
                * (over > 0
                        ? (Math.floor(units) + size) / (Math.floor(units) + 1) * over
                        : mean / (Math.floor(units) + 1));
        return Math.min(1, below + (units - Math.floor(units)) * next);
    }

    /**
     * How the step of a distribution from {@code below} to {@code above} divides at ascending bounds, as shares of it, one
     * more than bounds.
     */
    static double[] ranks(double below, double above, double[] bounds) {
        double[] shares = new double[bounds.length + 1];
        double from = 0;
        for (int k = 0; k < shares.length; k++) {
            double to = k == bounds.length ? 1 : bounds[k];
            shares[k] = above > below
                    ? Math.max(0, Math.min(to, above) - Math.max(from, below)) / (above - below)
                    : from <= above && (above < to || k == bounds.length) ? 1 : 0;
            from = to;
        }
        return shares;
    }

    /** The probability that nothing is sold. */
    private static double none(double mean, double over, double size) {
        return StrictMath.exp(over > 0 ? size * StrictMath.log1p(-over) : -mean);
    }

    /** Wilson and Hilferty's: the cube root of a gamma variable is about normal. */
    private static double gamma(double mean, double variance, double z) {
        double shape = mean * mean / Math.max(variance, mean);
        double root = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
        return mean * Math.pow(Math.max(0, root), 3);
    }

    private static double within(double probability) {
        return Math.max(1e-6, Math.min(1 - 1e-6, probability));
    }
}
