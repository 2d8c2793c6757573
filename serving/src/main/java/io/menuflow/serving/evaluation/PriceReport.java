package io.menuflow.serving.evaluation;

import io.menuflow.models.elasticity.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation of prices found.
 *
 * @param source the restaurants, in words
 * @param recovery elasticities against the truth, by method; empty where nobody knows it
 * @param coverage of 90 % intervals by evidence; empty where nobody knows the truth
 * @param gains of recommendations that were followed, by method; empty where nobody knows what they bring
 * @param items one each
 */
public record PriceReport(
        String source,
        int restaurants,
        List<Recovery> recovery,
        List<Coverage> coverage,
        List<Gain> gains,
        List<ItemRow> items) {

    public PriceReport {
        recovery = List.copyOf(recovery);
        coverage = List.copyOf(coverage);
        gains = List.copyOf(gains);
        items = List.copyOf(items);
    }

    /** A figure with the interval that 95 of 100 resamples of restaurants leave it in, NaN where there are too few. */
    public record Estimate(double value, double low, double high) {}

    /** Root mean squared error of elasticities. */
    public record Recovery(String method, int items, Estimate rmse) {}

    /**
     * How many 90 % intervals hold the truth, and where it is.
     *
     * @param below share of the items whose truth is below their interval
     * @param truth mean of the truth
     * @param truthDeviation its standard deviation over items
     * @param error mean of the standard errors that the intervals are made of
     */
    public record Coverage(
            Evidence evidence,
            int items,
            Estimate share,
            double below,
            double truth,
            double truthDeviation,
            double error) {}

    /**
     * What following recommendations brought.
     *
     * @param captured gain over that of a clairvoyant within the same guardrails
     * @param overPrior what it captured more than {@code prior only}, restaurant by restaurant
     * @param harmedShare of the changes, those that brought less than none
     * @param harmedItems of all items, those with such a change
     * @param cycles gain of each cycle over not changing anything, as a share of the contribution
     */
    public record Gain(
            String method,
            int changes,
            Estimate captured,
            Estimate overPrior,
            Estimate harmedShare,
            Estimate harmedItems,
            List<Double> cycles) {
        public Gain {
            cycles = List.copyOf(cycles);
        }
    }

    /**
     * An item's elasticity by all methods; null where a method has none.
     *
     * @param truth null where nobody knows
     * @param ratio median of ratios, as the specification has it
     * @param test price to test in ten-thousandths, null when none is proposed
     */
    public record ItemRow(
            String restaurant,
            String itemId,
            String name,
            @Nullable Double truth,
            @Nullable Double ratio,
            @Nullable Double naive,
            @Nullable Double naiveError,
            @Nullable Double controlled,
            @Nullable Double controlledError,
            double point,
            double low,
            double high,
            Evidence evidence,
            String why,
            String recommendation,
            @Nullable Long test) {}
}
