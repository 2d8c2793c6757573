package io.menuflow.models.outlook;

/**
 * How outlooks of past day closes turned out, now that their windows have closed, for one restaurant.
 *
 * @param labels how many item outlooks were compared with what came
 * @param modelLogLoss mean over them of −ln of the probability the model gave to what came; NaN without labels
 * @param baselineLogLoss the same of calibrated persistence
 * @param challengerLogLoss the same of the challenger; NaN when there is none
 */
public record BackTest(int labels, double modelLogLoss, double baselineLogLoss, double challengerLogLoss) {

    /** Nothing to compare yet. */
    public static final BackTest NONE = new BackTest(0, Double.NaN, Double.NaN, Double.NaN);

    /** Labels from which on a restaurant's own back-test decides. */
    public static final int ENOUGH = 40;

    /** Probabilities below this count as this much, so that one surprise is no catastrophe. */
    private static final double FLOOR = 1e-6;

    /** −ln of a probability. */
    public static double logLoss(double probability) {
        return -Math.log(Math.max(FLOOR, probability));
    }

    /** Whether it has enough labels to decide. */
    public boolean decides() {
        return labels >= ENOUGH;
    }

    /** Whether the model did better than calibrated persistence. */
    public boolean favoursModel() {
        return modelLogLoss < baselineLogLoss;
    }
}
