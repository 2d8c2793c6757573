package io.menuflow.models.demand;

import java.util.function.IntToDoubleFunction;

/**
 * The two oldest forecasts there are, of one series at a day close: what the last day of the same weekday sold, and the
 * mean of the last four. Their P50 is the forecast itself; P10 and P90 lie where the errors of the weeks before lay.
 */
final class Yardsticks {

    private static final int WEEK = HourProfile.WEEKDAYS;
    private static final int WEEKS = 4;

    /** By weekday. */
    private final double[] naive = new double[WEEK];

    private final double[] mean = new double[WEEK];
    private final double[] naiveError = new double[3];
    private final double[] meanError = new double[3];
    /** Mean |sold − the same weekday a week before|; NaN when there are no two such days. */
    final double scale;

    /**
     * Learns from days.
     *
     * @param sold units by day; NaN where nothing is to be learned
     * @param from the first day that counts
     * @param cut the last day that counts
     * @param otherwise what is forecast for a weekday that was never seen
     */
    Yardsticks(IntToDoubleFunction sold, int from, int cut, double otherwise) {
        int days = Math.max(0, cut - from + 1);
        double[] naiveErrors = new double[days];
        double[] meanErrors = new double[days];
        double absolute = 0;
        int compared = 0;
        double[][] last = new double[WEEK][WEEKS];
        int[] seen = new int[WEEK];
        for (int day = from; day <= cut; day++) {
            double units = sold.applyAsDouble(day);
            if (Double.isNaN(units)) {
                continue;
            }
            int weekday = HourProfile.weekday(day);
            double[] its = last[weekday];
            int known = Math.min(WEEKS, seen[weekday]);
            if (known > 0) {
                double error = units - its[(seen[weekday] - 1) % WEEKS];
                absolute += Math.abs(error);
                naiveErrors[compared] = error;
                meanErrors[compared++] = units - sum(its, known) / known;
            }
            its[seen[weekday]++ % WEEKS] = units;
        }
        for (int weekday = 0; weekday < WEEK; weekday++) {
            int known = Math.min(WEEKS, seen[weekday]);
            naive[weekday] = known == 0 ? otherwise : last[weekday][(seen[weekday] - 1) % WEEKS];
            mean[weekday] = known == 0 ? otherwise : sum(last[weekday], known) / known;
        }
        scale = compared == 0 ? Double.NaN : absolute / compared;
        errors(naiveErrors, compared, naiveError);
        errors(meanErrors, compared, meanError);
    }

    /** What the last day of the same weekday sold. */
    Forecast naive(int day, Forecast into) {
        return of(naive[HourProfile.weekday(day)], naiveError, into);
    }

    /** What the last four sold on average. */
    Forecast mean(int day, Forecast into) {
        return of(mean[HourProfile.weekday(day)], meanError, into);
    }

    private static Forecast of(double point, double[] error, Forecast into) {
        into.p10 = Math.max(0, point + error[0]);
        into.p50 = point;
        into.p90 = point + error[1];
        into.expected = point;
        into.variance = error[2];
        return into;
    }

    /** Errors at 10 % and 90 %, never beyond zero, and their mean square. */
    private static void errors(double[] errors, int count, double[] into) {
        if (count == 0) {
            return;
        }
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += errors[i] * errors[i];
        }
        double[] lowest = lowest(errors, count, (int) (0.1 * (count - 1)) + 2, 1);
        double[] highest = lowest(errors, count, count - (int) (0.9 * (count - 1)), -1);
        into[0] = Math.min(0, at(0.1, count, place -> lowest[place]));
        into[1] = Math.max(0, at(0.9, count, place -> -highest[count - 1 - place]));
        into[2] = squares / count;
    }

    /** At a share of sorted values, between two of them. */
    private static double at(double share, int count, IntToDoubleFunction sorted) {
        double place = share * (count - 1);
        int below = (int) place;
        double low = sorted.applyAsDouble(below);
        double high = sorted.applyAsDouble(Math.min(below + 1, count - 1));
        return low + (place - below) * (high - low);
    }

    /** The lowest values times {@code sign}, ascending: of few of many, a fraction of what sorting all takes. */
    private static double[] lowest(double[] values, int count, int wanted, int sign) {
        double[] lowest = new double[Math.min(wanted, count)];
        int kept = 0;
        for (int i = 0; i < count; i++) {
            double value = sign * values[i];
            if (kept < lowest.length) {
                kept++;
            } else if (value >= lowest[kept - 1]) {
                continue;
            }
            int at = kept - 1;
            while (at > 0 && lowest[at - 1] > value) {
                lowest[at] = lowest[at - 1];
                at--;
            }
            lowest[at] = value;
        }
        return lowest;
    }

    private static double sum(double[] values, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        return sum;
    }
}
