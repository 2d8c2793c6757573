package io.menuflow.topology.sales;

import io.menuflow.models.check.ItemSale;
import io.menuflow.models.sales.AtPrice;
import io.menuflow.models.sales.MonthRow;
import io.menuflow.models.sales.Slot;
import io.menuflow.models.sales.Tally;
import io.menuflow.topology.sales.SalesKeys.Place;
import io.menuflow.topology.store.Rows;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The rows that one change of a check leaves different. Reads the store, writes nothing. */
final class Posting {

    private final Rows sales;
    private final CheckChange change;
    private final String restaurant;
    private final Map<Place, MonthRow> months = new LinkedHashMap<>();
    private final Set<Place> changed = new LinkedHashSet<>();
    private final Set<String> items = new LinkedHashSet<>();
    private final Set<DayMark> marks = new LinkedHashSet<>();
    private boolean categoryChanged;

    Posting(Rows sales, CheckChange change) {
        this.sales = sales;
        this.change = change;
        this.restaurant = change.restaurant();
    }

    /**
     * What a change of a check leaves to be written.
     *
     * @param rows of the restaurant
     * @param marks of closed days to be published again, apart from them
     * @param closed whether it changes anything at the last day close, or moves that
     */
    record Posted(Rows.Batch rows, Rows.Batch marks, boolean closed) {}

    /** Computes every row; throws ArithmeticException when a sum overflows. */
    Posted post() {
        Rows.Batch batch = new Rows.Batch();
        Latest before = change.latestBefore();
        if (change.after() != null) {
            if (change.before() != null) {
                add(change.before(), true);
            }
            add(change.after(), false);
        }
        for (Place place : changed) {
            batch.put(place.key(restaurant), row(place).toBytes());
        }
        marks.stream()
                .map(DayMark::day)
                .distinct()
                .forEach(day -> BlockMarks.set(batch, restaurant, day, change.latest()));
        Map<String, ItemInfo> infos = infos(batch);
        if (!change.latest().equals(before)) {
            batch.put(SalesKeys.latest(restaurant), change.latest().toBytes());
            if (before != null && change.latest().day() > before.day()) {
                marks.add(DayMark.of(restaurant, before.day()));
                new Expiry(sales, restaurant, change.historyFrom(), this::row, marks).expire(batch, infos);
            }
        }
        Rows.Batch marked = new Rows.Batch();
        marks.forEach(mark -> mark.set(marked));
        return new Posted(batch, marked, before == null || !marks.isEmpty() || categoryChanged);
    }

    private void add(CheckRow check, boolean takenBack) {
        int month = SalesKeys.monthOf(check.day());
        int day = SalesKeys.dayOfMonth(check.day());
        int slot = Slot.ofDaypart(check.orderType(), check.daypart());
        Tally all = Tally.ZERO;
        boolean sold = false;
        for (CheckRow.Share item : check.items()) {
            Tally tally = item.tally();
            all = all.plus(tally);
            sold |= tally.orders() > 0;
            items.add(item.itemId());
            if (check.day() < change.latest().day()) {
                marks.add(DayMark.of(restaurant, check.day(), item.itemId()));
            }
            Tally added = check.added(item);
            Place place = Place.ofItem(month, item.itemId());
            plus(place, day, slot, takenBack ? added.negated() : added);
            months.put(place, row(place).plus(day, takenBack ? negated(item.prices()) : item.prices()));
        }
        if (check.items().isEmpty()) {
            return;
        }
        Tally whole = new Tally(all.units(), all.costedUnits(), all.revenue(), sold ? 1 : 0);
        Tally signed = takenBack ? whole.negated() : whole;
        Place own = Place.ofRestaurant(month, day);
        plus(own, day, slot, signed);
        plus(own, day, Slot.ofHour(check.orderType(), check.hour()), signed);
        Tally open = check.openItems();
        if (!open.isZero()) {
            plus(Place.ofOpenItems(month, day), day, slot, takenBack ? open.negated() : open);
        }
    }

    private static List<AtPrice> negated(List<AtPrice> prices) {
        return prices.stream().map(AtPrice::negated).toList();
    }

    private void plus(Place place, int day, int slot, Tally delta) {
        months.put(place, row(place).plus(day, slot, delta));
        changed.add(place);
    }

    /** Infos of the items the record names or changes; those that differ go into the batch. */
    private Map<String, ItemInfo> infos(Rows.Batch batch) {
        Map<String, ItemSale> names = new HashMap<>();
        for (ItemSale sale : change.seen()) {
            names.put(sale.itemId(), sale);
            items.add(sale.itemId());
        }
        Map<String, ItemInfo> infos = new HashMap<>();
        for (String item : items) {
            byte[] stored = sales.get(SalesKeys.info(restaurant, item));
            ItemSale name = names.get(item);
            ItemInfo before = stored == null ? null : ItemInfo.of(stored);
            ItemInfo after = before == null
                    ? new ItemInfo(
                            name == null ? item : name.name(),
                            name == null ? null : name.category(),
                            change.day(),
                            ItemInfo.NEVER,
                            ItemInfo.NEVER)
                    : before;
            if (name != null) {
                after = after.named(name.name(), name.category(), change.day());
            }
            after = sold(item, after);
            infos.put(item, after);
            categoryChanged |= before != null && !Objects.equals(before.category(), after.category());
            if (!after.equals(before)) {
                batch.put(SalesKeys.info(restaurant, item), after.toBytes());
            }
        }
        return infos;
    }

    /** First and last day sold after the change: adding moves them outward; what takes back makes them be looked for. */
    private ItemInfo sold(String item, ItemInfo info) {
        CheckRow added = change.after();
        int day = added != null && added.sells(item) ? added.day() : ItemInfo.NEVER;
        boolean earlier = day != ItemInfo.NEVER && day < info.firstSold();
        int first = info.firstSold() == ItemInfo.NEVER || earlier ? day : info.firstSold();
        int last = Math.max(info.lastSold(), day);
        if (change.before() == null || first == ItemInfo.NEVER) {
            return info.sold(first, last);
        }
        SoldDays days = new SoldDays(item, this::row);
        int from = Math.max(first, change.historyFrom());
        return info.sold(days.firstFrom(from, last), days.lastUpTo(last, from));
    }

    private MonthRow row(int month, String item) {
        return row(Place.ofItem(month, item));
    }

    private MonthRow row(Place place) {
        return months.computeIfAbsent(place, absent -> MonthRow.of(sales.get(absent.key(restaurant))));
    }

    /** Reads an item's month rows as the change leaves them. */
    @FunctionalInterface
    interface ItemMonths {
        MonthRow row(int month, String item);
    }

    /** Days of one item with an order. */
    record SoldDays(String item, ItemMonths months) {

        /** The first in a month, not before {@code from}; or NEVER. */
        int first(int month, int from) {
            int day = months.row(month, item).firstSoldDay(dayOfMonthFrom(month, from));
            return day == 0 ? ItemInfo.NEVER : SalesKeys.day(month, day);
        }

        /** The last in a month, or NEVER. */
        int last(int month) {
            int day = months.row(month, item).lastSoldDay();
            return day == 0 ? ItemInfo.NEVER : SalesKeys.day(month, day);
        }

        /** The first from {@code from} to {@code to}, or NEVER. */
        int firstFrom(int from, int to) {
            for (int month = SalesKeys.monthOf(from); month <= SalesKeys.monthOf(to); month++) {
                int day = first(month, from);
                if (day != ItemInfo.NEVER) {
                    return day;
                }
            }
            return ItemInfo.NEVER;
        }

        /** The last from {@code to} back to {@code from}, or NEVER. */
        int lastUpTo(int to, int from) {
            for (int month = SalesKeys.monthOf(to); month >= SalesKeys.monthOf(from); month--) {
                int day = last(month);
                if (day != ItemInfo.NEVER) {
                    return day < from ? ItemInfo.NEVER : day;
                }
            }
            return ItemInfo.NEVER;
        }

        private static int dayOfMonthFrom(int month, int from) {
            return SalesKeys.monthOf(from) == month ? SalesKeys.dayOfMonth(from) : 1;
        }
    }
}
