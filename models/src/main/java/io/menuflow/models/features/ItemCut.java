package io.menuflow.models.features;

import io.menuflow.models.check.Check.OrderType;
import io.menuflow.models.menu.DatedAmounts;
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

    private static final int ORDER_TYPES = OrderType.values().length;

    final MenuCut menu;
    final MenuHistory.Item item;
    final ItemQuadrants standing;
    /** The last 28, 14 and 7 days, and the 28 before the last. */
    final Sums recent;

    final Sums fortnight;
    final Sums week;
    final Sums prior;
    /** Units in hundred-thousandths of each day, the oldest of {@link #SPAN} first, the closed one last. */
    final long[] unitsByDay;
    /** A bit for each of these days, set when it has any. */
    final long soldOn;
    /** Units of the last 28 days in hundred-thousandths, Monday first. */
    private final long[] byWeekday = new long[7];
    /** The same, none first, the fourth and later dayparts together. */
    private final long[] byDaypart = new long[DAYPARTS];
    /** The same by {@link OrderType#code}. */
    private final long[] byOrderType = new long[ORDER_TYPES];

    /** A food cost that was in force, NaN when none was known, and days on which: looked up once for windows that share it. */
    private double unitCost = Double.NaN;

    private int costSince;
    private int costUntil;

    /**
     * Where an item's units or profit are among its menu's; NaN when not known.
     *
     * @param rank percent-rank
     * @param toMiddle multiple of the middle item's
     */
    record Place(double rank, double toMiddle) {
        static final Place NONE = new Place(Double.NaN, Double.NaN);
    }

    /** Exact sums over some days, told in units and in the restaurant's currency. */
    static final class Sums {
        final double units;
        /** Checks with it; and those with something else on them, too. */
        final double orders;

        final double attached;
        final double revenue;
        /** Over orders, the realised price squared times the units. */
        final double squares;
        /** Food cost; NaN when it is not known. */
        final double cost;
        /** Among the menu's items. */
        Place popularity = Place.NONE;

        Place profitability = Place.NONE;

        Sums(Tally tally, double cost) {
            this.units = tally.units() / 1e5;
            this.orders = tally.orders();
            this.attached = tally.attached();
            this.revenue = tally.revenue() / 1e4;
            this.squares = tally.squares() / 1e4;
            this.cost = cost;
        }

        /** NaN when its cost is not known. */
        double margin() {
            return revenue - cost;
        }

        /** What profitability ranks: margin, or revenue when nobody's cost is known. */
        double profit(MenuCut menu) {
            return menu.costedUnits > 0 ? margin() : revenue;
        }

        double price() {
            return Ratio.of(revenue, units);
        }
    }

    ItemCut(MenuCut menu, MenuHistory.Item item, ItemQuadrants standing, @Nullable BigDecimal estimatedPct) {
        this.menu = menu;
        this.item = item;
        this.standing = standing;
        ItemDays days = item.days();
        int before = days.from(menu.closedDay - SPAN + 1);
        int recently = days.from(menu.closedDay - WINDOW + 1);
        int fortnightly = days.from(menu.closedDay - 13);
        int weekly = days.from(menu.closedDay - 6);
        int end = days.from(menu.closedDay + 1);
        prior = sums(menu.closedDay - SPAN + 1, before, recently, estimatedPct);
        recent = sums(menu.closedDay - WINDOW + 1, recently, end, estimatedPct);
        fortnight = sums(menu.closedDay - 13, fortnightly, end, estimatedPct);
        week = sums(menu.closedDay - 6, weekly, end, estimatedPct);
        unitsByDay = days.unitsByDay(menu.closedDay - SPAN + 1, SPAN);
        soldOn = bits(unitsByDay);
        readWeekdays();
        readSlots(days, recently, end);
    }

    /** Of the cells from {@code from} to before {@code to}, none of them before a day. */
    private Sums sums(int first, int from, int to, @Nullable BigDecimal estimatedPct) {
        Tally tally = item.days().sum(from, to);
        return new Sums(
                tally,
                switch (standing.item().costBasis()) {
                    case KNOWN ->
                        item.listed() == null ? Double.NaN : cost(item.listed().foodCosts(), first, from, to);
                    case ESTIMATED ->
                        estimatedPct == null ? Double.NaN : tally.revenue() / 1e4 * estimatedPct.doubleValue() / 100;
                    case UNKNOWN -> Double.NaN;
                });
    }

    /** Each day's units at the cost in force that day. */
    private double cost(DatedAmounts costs, int first, int from, int to) {
        ItemDays days = item.days();
        double sum = 0;
        int day = first;
        int cell = from;
        while (cell < to) {
            if (day < costSince || day >= costUntil) {
                lookUpCost(costs, day);
            }
            int next = costUntil > menu.closedDay ? to : Math.min(to, days.from(costUntil));
            if (next > cell) {
                sum += days.costedUnits(cell, next) / 1e5 * unitCost;
            }
            day = costUntil;
            cell = next;
        }
        return sum;
    }

    private void lookUpCost(DatedAmounts costs, int day) {
        Long cost = costs.on(day);
        unitCost = cost == null ? Double.NaN : cost / 1e4;
        costSince = day;
        costUntil = costs.until(day);
    }

    private static long bits(long[] units) {
        long bits = 0;
        for (int day = 0; day < SPAN; day++) {
            bits |= (units[day] == 0 ? 0L : 1L) << day;
        }
        return bits;
    }

    private void readWeekdays() {
        int oldest = Math.floorMod(menu.closedDay - WINDOW + 4, 7); // 1970-01-01 was a Thursday
        for (int day = 0; day < WINDOW; day++) {
            byWeekday[(oldest + day) % 7] += unitsByDay[SPAN - WINDOW + day];
        }
    }

    private void readSlots(ItemDays days, int from, int to) {
        for (int cell = from; cell < to; cell++) {
            int slot = days.slot(cell);
            long units = days.units(cell);
            byDaypart[Math.min(Slot.daypart(slot), DAYPARTS - 1)] += units;
            byOrderType[Slot.orderTypeCodeOfDaypart(slot)] += units;
        }
    }

    /** Units of the last 28 days on a weekday, Monday being 0. */
    double onWeekday(int weekday) {
        return byWeekday[weekday] / 1e5;
    }

    /** Units of the last 28 days in a daypart, the fourth and later ones together. */
    double inDaypart(int daypart) {
        return byDaypart[daypart] / 1e5;
    }

    /** Units of the last 28 days by an order type. */
    double as(OrderType type) {
        return byOrderType[type.code()] / 1e5;
    }

    /** Days since it was last sold, the closed day being 0; NaN when it was not. */
    double recency() {
        Integer last = standing.item().lastSold();
        return last == null ? Double.NaN : menu.closedDay - last;
    }

    /** Share of the open days of the last 28 on which it was not sold. */
    double unsoldDays() {
        int sold = Long.bitCount(soldOn >>> (SPAN - WINDOW));
        return Ratio.of(menu.openRecently.count() - sold, menu.openRecently.count());
    }

    /** Slope of the daily units of the open days among the last by least squares, as a share of their mean a week. */
    double trend(OpenDays open) {
        long sum = 0;
        long sumXy = 0;
        for (int day = SPAN - open.of(); day < SPAN; day++) {
            sum += unitsByDay[day];
            sumXy += day * unitsByDay[day];
        }
        double slope = Ratio.of(
                open.count() * (sumXy / 1e5) - open.sum() * (sum / 1e5),
                (double) open.count() * open.sumOfSquares() - (double) open.sum() * open.sum());
        return sum > 0 ? 7 * slope * open.count() / (sum / 1e5) : Double.NaN;
    }

    /** Standard deviation of the daily units of the open days of the last 28, as a share of their mean. */
    double variability() {
        double squares = 0;
        for (int day = SPAN - WINDOW; day < SPAN; day++) {
            double units = unitsByDay[day] / 1e5;
            squares += units * units;
        }
        int open = menu.openRecently.count();
        double mean = Ratio.of(recent.units, open);
        return mean > 0 ? Math.sqrt(Math.max(0, squares / open - mean * mean)) / mean : Double.NaN;
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
