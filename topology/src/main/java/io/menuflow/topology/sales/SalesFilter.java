package io.menuflow.topology.sales;

import io.menuflow.models.calendar.BusinessCalendar;
import io.menuflow.models.check.Check.OrderType;
import io.menuflow.models.sales.Slot;
import org.jspecify.annotations.Nullable;

/**
 * Which sales count.
 *
 * @param orderType only this order type; null for all
 * @param daypart only this daypart, by name, as it was defined on each day; null for all
 */
public record SalesFilter(@Nullable OrderType orderType, @Nullable String daypart) {

    /** All sales. */
    public static final SalesFilter ALL = new SalesFilter(null, null);

    boolean admits(int slot, int day, BusinessCalendar calendar) {
        if (orderType != null && Slot.orderTypeOfDaypart(slot) != orderType) {
            return false;
        }
        if (daypart == null) {
            return true;
        }
        int index = calendar.daypart(day, daypart);
        return index != 0 && Slot.daypart(slot) == index;
    }
}
