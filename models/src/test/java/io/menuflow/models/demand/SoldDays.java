package io.menuflow.models.demand;

import io.menuflow.models.check.Check.OrderType;
import io.menuflow.models.menu.DatedAmounts;
import io.menuflow.models.menu.ListedItem;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.sales.ItemDays;
import io.menuflow.models.sales.Slot;
import io.menuflow.models.sales.Tally;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Items that sold so much on each day, at one daypart. */
final class SoldDays {

    /** A Sunday. */
    static final int CLOSED_DAY = 20_000 - 3 - 1;

    private SoldDays() {}

    /** An item nobody listed. */
    static MenuHistory.Item item(String id, int first, int last, IntToDoubleFunction units) {
        return item(id, null, first, last, units);
    }

    static MenuHistory.Item item(
            String id, @Nullable ListedItem listed, int first, int last, IntToDoubleFunction units) {
        ItemDays.Builder days = new ItemDays.Builder();
        int firstSold = MenuHistory.NEVER;
        int lastSold = MenuHistory.NEVER;
        for (int day = first; day <= last; day++) {
            long sold = Math.round(units.applyAsDouble(day) * 100_000);
            if (sold != 0) {
                days.add(day, Slot.ofDaypart(OrderType.DINE_IN, 1), new Tally(sold, sold, sold / 2, 1));
                firstSold = firstSold == MenuHistory.NEVER ? day : firstSold;
                lastSold = day;
            }
        }
        return new MenuHistory.Item(id, id, "c", listed, firstSold, lastSold, days.build());
    }

    static ListedItem listed(String id, @Nullable Integer from, @Nullable Integer until) {
        return new ListedItem(id, id, "c", DatedAmounts.NONE, DatedAmounts.NONE, from, until, true, List.of());
    }
}
