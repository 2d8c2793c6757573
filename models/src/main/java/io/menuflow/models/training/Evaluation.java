package io.menuflow.models.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How outlooks turned out on rows that nothing was learned from or chosen by.
 *
 * @param rows item outlooks that were compared with what came
 * @param restaurants of these rows
 * @param weeks of day closes
 * @param blocks that intervals are drawn from
 * @param contenders the model first, calibrated persistence second, then the other yardsticks
 * @param confusion of the model, by what came, then by what was most probable, in the order of
 *     {@link io.menuflow.models.outlook.Persistence#CLASSES}
 * @param reliability of the model, by confidence, ascending; parts without rows left out
 * @param byWeek log-losses by week of the day close, ascending
 * @param importance of features to the model, by name: share of all that its splits gained
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Evaluation(
        int rows,
        int restaurants,
        int weeks,
        int blocks,
        List<Contender> contenders,
        int[][] confusion,
        List<Bin> reliability,
        List<Week> byWeek,
        Map<String, Double> importance) {

    public Evaluation {
        contenders = List.copyOf(contenders);
        reliability = List.copyOf(reliability);
        byWeek = List.copyOf(byWeek);
    }

    /** A score, and its 95 % interval by block bootstrap. */
    public record Estimate(double value, double low, double high) {}

    /**
     * One that gave outlooks.
     *
     * @param gain how much lower the model's log-loss is than this one's; of the model itself 0
     */
    public record Contender(
            String name,
            Estimate logLoss,
            Estimate accuracy,
            Estimate macroF1,
            Estimate calibrationError,
            Estimate gain) {}

    /**
     * Outlooks of about the same confidence.
     *
     * @param confidence mean probability of the most probable class
     * @param accuracy share of them that came true
     */
    public record Bin(int rows, double confidence, double accuracy) {}

    /** Log-losses of one week's day closes, of the model and calibrated persistence; {@code closedDay} since 1970-01-01. */
    public record Week(int closedDay, int rows, double model, double persistence) {}

    /** What was judged. */
    public Contender model() {
        return contenders.get(0);
    }

    /** What it was held against, calibrated persistence first. */
    public List<Contender> yardsticks() {
        return contenders.subList(1, contenders.size());
    }

    /** Log-loss of calibrated persistence less the model's. */
    public Estimate gain() {
        return yardsticks().get(0).gain();
    }

    /** Whether the model's log-loss is below a contender's with the whole interval; empty when there is none of the name. */
    Optional<Boolean> betterThan(String name) {
        return contenders.stream()
                .filter(contender -> contender.name().equals(name))
                .findFirst()
                .map(contender -> contender.gain().low() > 0);
    }

    /** Whether the model's log-loss is below calibrated persistence's with the whole interval. */
    public boolean better() {
        return gain().low() > 0;
    }
}
