package io.menuflow.models.demand;

import io.menuflow.models.calendar.DayFacts;
import io.menuflow.models.menu.ListedItem;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.money.Fixed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The days of a span as forecasts see them: what each item sold on those that can teach, and which ones the restaurant
 * was open on. What is past the closed day is never read but for what people tell ahead: facts of days and the menu.
 */
final class MenuDays {

    /** Days after its last sale for which an item that nobody listed is forecast. */
    private static final int UNLISTED_DAYS = 28;
    /** Weeks in which a weekday had no sale at all, after which it counts as one of rest. */
    private static final int WEEKS_OF_REST = 4;

    /** The first day of the span and the last, the closed one. */
    final int first;

    final int closedDay;
    /** The first day with a sale of anything in the whole history, or {@link MenuHistory#NEVER}. */
    final int firstSold;
    /** All items that may be forecast, ascending by id. */
    final List<Series> items = new ArrayList<>();
    /** Everything the restaurant sold. */
    final Series total;

    /** From the day before the span to the one after the days that are forecast. */
    private final DayFacts[] facts;
    /** By day of the span: whether anything was sold, and nobody said that it was closed. */
    private final boolean[] open;

    MenuDays(MenuHistory history, int first, int closedDay) {
        this.first = first;
        this.closedDay = closedDay;
        facts = IntStream.rangeClosed(first - 1, closedDay + DemandForecaster.HORIZON + 1)
                .mapToObj(history::facts)
                .toArray(DayFacts[]::new);
        firstSold = history.firstSold();
        int days = closedDay - first + 1;
        open = new boolean[days];
        List<long[]> units = new ArrayList<>();
        long[] all = new long[days];
        for (MenuHistory.Item item : history.items()) {
            long[] its = item.days().unitsByDay(first, days);
            units.add(its);
            for (int i = 0; i < days; i++) {
                all[i] += its[i];
                open[i] |= its[i] != 0;
            }
        }
        for (int i = 0; i < days; i++) {
            open[i] &= !facts(first + i).closed();
        }
        total = new Series(null, wholeUntil(all), taught(all, null));
        for (int i = 0; i < units.size(); i++) {
            MenuHistory.Item item = history.items().get(i);
            items.add(new Series(item, wholeUntil(units.get(i)), taught(units.get(i), item)));
        }
    }

    /** What one series sold. */
    static final class Series {
        /** Null of everything together. */
        final MenuHistory.@Nullable Item item;
        /** The first day of the span on which a quantity was not whole; Integer.MAX_VALUE when none was. */
        final int fractionalFrom;
        /** Units by day of the span, not below 0; NaN on days that teach nothing: closed, sold out, not on the menu. */
        final double[] units;

        Series(MenuHistory.@Nullable Item item, int fractionalFrom, double[] units) {
            this.item = item;
            this.fractionalFrom = fractionalFrom;
            this.units = units;
        }

        boolean isTotal() {
            return item == null;
        }

        String id() {
            return item == null ? "" : item.itemId();
        }
    }

    /** Whether anything was sold on a day of the span. */
    boolean wasOpen(int day) {
        return open[day - first];
    }

    DayFacts facts(int day) {
        return facts[day - first + 1];
    }

    /**
     * Whether the restaurant is taken to be closed on a day after {@code cut}: somebody said so, or nothing was sold on the
     * last weeks' same weekdays.
     */
    boolean isRest(int day, int cut) {
        if (facts(day).closed()) {
            return true;
        }
        if (firstSold == MenuHistory.NEVER) {
            return false;
        }
        int same = cut - Math.floorMod(cut - day, HourProfile.WEEKDAYS);
        int rests = 0;
        for (int week = 0; week < WEEKS_OF_REST; week++) {
            int then = same - HourProfile.WEEKDAYS * week;
            if (then < first || then < firstSold) {
                return rests > 1; // two weeks must do where there are no four
            }
            if (open[then - first]) {
                return false;
            }
            rests++;
        }
        return true;
    }

    /**
     * The first day that a series could be sold on, as it was known at a day close: an item that is listed without a date
     * is there from its first sale, and from the restaurant's while it has none.
     */
    int since(Series series, int cut) {
        MenuHistory.Item item = series.item;
        if (item == null) {
            return firstSold;
        }
        ListedItem listed = item.listed();
        if (listed != null && listed.availableFrom() != null) {
            return listed.availableFrom();
        }
        return item.firstSold() == MenuHistory.NEVER || item.firstSold() > cut ? firstSold : item.firstSold();
    }

    /** Whether an item is forecast at a day close, that is, on the menu on some day of the horizon. */
    boolean isForecast(Series series, int cut, int horizon) {
        ListedItem listed = series.item == null ? null : series.item.listed();
        if (listed != null) {
            return listed.active() && isOnMenu(series, cut + 1, cut + horizon);
        }
        for (int day = Math.max(first, cut - UNLISTED_DAYS); day <= cut; day++) {
            if (series.units[day - first] > 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is on the menu on some day of a time to come. */
    static boolean isOnMenu(Series series, int from, int to) {
        ListedItem listed = series.item == null ? null : series.item.listed();
        return listed == null
                || ((listed.availableFrom() == null || listed.availableFrom() <= to)
                        && (listed.availableUntil() == null || listed.availableUntil() >= from));
    }

    private double[] taught(long[] units, MenuHistory.@Nullable Item item) {
        double[] taught = new double[units.length];
        ListedItem listed = item == null ? null : item.listed();
        for (int i = 0; i < units.length; i++) {
            boolean teaches = open[i]
                    && (listed == null || listed.availableFrom() == null || first + i >= listed.availableFrom())
                    && (listed == null || listed.availableUntil() == null || first + i <= listed.availableUntil());
            taught[i] = teaches ? Math.max(0, units[i]) / (double) Fixed.ONE : Double.NaN;
        }
        if (listed != null) {
            listed.soldOut().forEach(range -> {
                int from = Math.max(0, range.first() - first);
                int to = Math.min(taught.length, range.last() + 1 - first);
                if (from < to) {
                    Arrays.fill(taught, from, to, Double.NaN);
                }
            });
        }
        return taught;
    }

    private int wholeUntil(long[] units) {
        for (int i = 0; i < units.length; i++) {
            if (units[i] % Fixed.ONE != 0) {
                return first + i;
            }
        }
        return Integer.MAX_VALUE;
    }
}
