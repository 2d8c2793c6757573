package io.menuflow.models.elasticity;

import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.sales.ListPrices;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The yardstick on a menu's days: log units on log list price by weekday and promotion, each item by itself. */
public final class DailyLeastSquares {

    private DailyLeastSquares() {}

    /** One day with sales. */
    private record Row(int group, double logPrice, double logUnits) {}

    /**
     * The slope of an item, or null when its price did not vary.
     *
     * @param blocks of the history, which tell promotions
     * @param lastDay last business day that counts
     */
    public static @Nullable OwnEstimate of(MenuHistory.Item item, List<PriceBlock> blocks, int lastDay) {
        PriceSeries series = PriceSeries.join(blocks).get(item.itemId());
        List<Row> rows = new ArrayList<>();
        ListPrices prices = item.prices();
        for (int at = 0; at < prices.size() && prices.day(at) <= lastDay; at++) {
            int day = prices.day(at);
            long price = prices.modalAt(at);
            double units = item.days().unitsByDay(day, 1)[0] / 1e5;
            if (price > 0 && units > 0) {
                int group = Math.floorMod(day, 7) + (series != null && series.isPromoted(day) ? 7 : 0);
                rows.add(new Row(group, Math.log(price), Math.log(units)));
            }
        }
        return LeastSquares.slope(
                rows.stream().mapToInt(Row::group).toArray(),
                rows.stream().mapToDouble(Row::logPrice).toArray(),
                rows.stream().mapToDouble(Row::logUnits).toArray());
    }
}
