package io.menuflow.models.demand;

import io.menuflow.models.calendar.BusinessCalendar;
import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.money.Fixed;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a restaurant's sales spread over local hours, by weekday, and in which daypart each hour lies. Kept by the
 * restaurant, not by item: there are too many items to keep the hours of each.
 */
public final class HourProfile {

    /** Hours of a local day. */
    public static final int HOURS = 24;

    static final int WEEKDAYS = 7;

    private static final int SPAN = 56;

    /** No hour is known. */
    public static final HourProfile NONE = new Builder(new int[HOURS]).build();

    private final int[] dayparts;
    private final double[][] units;
    /** Units by hour of each day, in the order of days. */
    private final SortedMap<Integer, double[]> days;

    private HourProfile(int[] dayparts, double[][] units, SortedMap<Integer, double[]> days) {
        this.dayparts = dayparts;
        this.units = units;
        this.days = days;
    }

    /** The business days of sales a profile of a day close is made of. */
    public static DayRange needs(int closedDay) {
        return DayRange.endingWith(closedDay, SPAN);
    }

    /** The weekday of a business day, 0 for Monday to 6 for Sunday. */
    static int weekday(int day) {
        return Math.floorMod(day + 3, WEEKDAYS);
    }

    /** The daypart of an hour, 0 for none. */
    int daypart(int hour) {
        return dayparts[hour];
    }

    /** Whether anything was sold in an hour, on whichever weekday. */
    public boolean isOpen(int hour) {
        for (double[] weekday : units) {
            if (weekday[hour] > 0) {
                return true;
            }
        }
        return false;
    }

    /** Units sold in an hour of a weekday over the span, not below 0. */
    double units(int weekday, int hour) {
        return units[weekday][hour];
    }

    /**
     * Units that come at once: how much further hours are from their share of a day than single units would be that fall
     * into them one by one; at least 1.
     *
     * @param shares by weekday, then hour
     */
    double batch(double[][] shares) {
        double squares = 0;
        double single = 0;
        boolean[] seen = new boolean[WEEKDAYS];
        for (Map.Entry<Integer, double[]> day : days.entrySet()) {
            double sold = Arrays.stream(day.getValue()).sum();
            seen[weekday(day.getKey())] = true;
            for (int hour = 0; hour < HOURS; hour++) {
                double share = shares[weekday(day.getKey())][hour];
                double error = day.getValue()[hour] - sold * share;
                squares += error * error;
                single += sold * share * (1 - share);
            }
        }
        int weekdays = 0;
        for (boolean one : seen) {
            weekdays += one ? 1 : 0;
        }
        // Shares were learned from the same days: that hides as much of the error as there are weekdays among them.
        return days.size() > weekdays && single > 0
                ? Math.max(1, squares / single * days.size() / (days.size() - weekdays))
                : 1;
    }

    /** Takes what a restaurant sold by day and hour, in any order. */
    public static final class Builder {

        private final int[] dayparts;
        /** Sums of whole numbers: their order must not matter. */
        private final SortedMap<Integer, long[]> days = new TreeMap<>();

        /** A profile by the dayparts that are in force; an hour is of the daypart in which its half lies. */
        public Builder(BusinessCalendar.Period period) {
            this(dayparts(period));
        }

        private Builder(int[] dayparts) {
            this.dayparts = dayparts;
        }

        /**
         * Adds what was sold.
         *
         * @param day business day since 1970-01-01
         * @param hour local, 0 to 23
         * @param sold less what came back, in hundred-thousandths of a unit
         */
        public Builder add(int day, int hour, long sold) {
            days.computeIfAbsent(day, added -> new long[HOURS])[hour] += sold;
            return this;
        }

        /** What was added. */
        public HourProfile build() {
            double[][] units = new double[WEEKDAYS][HOURS];
            SortedMap<Integer, double[]> built = new TreeMap<>();
            days.forEach((day, sold) -> {
                double[] hours = new double[HOURS];
                for (int hour = 0; hour < HOURS; hour++) {
                    hours[hour] = Math.max(0, sold[hour]) / (double) Fixed.ONE;
                    units[weekday(day)][hour] += hours[hour];
                }
                built.put(day, hours);
            });
            return new HourProfile(dayparts, units, built);
        }

        private static int[] dayparts(BusinessCalendar.Period period) {
            int[] byHour = new int[HOURS];
            for (int hour = 0; hour < HOURS; hour++) {
                byHour[hour] = period.daypart(LocalTime.of(hour, 30));
            }
            return byHour;
        }
    }
}
