package io.menuflow.models.training;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.demand.DemandForecaster;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Day closes that demand is forecast from, and their parts to learn from, to choose by and to report on, in this order of
 * time, a horizon apart, so that no day is forecast in two parts.
 *
 * @param train first and last day close
 * @param validation first and last day close
 * @param test first and last day close
 */
record DemandCloses(DayRange train, DayRange validation, DayRange test) {

    /** Days from one close to the next: no multiple of a week, so that each weekday is forecast at each distance. */
    static final int STEP = 9;

    private static final int HORIZON = DemandForecaster.HORIZON;
    /** Days of sales before the first close. */
    private static final int BEFORE = 28;

    private static final int OTHERS_AT_LEAST = 28;
    private static final int TRAIN_AT_LEAST = 56;
    private static final double OTHERS_SHARE = 0.2;

    /** Days of history that a split needs. */
    static final int DAYS = BEFORE + TRAIN_AT_LEAST + 2 * (OTHERS_AT_LEAST + HORIZON) + HORIZON;

    /** Days of history that judging alone needs. */
    static final int DAYS_TO_JUDGE = BEFORE + HORIZON + OTHERS_AT_LEAST;

    /** All closes of a restaurant, ascending. */
    static int[] of(RestaurantHistory restaurant) {
        return from(restaurant.firstDay() + BEFORE - 1, restaurant.lastDay() - HORIZON);
    }

    private static int[] from(int first, int last) {
        return first > last
                ? new int[0]
                : IntStream.iterate(first, close -> close <= last, close -> close + STEP)
                        .toArray();
    }

    /** The last fifth of a restaurant's closes, or its last four weeks of them; none when it is too young. */
    static int[] test(RestaurantHistory restaurant) {
        int first = restaurant.firstDay() + BEFORE - 1;
        int last = restaurant.lastDay() - HORIZON;
        int days = Math.max(OTHERS_AT_LEAST, (int) Math.round(OTHERS_SHARE * (last - first + 1)));
        return last - days + 1 < first ? new int[0] : from(last - days + 1, last);
    }

    /** The closes of a restaurant that lie in the part to report on. */
    int[] tested(RestaurantHistory restaurant) {
        return IntStream.of(of(restaurant)).filter(test::contains).toArray();
    }

    /**
     * Three fifths to learn from, a fifth each to choose by and to report on.
     *
     * @throws RefusedException when there are too few days
     */
    static DemandCloses split(List<Integer> closes) {
        int first = closes.stream().mapToInt(Integer::intValue).min().orElse(0);
        int last = closes.stream().mapToInt(Integer::intValue).max().orElse(0);
        int days = closes.isEmpty() ? 0 : last - first + 1;
        int others = Math.max(OTHERS_AT_LEAST, (int) Math.round(OTHERS_SHARE * days));
        int test = last - others + 1;
        int validation = test - HORIZON - others;
        int train = validation - HORIZON;
        if (train - first < TRAIN_AT_LEAST) {
            throw new RefusedException("to learn from demand, choose and report apart needs " + DAYS
                    + " days of a restaurant's history; the longest has " + (days == 0 ? 0 : days + BEFORE + HORIZON));
        }
        return new DemandCloses(
                new DayRange(first, train), new DayRange(validation, test - HORIZON), new DayRange(test, last));
    }

    /** The last day that learning and choosing saw sales of. */
    int trainedUntil() {
        return validation.last() + HORIZON;
    }
}
