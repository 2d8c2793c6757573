package io.menuflow.models.price;

import io.menuflow.models.menu.DatedAmounts;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.sales.ListPrices;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last change of an item's list price: the menu's, or when it tells none that of what was sold.
 *
 * @param day the first business day at the new price
 * @param before in ten-thousandths
 * @param after in ten-thousandths
 */
public record LastChange(int day, long before, long after) {

    /** Days of another price that make a change: on a single one, a quiet day's few sales may have been at a price beside. */
    static final int HELD_DAYS = 2;

    /** As far as it is known at a day close; null when the price did not change. */
    public static @Nullable LastChange of(MenuHistory.Item item, int closedDay) {
        return of(item, closedDay, Integer.MIN_VALUE);
    }

    /** The same by days from {@code first} on: of a longer history the same as of one that begins there. */
    static @Nullable LastChange of(MenuHistory.Item item, int closedDay, int first) {
        boolean told = item.listed() != null && item.listed().prices().on(closedDay) != null;
        return told && item.listed() != null
                ? listed(item.listed().prices().entries(), closedDay)
                : sold(item.prices(), closedDay, first);
    }

    /** The price of a business day, the menu's or the one most units were sold at; 0 when neither tells one. */
    static long price(MenuHistory.Item item, int day) {
        Long told = item.listed() == null ? null : item.listed().prices().on(day);
        return told == null ? item.prices().modal(day) : told;
    }

    private static @Nullable LastChange listed(List<DatedAmounts.Entry> entries, int closedDay) {
        LastChange last = null;
        for (int i = 1; i < entries.size() && entries.get(i).effectiveFrom() <= closedDay; i++) {
            long before = entries.get(i - 1).amount();
            DatedAmounts.Entry entry = entries.get(i);
            if (entry.amount() != before) {
                last = new LastChange(entry.effectiveFrom(), before, entry.amount());
            }
        }
        return last;
    }

    private static @Nullable LastChange sold(ListPrices prices, int closedDay, int earliest) {
        long price = 0;
        long before = 0;
        int first = 0;
        int other = 0;
        for (int at = prices.from(closedDay + 1) - 1; at >= 0 && prices.day(at) >= earliest; at--) {
            long modal = prices.modalAt(at);
            if (modal == 0) {
                continue;
            }
            price = price == 0 ? modal : price;
            if (modal == price) {
                first = prices.day(at);
                other = 0;
            } else if (++other == HELD_DAYS) {
                return new LastChange(first, before, price);
            } else {
                before = modal;
            }
        }
        return null;
    }
}
