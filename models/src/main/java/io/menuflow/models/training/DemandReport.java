package io.menuflow.models.training;

import io.menuflow.models.calendar.DayRange;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How forecasts of demand turned out on weeks that nothing was learned from or chosen by.
 *
 * @param version of the model that was judged
 * @param source what the data are, in words
 * @param restaurants that could be judged by
 * @param closes first and last day close that was forecast from, business days since 1970-01-01
 * @param warnings about the data
 * @param trials of training, the best first; none when a model that was there was judged
 * @param tables by what is forecast: the restaurant, its best sellers, all items, hours
 * @param weeks mean pinball losses of all items by week and contender, ascending
 * @param days the first restaurant's total beside its forecasts of at most a week ahead, ascending
 * @param importance of features to the model, by name: share of all that its splits gained
 */
public record DemandReport(
        String version,
        String source,
        int restaurants,
        DayRange closes,
        List<String> warnings,
        List<Trial> trials,
        List<Table> tables,
        List<Week> weeks,
        List<Day> days,
        Map<String, Double> importance) {

    public DemandReport {
        warnings = List.copyOf(warnings);
        trials = List.copyOf(trials);
        tables = List.copyOf(tables);
        weeks = List.copyOf(weeks);
        days = List.copyOf(days);
    }

    /**
     * One kind of series.
     *
     * @param name what is forecast
     * @param days forecasts that were compared with what sold
     * @param weeks that intervals are drawn from
     * @param lines a contender each
     */
    public record Table(String name, int days, int weeks, List<Line> lines) {

        /** The line of a name, or null. */
        @org.jspecify.annotations.Nullable Line line(String wanted) {
            return lines.stream()
                    .filter(line -> line.name().equals(wanted))
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * One contender: see {@link io.menuflow.models.demand.MethodError}.
     *
     * @param inBand share of ranks from P10 to P90, 0.8 when right; NaN where they are not known
     * @param coverage share of days from P10 to P90, of series of 20 a day and more; NaN without
     * @param gain its pinball loss less the model's; of the model itself 0
     */
    public record Line(
            String name,
            Evaluation.Estimate pinball,
            Evaluation.Estimate wape,
            Evaluation.Estimate mase,
            Evaluation.Estimate bias,
            double inBand,
            double coverage,
            Evaluation.Estimate gain) {}

    /** Pinball losses of one week, by contender; {@code monday} since 1970-01-01. */
    public record Week(int monday, Map<String, Double> pinball) {}

    /** A day of the restaurant; {@code day} since 1970-01-01. */
    public record Day(int day, double sold, double p10, double p50, double p90) {}

    /** The best of the baselines on all items, by pinball loss. */
    Line bestBaseline() {
        return items().lines().stream()
                .filter(line -> DemandJudge.BASELINES.contains(line.name()))
                .min(java.util.Comparator.comparingDouble(line -> line.pinball().value()))
                .orElseThrow();
    }

    private Table items() {
        return tables.stream()
                .filter(table -> table.name().equals(DemandJudge.ALL))
                .findFirst()
                .orElseThrow();
    }

    /** Whether the model's pinball loss on all items is below the best baseline's with the whole interval. */
    public boolean better() {
        return bestBaseline().gain().low() > 0;
    }

    /** The verdict as a sentence. */
    public String verdict() {
        Line best = bestBaseline();
        String figures = String.format(
                Locale.ROOT,
                "pinball loss of all items lower by %.4f units [%.4f, %.4f]",
                best.gain().value(),
                best.gain().low(),
                best.gain().high());
        return (better() ? "the model is better than " : "the model is not better than ") + best.name() + ": "
                + figures;
    }

    /** A business day as a date. */
    public static LocalDate date(int day) {
        return LocalDate.ofEpochDay(day);
    }
}
