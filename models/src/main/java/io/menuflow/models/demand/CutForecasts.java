package io.menuflow.models.demand;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each method says of a menu at one day close: of every series, and of each of its days that is asked for. */
final class CutForecasts {

    final DemandCut cut;
    final List<Entry> entries = new ArrayList<>();

    private int rows;
    private final double[] probabilities = new double[DemandModel.PROBABILITIES.length];
    private final double[] work = new double[DemandModel.PROBABILITIES.length];

    /** A series, and the days asked for. */
    static final class Entry {
        final SeriesCut series;
        final Yardsticks yardsticks;
        final int[] days;
        private final DemandPoint point;
        private final int firstRow;
        private float @Nullable [] @Nullable [] corrections;

        Entry(DemandCut cut, SeriesCut series, int[] days, int firstRow) {
            this.series = series;
            this.days = days;
            this.firstRow = firstRow;
            yardsticks = new Yardsticks(series::sold, series.from, series.cut, series.level);
            point = new DemandPoint(cut, series, yardsticks);
        }

        /** The place of a day that was asked for. */
        int at(int day) {
            return Arrays.binarySearch(days, day);
        }

        /** The point of a day, moved there. */
        DemandPoint point(int day) {
            return point.at(day);
        }
    }

    CutForecasts(DemandCut cut) {
        this.cut = cut;
    }

    /** Asks for days of a series. */
    void ask(SeriesCut series, int[] days) {
        entries.add(new Entry(cut, series, days, rows));
        rows += days.length;
    }

    /** How many days of series were asked for. */
    int rows() {
        return rows;
    }

    /** Writes the features of everything asked for. */
    void write(float[] into, int from) {
        int at = from;
        for (Entry entry : entries) {
            for (int day : entry.days) {
                DemandFeatures.write(entry.point(day), into, at);
                at += DemandFeatures.count();
            }
        }
    }

    /** Takes what the model says of the rows that were written. */
    void correct(float[][] all, int from) {
        for (Entry entry : entries) {
            entry.corrections = new float[entry.days.length][];
            System.arraycopy(all, from + entry.firstRow, entry.corrections, 0, entry.days.length);
        }
    }

    /** What a method says of the {@code i}th day asked for. */
    Forecast by(Method method, Entry entry, int i, Forecast into) {
        int day = entry.days[i];
        return switch (method) {
            case SEASONAL_NAIVE -> spread(entry, entry.yardsticks.naive(day, into));
            case SAME_WEEKDAY_MEAN -> spread(entry, entry.yardsticks.mean(day, into));
            case EXPONENTIAL_SMOOTHING -> entry.series.smoothed(day, DemandModel.PROBABILITIES, work, into);
            case MODEL -> corrected(entry, i, into);
        };
    }

    /** Before a series has weeks whose errors could tell, its days scatter as the menu's do. */
    private Forecast spread(Entry entry, Forecast forecast) {
        if (Double.isNaN(entry.yardsticks.scale)) {
            double variance = entry.series.variance(forecast.expected);
            Counts.quantiles(forecast.expected, variance, entry.series.isWhole(), DemandModel.PROBABILITIES, work);
            forecast.p10 = Math.min(work[0], forecast.p50);
            forecast.p90 = Math.max(work[2], forecast.p50);
            forecast.variance = variance;
        }
        return forecast;
    }

    /** Exponential smoothing's distribution, its quantiles moved to where the model says. */
    private Forecast corrected(Entry entry, int i, Forecast into) {
        float[] z = correction(entry, i);
        double mean = entry.series.mean(entry.days[i]);
        double variance = entry.series.variance(mean);
        for (int k = 0; k < probabilities.length; k++) {
            probabilities[k] = Normal.below(z[k]);
        }
        Counts.quantiles(mean, variance, entry.series.isWhole(), probabilities, work);
        into.p10 = work[0];
        into.p50 = work[1];
        into.p90 = work[2];
        double deviation = Math.sqrt(variance);
        double width = (z[2] - z[0]) / (2 * Normal.P90);
        into.expected =
                z[1] >= 0 ? mean + z[1] * deviation : mean * StrictMath.exp(mean > 0 ? z[1] * deviation / mean : 0);
        double wider = mean > 0 ? into.expected / mean : 1;
        into.variance = width * width * variance * Math.max(wider, 0);
        return into;
    }

    /**
     * Which shares of what could have been, of the same rank as what sold, lie below P10, up to P50, up to P90, and above:
     * 0.1, 0.4, 0.4, 0.1 on average when quantiles are right, for slow items, too. The randomised probability integral
     * transform, with the draw averaged out.
     *
     * @param method {@link Method#EXPONENTIAL_SMOOTHING} or {@link Method#MODEL}
     */
    double[] ranks(Method method, Entry entry, int i, double sold) {
        SeriesCut series = entry.series;
        double mean = series.mean(entry.days[i]);
        double variance = series.variance(mean);
        double above = Counts.below(mean, variance, sold);
        double below = series.isWhole() ? Counts.below(mean, variance, sold - 1) : above;
        for (int k = 0; k < probabilities.length; k++) {
            probabilities[k] =
                    method == Method.MODEL ? Normal.below(correction(entry, i)[k]) : DemandModel.PROBABILITIES[k];
        }
        return Counts.ranks(below, above, probabilities);
    }

    private static float[] correction(Entry entry, int i) {
        if (entry.corrections == null) {
            throw new IllegalStateException("no model was asked");
        }
        return entry.corrections[i];
    }
}
