package io.menuflow.models.price;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.menu.DatedAmounts;
import io.menuflow.models.menu.ListedItem;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.sales.ListPrices;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item's price and food cost on the day after a day close.
 *
 * @param price in ten-thousandths: the menu's, or when it tells none the one the item last sold most at
 * @param foodCost in ten-thousandths, estimated by its category's percentage when it has none; null when not known
 * @param netShare share of the list price that is revenue
 * @param daysSinceChange business days since the price changed, as far as it is known; null when it is not
 */
record CurrentPrice(long price, @Nullable Long foodCost, double netShare, @Nullable Integer daysSinceChange) {

    /** Days after its last sale that an item stays on a menu nobody listed. */
    private static final int UNLISTED_DAYS = 28;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Null when the item is not on the menu, or nothing tells its price. */
    static @Nullable CurrentPrice of(MenuHistory.Item item, MenuHistory history, int closedDay, NetShare usual) {
        ListedItem listed = item.listed();
        int day = closedDay + 1;
        boolean there = listed != null
                ? listed.isOnMenu(new DayRange(day, day))
                : item.lastSold() != MenuHistory.NEVER && item.lastSold() + UNLISTED_DAYS >= closedDay;
        if (!there) {
            return null;
        }
        Long onMenu = listed == null ? null : listed.prices().on(day);
        int last = lastPriced(item.prices(), closedDay);
        if (onMenu == null && last < 0) {
            return null;
        }
        long price = onMenu == null ? item.prices().modalAt(last) : onMenu;
        Integer since = onMenu != null && listed != null
                ? sinceListed(listed.prices(), day)
                : sinceSold(item.prices(), last, price, closedDay);
        double netShare = NetShare.of(List.of(item), closedDay).towards(usual);
        return new CurrentPrice(price, foodCost(item, history, Math.round(price * netShare), day), netShare, since);
    }

    private static @Nullable Long foodCost(MenuHistory.Item item, MenuHistory history, long net, int day) {
        Long known = item.listed() == null ? null : item.listed().foodCosts().on(day);
        BigDecimal percent = history.estimatedPct(item);
        if (known != null || percent == null) {
            return known;
        }
        return BigDecimal.valueOf(net)
                .multiply(percent)
                .divide(HUNDRED, 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** The place of the last day up to {@code day} with a price, or -1. */
    private static int lastPriced(ListPrices prices, int day) {
        int at = prices.from(day + 1) - 1;
        while (at >= 0 && prices.modalAt(at) == 0) {
            at--;
        }
        return at;
    }

    private static @Nullable Integer sinceListed(DatedAmounts prices, int day) {
        Integer changed = null;
        DatedAmounts.Entry before = null;
        for (DatedAmounts.Entry entry : prices.entries()) {
            if (entry.effectiveFrom() > day) {
                break;
            }
            if (before != null && before.amount() != entry.amount()) {
                changed = entry.effectiveFrom();
            }
            before = entry;
        }
        return changed == null ? null : (Integer) (day - changed);
    }

    /** Two days of another price: on a single one, a quiet day's few sales may have been at a price beside. */
    private static @Nullable Integer sinceSold(ListPrices prices, int last, long price, int closedDay) {
        int other = 0;
        for (int at = last; at >= 0; at--) {
            long modal = prices.modalAt(at);
            other = modal == 0 ? other : modal == price ? 0 : other + 1;
            if (other == 2) {
                return closedDay - prices.day(at + 1);
            }
        }
        return null;
    }
}
