package io.menuflow.topology.sales;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.menu.Aliases;
import io.menuflow.models.sales.MonthRow;
import io.menuflow.models.sales.Slot;
import io.menuflow.models.sales.Tally;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.store.RowSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A restaurant's sales over time.
 *
 * @param points ascending; days or hours without sales are left out
 * @param itemsSold items of which more was sold than came back
 */
public record SalesSeries(List<Point> points, int itemsSold) {

    /**
     * Sales of a day or of one of its hours.
     *
     * @param day business day since 1970-01-01
     * @param hour local hour, or -1 for the whole day
     */
    public record Point(int day, int hour, Tally tally) {}

    /** All points together. */
    public Tally total() {
        return points.stream().map(Point::tally).reduce(Tally.ZERO, Tally::plus);
    }

    /** Reads days of {@code window}, all as of one moment; items merged into another one are counted with it. */
    public static SalesSeries byDay(
            RowSource sales,
            RestaurantProfile restaurant,
            Aliases aliases,
            DayRange window,
            SalesFilter filter,
            int historyFrom) {
        return read(sales, restaurant, aliases, window, filter, historyFrom, false);
    }

    /** Reads hours of {@code window}, all as of one moment; the filter must name no daypart. */
    public static SalesSeries byHour(
            RowSource sales,
            RestaurantProfile restaurant,
            Aliases aliases,
            DayRange window,
            SalesFilter filter,
            int historyFrom) {
        if (filter.daypart() != null) {
            throw new IllegalArgumentException("hours are not divided by daypart");
        }
        return read(sales, restaurant, aliases, window, filter, historyFrom, true);
    }

    private static SalesSeries read(
            RowSource sales,
            RestaurantProfile restaurant,
            Aliases aliases,
            DayRange window,
            SalesFilter filter,
            int historyFrom,
            boolean hours) {
        TreeMap<Long, Tally> points = new TreeMap<>();
        Map<String, Tally> items = new HashMap<>();
        int first = Math.max(window.first(), historyFrom);
        if (first > window.last()) {
            return new SalesSeries(List.of(), 0);
        }
        sales.scan(
                SalesKeys.monthFrom(restaurant.id(), SalesKeys.monthOf(first)),
                SalesKeys.monthTo(restaurant.id(), SalesKeys.monthOf(window.last())),
                (key, bytes) -> {
                    SalesKeys.Place place = SalesKeys.Place.of(key);
                    boolean ofItem = place.kind() == SalesKeys.ITEM;
                    if (!ofItem && place.kind() != SalesKeys.RESTAURANT) {
                        return;
                    }
                    int monthStart = SalesKeys.day(place.month(), 1) - 1;
                    MonthRow.of(bytes).forEach((dayOfMonth, slot, tally) -> {
                        int day = monthStart + dayOfMonth;
                        if (day < first || day > window.last()) {
                            return;
                        }
                        if (Slot.isHour(slot)) {
                            if (hours
                                    && (filter.orderType() == null
                                            || Slot.orderTypeOfHour(slot) == filter.orderType())) {
                                points.merge(day * 24L + Slot.hour(slot), tally, Tally::plus);
                            }
                        } else if ((ofItem || !hours) && filter.admits(slot, day, restaurant.calendar())) {
                            if (ofItem) {
                                items.merge(aliases.target(place.of()), tally, Tally::plus);
                            } else {
                                points.merge((long) day, tally, Tally::plus);
                            }
                        }
                    });
                });
        List<Point> series = new ArrayList<>(points.size());
        points.forEach((at, tally) -> series.add(
                hours
                        ? new Point((int) Math.floorDiv(at, 24L), (int) Math.floorMod(at, 24L), tally)
                        : new Point((int) (long) at, -1, tally)));
        int sold =
                (int) items.values().stream().filter(tally -> tally.units() > 0).count();
        return new SalesSeries(series, sold);
    }
}
