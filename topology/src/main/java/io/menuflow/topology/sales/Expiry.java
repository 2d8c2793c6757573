package io.menuflow.topology.sales;

import io.menuflow.topology.sales.Posting.ItemMonths;
import io.menuflow.topology.sales.Posting.SoldDays;
import io.menuflow.topology.store.Rows;
import java.util.HashMap;
import java.util.Map;

/** What a restaurant's own clock, moving on a day, moves out of its history: whole months, and first days sold. */
final class Expiry {

    private final Rows sales;
    private final String restaurant;
    private final int historyFrom;
    private final ItemMonths months;

    Expiry(Rows sales, String restaurant, int historyFrom, ItemMonths months) {
        this.sales = sales;
        this.restaurant = restaurant;
        this.historyFrom = historyFrom;
        this.months = months;
    }

    /** Adds to {@code batch}, which already holds {@code changed}, what the new day makes different. */
    void expire(Rows.Batch batch, Map<String, ItemInfo> changed) {
        Map<String, ItemInfo> infos = new HashMap<>();
        sales.scan(
                SalesKeys.infosFrom(restaurant),
                SalesKeys.infosTo(restaurant),
                (key, row) -> infos.put(SalesKeys.itemOfInfo(key), ItemInfo.of(row)));
        infos.putAll(changed);
        infos.forEach((item, info) -> expire(batch, item, info));
        sales.scan(
                SalesKeys.monthFrom(restaurant, 0),
                SalesKeys.monthFrom(restaurant, SalesKeys.monthOf(historyFrom)),
                (key, row) -> batch.put(key, null));
    }

    private void expire(Rows.Batch batch, String item, ItemInfo info) {
        if (info.firstSold() == ItemInfo.NEVER || info.firstSold() >= historyFrom) {
            return;
        }
        if (info.lastSold() < historyFrom) {
            batch.put(SalesKeys.info(restaurant, item), null);
            return;
        }
        int first = new SoldDays(item, months).firstFrom(historyFrom, info.lastSold());
        batch.put(
                SalesKeys.info(restaurant, item),
                info.sold(first, info.lastSold()).toBytes());
    }
}
