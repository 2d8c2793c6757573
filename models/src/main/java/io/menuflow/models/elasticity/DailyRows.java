package io.menuflow.models.elasticity;

import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.sales.ListPrices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The days of items on which they sold, and the yardsticks that are fitted to them, each item by itself. */
public final class DailyRows {

    private DailyRows() {}

    /**
     * An item's day.
     *
     * @param price the one most units were sold at, in ten-thousandths
     */
    public record Row(int day, double price, double units) {}

    /** The days from one to another, both included, on which an item sold. */
    public static List<Row> of(MenuHistory.Item item, int firstDay, int lastDay) {
        List<Row> rows = new ArrayList<>();
        ListPrices prices = item.prices();
        for (int at = prices.from(firstDay); at < prices.size() && prices.day(at) <= lastDay; at++) {
            long price = prices.modalAt(at);
            double units = item.days().unitsByDay(prices.day(at), 1)[0] / 1e5;
            if (price > 0 && units > 0) {
                rows.add(new Row(prices.day(at), price, units));
            }
        }
        return rows;
    }

    /** Log units on log price, without controls; null when the price did not vary. */
    public static @Nullable OwnEstimate naive(List<Row> rows) {
        return fit(rows, new int[rows.size()]);
    }

    /**
     * Log units on log price by weekday and promotion, by item; null where the price did not vary.
     *
     * @param blocks of the history, which tell promotions
     */
    public static Map<String, @Nullable OwnEstimate> controlled(
            MenuHistory history, List<PriceBlock> blocks, int firstDay, int lastDay) {
        Map<String, PriceSeries> series = PriceSeries.join(blocks);
        Map<String, @Nullable OwnEstimate> fits = new TreeMap<>();
        for (MenuHistory.Item item : history.items()) {
            PriceSeries its = series.get(item.itemId());
            List<Row> rows = of(item, firstDay, lastDay);
            int[] groups = rows.stream()
                    .mapToInt(row -> Math.floorMod(row.day(), 7) + (its != null && its.isPromoted(row.day()) ? 7 : 0))
                    .toArray();
            fits.put(item.itemId(), fit(rows, groups));
        }
        return fits;
    }

    private static @Nullable OwnEstimate fit(List<Row> rows, int[] groups) {
        return LeastSquares.slope(
                groups,
                rows.stream().mapToDouble(row -> Math.log(row.price())).toArray(),
                rows.stream().mapToDouble(row -> Math.log(row.units())).toArray());
    }
}
