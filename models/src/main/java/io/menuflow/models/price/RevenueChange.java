package io.menuflow.models.price;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.menu.ItemWindow;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.money.Fixed;
import io.menuflow.models.sales.Tally;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Why revenue, and what it leaves after food, changed from one window to another. Money in ten-thousandths; parts add up to
 * the change exactly, as the mix takes what rounding leaves.
 *
 * <ul>
 *   <li>volume: more or fewer units, at the mean revenue (or contribution) of a unit before
 *   <li>price: units of now at realised prices of now instead of those before, of items sold in both windows
 *   <li>mix: other items sell, new ones and those that are gone among them
 *   <li>cost: units of now at food costs of now instead of those before, of items with a cost in both windows
 * </ul>
 *
 * @param revenue of all items
 * @param contribution of items whose food cost is known in both windows, or in the one that they sold in
 * @param withoutCost items sold in either window that are left out of the contribution
 * @param items one each, ascending by id
 */
public record RevenueChange(
        DayRange from, DayRange to, Split revenue, Split contribution, int withoutCost, List<ItemChange> items) {

    /** An amount before and after, and the parts of its change; the cost changes no revenue. */
    public record Split(long before, long after, long volume, long price, long mix, long cost) {

        /** What the parts add up to. */
        public long change() {
            return after - before;
        }
    }

    /**
     * One item's part.
     *
     * @param revenue change of it
     * @param price what its realised price alone did to its revenue; 0 unless it sold in both windows
     * @param cost what its food cost alone did to its contribution, null when it is not known
     */
    public record ItemChange(String itemId, String name, long revenue, long price, @Nullable Long cost) {}

    /** Copies the list. */
    public RevenueChange {
        items = List.copyOf(items);
    }

    /** An item in both windows; null where it was not on the menu. */
    private record Pair(@Nullable ItemWindow before, @Nullable ItemWindow after) {

        ItemWindow either() {
            ItemWindow there = after == null ? before : after;
            if (there == null) {
                throw new IllegalStateException("an item of no window");
            }
            return there;
        }

        boolean isCosted() {
            return isCosted(before) && isCosted(after);
        }

        private static boolean isCosted(@Nullable ItemWindow window) {
            return window == null || window.tally().equals(Tally.ZERO) || window.foodCost() != null;
        }
    }

    /** The change from one window of a history, which spans both, to another. */
    public static RevenueChange between(MenuHistory history, DayRange from, DayRange to) {
        Map<String, Pair> pairs = new TreeMap<>();
        history.window(from).items().forEach(item -> pairs.put(item.itemId(), new Pair(item, null)));
        history.window(to)
                .items()
                .forEach(item -> pairs.merge(
                        item.itemId(), new Pair(null, item), (one, other) -> new Pair(one.before(), other.after())));
        Sums revenue = new Sums();
        Sums contribution = new Sums();
        int withoutCost = 0;
        List<ItemChange> items = new ArrayList<>();
        for (Pair pair : pairs.values()) {
            long price = rounded(price(pair));
            Long cost = pair.isCosted() ? (Long) rounded(cost(pair)) : null;
            revenue.add(pair, false, price, 0);
            if (cost != null) {
                contribution.add(pair, true, price, cost);
            } else {
                withoutCost++;
            }
            items.add(new ItemChange(
                    pair.either().itemId(),
                    pair.either().name(),
                    revenue(pair.after()) - revenue(pair.before()),
                    price,
                    cost));
        }
        return new RevenueChange(from, to, revenue.split(), contribution.split(), withoutCost, items);
    }

    /** Sums over items. */
    private static final class Sums {
        private BigDecimal before = BigDecimal.ZERO;
        private BigDecimal after = BigDecimal.ZERO;
        private long unitsBefore;
        private long unitsAfter;
        private long price;
        private long cost;

        void add(Pair pair, boolean lessFood, long priceEffect, long costEffect) {
            before = before.add(amount(pair.before(), lessFood));
            after = after.add(amount(pair.after(), lessFood));
            unitsBefore += units(pair.before());
            unitsAfter += units(pair.after());
            price += priceEffect;
            cost += costEffect;
        }

        Split split() {
            long was = rounded(before);
            long is = rounded(after);
            // Nothing sold before has no mean to value units by: all is mix.
            long volume = unitsBefore <= 0
                    ? 0
                    : rounded(before.multiply(BigDecimal.valueOf(unitsAfter - unitsBefore))
                            .divide(BigDecimal.valueOf(unitsBefore), MathContext.DECIMAL128));
            return new Split(was, is, volume, price, is - was - volume - price - cost, cost);
        }

        private static BigDecimal amount(@Nullable ItemWindow item, boolean lessFood) {
            if (item == null) {
                return BigDecimal.ZERO;
            }
            BigDecimal food = lessFood && item.foodCost() != null ? item.foodCost() : BigDecimal.ZERO;
            return item.revenue().subtract(food);
        }
    }

    /** In units of the currency. */
    private static BigDecimal price(Pair pair) {
        ItemWindow before = pair.before();
        ItemWindow after = pair.after();
        if (before == null || after == null || !before.sold() || !after.sold()) {
            return BigDecimal.ZERO;
        }
        return after.revenue()
                .subtract(before.revenue()
                        .multiply(after.unitsSold())
                        .divide(before.unitsSold(), MathContext.DECIMAL128));
    }

    /** What food costs of now add to the contribution: below zero when they rose. By units that cost food. */
    private static BigDecimal cost(Pair pair) {
        ItemWindow before = pair.before();
        ItemWindow after = pair.after();
        if (before == null || after == null || before.foodCost() == null || after.foodCost() == null) {
            return BigDecimal.ZERO;
        }
        long then = before.tally().costedUnits();
        long now = after.tally().costedUnits();
        if (then <= 0 || now <= 0) {
            return BigDecimal.ZERO;
        }
        return before.foodCost()
                .multiply(BigDecimal.valueOf(now))
                .divide(BigDecimal.valueOf(then), MathContext.DECIMAL128)
                .subtract(after.foodCost());
    }

    private static long revenue(@Nullable ItemWindow item) {
        return item == null ? 0 : item.tally().revenue();
    }

    private static long units(@Nullable ItemWindow item) {
        return item == null ? 0 : item.tally().units();
    }

    private static long rounded(BigDecimal amount) {
        return Fixed.money(amount.setScale(Fixed.MONEY_SCALE, RoundingMode.HALF_UP));
    }
}
