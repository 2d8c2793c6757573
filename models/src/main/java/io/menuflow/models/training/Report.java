package io.menuflow.models.training;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * What was learned from or judged by, and how it turned out.
 *
 * @param version of the model
 * @param source what the data are, in words
 * @param dataSha256 of all rows
 * @param restaurants that were read
 * @param rows of all parts, what lies in the gaps included
 * @param split days of the parts
 * @param trainRows to learn from
 * @param validationRows to choose by
 * @param warnings about the data
 * @param trials the best first; none when a model that was there was judged
 * @param evaluation on the rows to report on
 */
public record Report(
        String version,
        String source,
        String dataSha256,
        int restaurants,
        int rows,
        TimeSplit split,
        int trainRows,
        int validationRows,
        List<String> warnings,
        List<Trial> trials,
        Evaluation evaluation) {

    public Report {
        warnings = List.copyOf(warnings);
        trials = List.copyOf(trials);
    }

    /** The verdict as a sentence. */
    public String verdict() {
        Evaluation.Estimate gain = evaluation.gain();
        boolean lower = gain.value() >= 0;
        String figures = String.format(
                Locale.ROOT,
                "log-loss %s by %.4f [%.4f, %.4f]",
                lower ? "lower" : "higher",
                Math.abs(gain.value()),
                lower ? gain.low() : -gain.high(),
                lower ? gain.high() : -gain.low());
        return evaluation.better()
                ? "the model is better than calibrated persistence: " + figures
                : "the model is not better than calibrated persistence, which is served: " + figures;
    }

    /** A part's day closes in words. */
    public static String days(io.menuflow.models.calendar.DayRange part) {
        return LocalDate.ofEpochDay(part.first()) + " to " + LocalDate.ofEpochDay(part.last());
    }
}
