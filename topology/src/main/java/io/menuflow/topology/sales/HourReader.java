package io.menuflow.topology.sales;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.demand.HourProfile;
import io.menuflow.models.sales.MonthRow;
import io.menuflow.models.sales.Slot;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.store.RowSource;

/** Reads from the sums how a restaurant's sales spread over the hours of its days. */
public final class HourReader {

    private HourReader() {}

    /**
     * The profile as of a day close, by the dayparts in force on the day after it.
     *
     * @param historyFrom the first business day kept
     */
    public static HourProfile read(RowSource sales, RestaurantProfile restaurant, int closedDay, int historyFrom) {
        HourProfile.Builder hours =
                new HourProfile.Builder(restaurant.calendar().on(closedDay + 1));
        DayRange needed = HourProfile.needs(closedDay);
        int first = Math.max(needed.first(), historyFrom);
        int last = SalesKeys.monthOf(needed.last());
        for (int month = SalesKeys.monthOf(first); month <= last; month++) {
            int monthStart = SalesKeys.day(month, 1) - 1;
            sales.scan(
                    SalesKeys.itemsTo(restaurant.id(), month),
                    SalesKeys.monthTo(restaurant.id(), month),
                    (key, row) -> MonthRow.of(row).forEach((dayOfMonth, slot, tally) -> {
                        int day = monthStart + dayOfMonth;
                        if (Slot.isHour(slot) && day >= first && day <= needed.last()) {
                            hours.add(day, Slot.hour(slot), tally.units());
                        }
                    }));
        }
        return hours.build();
    }
}
