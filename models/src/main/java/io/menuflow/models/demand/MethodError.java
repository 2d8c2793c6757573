package io.menuflow.models.demand;

/**
 * How forecasts by one method turned out, over the days of a back-test.
 *
 * @param days how many were compared with what sold
 * @param pinball mean over days of the pinball losses of P10, P50 and P90, in units; NaN without days
 * @param wape sum of |P50 − sold| over the sum of what sold; NaN when nothing sold
 * @param mase mean |P50 − sold| over that of the same weekday a week before, in the weeks before; NaN when that is 0
 * @param bias sum of expected − sold over the sum of what sold: above 0 too much was expected; NaN when nothing sold
 */
public record MethodError(int days, double pinball, double wape, double mase, double bias) {

    /** Nothing to compare. */
    static final MethodError NONE = new MethodError(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
