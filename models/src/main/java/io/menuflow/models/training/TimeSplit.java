package io.menuflow.models.training;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.features.Features;
import java.util.List;

/**
 * Day closes to learn from, to choose by, and to report on, in this order of time. Two day closes of different parts are at
 * least a window apart, so that no day is in labels of both.
 *
 * @param train first and last day close
 * @param validation first and last day close
 * @param test first and last day close
 */
public record TimeSplit(DayRange train, DayRange validation, DayRange test) {

    private static final int WEEK = 7;
    /** Weeks between the last day close of one part and the first of the next. */
    private static final int GAP = Features.WINDOW / WEEK;

    private static final int TRAIN_AT_LEAST = 8;
    private static final int OTHERS_AT_LEAST = 4;
    private static final double OTHERS_SHARE = 0.2;

    /** Business days of history that are enough for a split, on whatever weekday they begin and with the running one. */
    public static final int DAYS = 2 * Features.WINDOW + WEEK * (TRAIN_AT_LEAST + 2 * OTHERS_AT_LEAST + 2 * (GAP - 1));

    /**
     * Three fifths of the weeks to learn from, a fifth each to choose by and to report on, the gaps taken off before.
     *
     * @throws RefusedException when there are too few weeks
     */
    static TimeSplit of(List<Row> rows) {
        int first = rows.stream().mapToInt(Row::closedDay).min().orElse(0);
        int last = rows.stream().mapToInt(Row::closedDay).max().orElse(0);
        int weeks = rows.isEmpty() ? 0 : (last - first) / WEEK + 1;
        int usable = weeks - 2 * (GAP - 1);
        int others = Math.max(OTHERS_AT_LEAST, (int) Math.round(OTHERS_SHARE * usable));
        if (usable - 2 * others < TRAIN_AT_LEAST) {
            throw new RefusedException("there are " + weeks + " weeks of day closes with four weeks of sales before and"
                    + " after; to learn, choose and report apart needs "
                    + (TRAIN_AT_LEAST + 2 * OTHERS_AT_LEAST + 2 * (GAP - 1)) + ", for which " + DAYS
                    + " days of history are enough");
        }
        int test = last - WEEK * (others - 1);
        int validationLast = test - Features.WINDOW;
        int validation = validationLast - WEEK * (others - 1);
        return new TimeSplit(
                new DayRange(first, validation - Features.WINDOW),
                new DayRange(validation, validationLast),
                new DayRange(test, last));
    }

    /** The rows whose day close lies in a part. */
    static List<Row> in(DayRange part, List<Row> rows) {
        return rows.stream().filter(row -> part.contains(row.closedDay())).toList();
    }

    /** The last day that any label of learning and choosing saw. */
    int trainedUntil() {
        return validation.last() + Features.WINDOW;
    }
}
