package io.menuflow.topology.sales;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.sales.MonthRow;
import io.menuflow.models.sales.Tally;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.store.RowSource;

/** Reads what a restaurant sold at prices typed in at the till. */
public final class OpenItems {

    private OpenItems() {}

    /**
     * The sum over {@code window}; its orders are checks with such a line.
     *
     * @param historyFrom the first business day kept: what is older does not count
     */
    public static Tally read(
            RowSource sales, RestaurantProfile restaurant, DayRange window, SalesFilter filter, int historyFrom) {
        Tally[] sum = {Tally.ZERO};
        int first = Math.max(window.first(), historyFrom);
        int last = SalesKeys.monthOf(Math.max(window.last(), first));
        for (int month = SalesKeys.monthOf(first); month <= last; month++) {
            int monthStart = SalesKeys.day(month, 1) - 1;
            sales.scan(
                    SalesKeys.openItemsFrom(restaurant.id(), month),
                    SalesKeys.openItemsTo(restaurant.id(), month),
                    (key, row) -> MonthRow.of(row).forEach((dayOfMonth, slot, tally) -> {
                        int day = monthStart + dayOfMonth;
                        if (day >= first && day <= window.last() && filter.admits(slot, day, restaurant.calendar())) {
                            sum[0] = sum[0].plus(tally);
                        }
                    }));
        }
        return sum[0];
    }
}
