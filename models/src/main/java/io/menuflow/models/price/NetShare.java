package io.menuflow.models.price;

import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.sales.ItemDays;
import io.menuflow.models.sales.ListPrices;
import java.util.List;

/**
 * What of list prices was revenue in the last four weeks: less tax, where prices include it, less discounts, more modifiers.
 *
 * @param units sold
 * @param list what they would have brought at list prices, in ten-thousandths
 * @param revenue what they brought
 */
record NetShare(double units, double list, double revenue) {

    private static final int DAYS = 28;
    /** Units as many as which the menu's share counts: single discounts and modifiers are chance. */
    private static final double MENU_UNITS = 30;

    static NetShare of(List<MenuHistory.Item> items, int closedDay) {
        double units = 0;
        double list = 0;
        double revenue = 0;
        for (MenuHistory.Item item : items) {
            ListPrices prices = item.prices();
            double[] sums = new double[2];
            for (int at = prices.from(closedDay - DAYS + 1); at < prices.size() && prices.day(at) <= closedDay; at++) {
                prices.forEach(at, (price, sold) -> {
                    sums[0] += sold / 1e5;
                    sums[1] += price * (sold / 1e5);
                });
            }
            if (sums[0] > 0 && sums[1] > 0) {
                ItemDays days = item.days();
                units += sums[0];
                list += sums[1];
                revenue += Math.max(
                        0,
                        days.sum(days.from(closedDay - DAYS + 1), days.from(closedDay + 1))
                                .revenue());
            }
        }
        return new NetShare(units, list, revenue);
    }

    /** The share, drawn to the menu's the more the fewer units there are; 1 when nothing tells. */
    double towards(NetShare menu) {
        double usual = menu.list() > 0 && menu.revenue() > 0 ? menu.revenue() / menu.list() : 1;
        return list > 0 ? (units * (revenue / list) + MENU_UNITS * usual) / (units + MENU_UNITS) : usual;
    }
}
