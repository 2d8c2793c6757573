package io.menuflow.models.features;

import io.menuflow.models.check.Check.OrderType;
import io.menuflow.models.menu.DatedAmounts;
import io.menuflow.models.menu.ItemQuadrants;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.sales.ItemDays;
import io.menuflow.models.sales.Slot;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One item at a day close: what it sold in the windows that features look back on. Units are units, money is the
 * restaurant's currency. Nothing after the closed day is in it.
 */
public final class ItemCut {

    /** Business days of the window that is judged, and of the one to come. */
    public static final int WINDOW = 28;
    /** Business days all features together look back on. */
    public static final int SPAN = 2 * WINDOW;

    static final int DAYPARTS = 5;

    final MenuCut menu;
    final MenuHistory.Item item;
    final ItemQuadrants standing;
    /** The last 28, 14 and 7 days, and the 28 before the last. */
    final Sums recent = new Sums();

    final Sums fortnight = new Sums();
    final Sums week = new Sums();
    final Sums prior = new Sums();
    /** The oldest of {@link #SPAN} first, the closed one last. */
    final double[] unitsByDay = new double[SPAN];
    /** Of the last 28 days, Monday first. */
    final double[] byWeekday = new double[7];
    /** Of the last 28 days, none first, the fourth and later ones together. */
    final double[] byDaypart = new double[DAYPARTS];
    /** Of the last 28 days, by {@link OrderType#code}. */
    final double[] byOrderType = new double[OrderType.values().length];

    /**
     * Where an item's units or profit are among its menu's; NaN when not known.
     *
     * @param rank percent-rank
     * @param toMiddle multiple of the middle item's
     */
    record Place(double rank, double toMiddle) {
        static final Place NONE = new Place(Double.NaN, Double.NaN);
    }

    /** Exact sums over some days; told in units and in the restaurant's currency. */
    static final class Sums {
        private long units;
        private long orders;
        private long attached;
        private long revenue;
        private long squares;
        /** NaN when not known. */
        private double cost;
        /** Among the menu's items. */
        Place popularity = Place.NONE;

        Place profitability = Place.NONE;

        private void add(ItemDays days, int cell, double unitCost) {
            units += days.units(cell);
            orders += days.orders(cell);
            attached += days.attached(cell);
            revenue += days.revenue(cell);
            squares += days.squares(cell);
            cost += days.costedUnits(cell) / 1e5 * unitCost;
        }

        private void add(Sums other) {
            units += other.units;
            orders += other.orders;
            attached += other.attached;
            revenue += other.revenue;
            squares += other.squares;
            cost += other.cost;
        }

        double units() {
            return units / 1e5;
        }

        double orders() {
            return orders;
        }

        /** Orders with something else on them. */
        double attached() {
            return attached;
        }

        double revenue() {
            return revenue / 1e4;
        }

        /** Over orders, the realised price squared times the units. */
        double squares() {
            return squares / 1e4;
        }

        /** NaN when its cost is not known. */
        double margin() {
            return revenue() - cost;
        }

        /** What profitability ranks: margin, or revenue when nobody's cost is known. */
        double profit(MenuCut menu) {
            return menu.costedUnits > 0 ? margin() : revenue();
        }

        double price() {
            return Ratio.of(revenue(), units());
        }
    }

    ItemCut(MenuCut menu, MenuHistory.Item item, ItemQuadrants standing, @Nullable BigDecimal estimatedPct) {
        this.menu = menu;
        this.item = item;
        this.standing = standing;
        read(item.days());
        for (Sums sums : List.of(week, fortnight, recent, prior)) {
            switch (standing.item().costBasis()) {
                case KNOWN -> {} // each day's, read with its units
                case ESTIMATED ->
                    sums.cost = estimatedPct == null ? Double.NaN : sums.revenue() * estimatedPct.doubleValue() / 100;
                case UNKNOWN -> sums.cost = Double.NaN;
            }
        }
    }

    private void read(ItemDays days) {
        DatedAmounts costs =
                item.listed() == null ? DatedAmounts.NONE : item.listed().foodCosts();
        int costUntil = Integer.MIN_VALUE;
        double unitCost = Double.NaN;
        int to = days.from(menu.closedDay + 1);
        for (int cell = days.from(menu.closedDay - SPAN + 1); cell < to; cell++) {
            int day = days.day(cell);
            int age = menu.closedDay - day;
            if (day >= costUntil) {
                Long cost = costs.on(day);
                unitCost = cost == null ? Double.NaN : cost / 1e4;
                costUntil = costs.until(day);
            }
            Sums sums = age < 7 ? week : age < 14 ? fortnight : age < WINDOW ? recent : prior;
            sums.add(days, cell, unitCost);
            double units = days.units(cell) / 1e5;
            unitsByDay[SPAN - 1 - age] += units;
            if (age < WINDOW) {
                int slot = days.slot(cell);
                byWeekday[Math.floorMod(day + 3, 7)] += units; // 1970-01-01 was a Thursday
                byDaypart[Math.min(Slot.daypart(slot), DAYPARTS - 1)] += units;
                byOrderType[Slot.orderTypeOfDaypart(slot).code()] += units;
            }
        }
        fortnight.add(week);
        recent.add(fortnight);
    }

    /** Days since it was last sold, the closed day being 0; NaN when it was not. */
    double recency() {
        Integer last = standing.item().lastSold();
        return last == null ? Double.NaN : menu.closedDay - last;
    }

    /** Share of the open days of the last 28 on which it was not sold. */
    double unsoldDays() {
        int open = 0;
        int unsold = 0;
        for (int day = SPAN - WINDOW; day < SPAN; day++) {
            if (menu.open[day]) {
                open++;
                unsold += unitsByDay[day] == 0 ? 1 : 0;
            }
        }
        return Ratio.of(unsold, open);
    }

    /** Slope of the daily units of {@code days} open days by least squares, as a share of their mean a week. */
    double trend(int days) {
        double n = 0;
        double sumX = 0;
        double sumY = 0;
        double sumXx = 0;
        double sumXy = 0;
        for (int day = SPAN - days; day < SPAN; day++) {
            if (menu.open[day]) {
                n++;
                sumX += day;
                sumY += unitsByDay[day];
                sumXx += (double) day * day;
                sumXy += day * unitsByDay[day];
            }
        }
        double slope = Ratio.of(n * sumXy - sumX * sumY, n * sumXx - sumX * sumX);
        return sumY > 0 ? 7 * slope * n / sumY : Double.NaN;
    }

    /** Standard deviation of the daily units of the open days of the last 28, as a share of their mean. */
    double variability() {
        double n = 0;
        double sum = 0;
        double squares = 0;
        for (int day = SPAN - WINDOW; day < SPAN; day++) {
            if (menu.open[day]) {
                n++;
                sum += unitsByDay[day];
                squares += unitsByDay[day] * unitsByDay[day];
            }
        }
        double mean = Ratio.of(sum, n);
        return mean > 0 ? Math.sqrt(Math.max(0, squares / n - mean * mean)) / mean : Double.NaN;
    }

    /** Standard deviation of the realised prices of the last 28 days, unit by unit, as a share of their mean. */
    double priceDeviation() {
        double price = recent.price();
        double square = Ratio.of(recent.squares(), recent.units());
        return price > 0 ? Math.sqrt(Math.max(0, square - price * price)) / price : Double.NaN;
    }

    /** List price of the closed day against the one {@code days} before, or realised when none is listed; as a share. */
    double priceChange(int days) {
        Long now = listPrice(menu.closedDay);
        Long before = listPrice(menu.closedDay - days);
        if (now != null && before != null) {
            return before > 0 ? (double) now / before - 1 : Double.NaN;
        }
        return Ratio.of(week.price(), prior.price()) - 1;
    }

    private @Nullable Long listPrice(int day) {
        return item.listed() == null ? null : item.listed().prices().on(day);
    }
}
