package io.menuflow.topology.sales;

import io.menuflow.models.sales.MonthRow;
import io.menuflow.topology.sales.Posting.ItemMonths;
import io.menuflow.topology.sales.Posting.SoldDays;
import io.menuflow.topology.store.Rows;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a restaurant's own clock, moving on a day, moves out of its history: months, days, items, and first days sold.
 * Nothing older is left, so that the rows do not tell what came before the clock moved and what after.
 */
final class Expiry {

    private final Rows sales;
    private final String restaurant;
    private final int historyFrom;
    private final ItemMonths months;
    private final Set<DayMark> marks;

    /** Adds to {@code marks} what it takes out of the history: it is to be taken back where it was published. */
    Expiry(Rows sales, String restaurant, int historyFrom, ItemMonths months, Set<DayMark> marks) {
        this.sales = sales;
        this.restaurant = restaurant;
        this.historyFrom = historyFrom;
        this.months = months;
        this.marks = marks;
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
        int month = SalesKeys.monthOf(historyFrom);
        sales.scan(SalesKeys.monthFrom(restaurant, 0), SalesKeys.monthFrom(restaurant, month), (key, row) -> {
            SalesKeys.Place place = SalesKeys.Place.of(key);
            if (place.kind() == SalesKeys.ITEM) {
                mark(place, MonthRow.of(row));
            }
            batch.put(key, null);
        });
        sales.scan(
                SalesKeys.monthFrom(restaurant, month),
                SalesKeys.monthTo(restaurant, month),
                (key, row) -> trim(batch, key, SalesKeys.Place.of(key)));
    }

    private void expire(Rows.Batch batch, String item, ItemInfo info) {
        if (info.namedOn() < historyFrom) { // and so was not sold since
            batch.put(SalesKeys.info(restaurant, item), null);
        } else if (info.firstSold() != ItemInfo.NEVER && info.firstSold() < historyFrom) {
            int first = new SoldDays(item, months).firstFrom(historyFrom, info.lastSold());
            int last = first == ItemInfo.NEVER ? first : info.lastSold();
            batch.put(SalesKeys.info(restaurant, item), info.sold(first, last).toBytes());
        }
    }

    /** Marks the days of a row that are before the history. */
    private void mark(SalesKeys.Place place, MonthRow row) {
        int monthStart = SalesKeys.day(place.month(), 1) - 1;
        row.forEach((dayOfMonth, slot, tally) -> {
            if (monthStart + dayOfMonth < historyFrom) {
                marks.add(DayMark.of(restaurant, monthStart + dayOfMonth, place.of()));
            }
        });
    }

    /** Takes the days before the history out of a row of its first month. */
    private void trim(Rows.Batch batch, byte[] key, SalesKeys.Place place) {
        int first = SalesKeys.dayOfMonth(historyFrom);
        if (place.kind() == SalesKeys.ITEM) {
            MonthRow row = months.row(place.month(), place.of());
            MonthRow left = row.from(first);
            if (left != row) {
                mark(place, row);
                batch.put(key, left.toBytes());
            }
        } else if (place.of().charAt(0) < first) {
            batch.put(key, null);
        }
    }
}
