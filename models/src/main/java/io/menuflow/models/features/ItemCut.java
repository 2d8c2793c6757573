package io.menuflow.models.features;

import io.menuflow.models.check.Check.OrderType;
import io.menuflow.models.menu.CostBasis;
import io.menuflow.models.menu.ItemQuadrants;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.sales.ItemDays;
import io.menuflow.models.sales.Slot;
import io.menuflow.models.sales.Tally;
import java.math.BigDecimal;
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

    private final @Nullable BigDecimal estimatedPct;
    private final boolean costed;

    /**
     * Where an item's units or profit are among its menu's; NaN when not known.
     *
     * @param rank percent-rank
     * @param toMiddle multiple of the middle item's
     */
    record Place(double rank, double toMiddle) {
        static final Place NONE = new Place(Double.NaN, Double.NaN);
    }

    /** Sums over some days. */
    static final class Sums {
        double units;
        double orders;
        double attached;
        double revenue;
        double squares;
        /** NaN when its cost is not known. */
        double margin;
        /** Among the menu's items. */
        Place popularity = Place.NONE;

        Place profitability = Place.NONE;

        private void add(double unitsSold, double money, double marginMade, Tally tally) {
            units += unitsSold;
            revenue += money;
            margin += marginMade;
            orders += tally.orders();
            attached += tally.attached();
            squares += tally.squares() / 1e4;
        }

        /** What profitability ranks: margin, or revenue when nobody's cost is known. */
        double profit(MenuCut menu) {
            return menu.costedUnits > 0 ? margin : revenue;
        }

        double price() {
            return Ratio.of(revenue, units);
        }
    }

    ItemCut(MenuCut menu, MenuHistory.Item item, ItemQuadrants standing, @Nullable BigDecimal estimatedPct) {
        this.menu = menu;
        this.item = item;
        this.standing = standing;
        this.estimatedPct = estimatedPct;
        this.costed = standing.item().costBasis() != CostBasis.UNKNOWN;
        int first = menu.closedDay - SPAN + 1;
        ItemDays days = item.days();
        for (int cell = days.from(first); cell < days.size() && days.day(cell) <= menu.closedDay; cell++) {
            add(days.day(cell), days.slot(cell), days.tally(cell));
        }
    }

    private void add(int day, int slot, Tally tally) {
        int age = menu.closedDay - day;
        double units = tally.units() / 1e5;
        double revenue = tally.revenue() / 1e4;
        double margin = costed ? revenue - cost(day, tally, revenue) : Double.NaN;
        unitsByDay[SPAN - 1 - age] += units;
        if (age >= WINDOW) {
            prior.add(units, revenue, margin, tally);
            return;
        }
        recent.add(units, revenue, margin, tally);
        if (age < 14) {
            fortnight.add(units, revenue, margin, tally);
        }
        if (age < 7) {
            week.add(units, revenue, margin, tally);
        }
        byWeekday[Math.floorMod(day + 3, 7)] += units; // 1970-01-01 was a Thursday
        byDaypart[Math.min(Slot.daypart(slot), DAYPARTS - 1)] += units;
        byOrderType[Slot.orderTypeOfDaypart(slot).code()] += units;
    }

    private double cost(int day, Tally tally, double revenue) {
        if (standing.item().costBasis() == CostBasis.KNOWN && item.listed() != null) {
            Long unitCost = item.listed().foodCosts().on(day);
            return unitCost == null ? Double.NaN : tally.costedUnits() / 1e5 * unitCost / 1e4;
        }
        return estimatedPct == null ? Double.NaN : revenue * estimatedPct.doubleValue() / 100;
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
        double square = Ratio.of(recent.squares, recent.units);
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
