package io.menuflow.topology.sales;

import io.menuflow.models.calendar.DayFacts;
import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.menu.ListedItem;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.sales.ItemDays;
import io.menuflow.models.sales.ListPrices;
import io.menuflow.models.sales.MonthRow;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.sales.SalesKeys.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a restaurant's items sold over a span of business days from the sums, in one range, with its menu and what is
 * known of the days.
 */
public final class MenuReader {

    /** Days after the span whose facts are read with it: forecasts look ahead. */
    public static final int DAYS_AHEAD = 60;

    private final HistoryRows rows;
    private final RestaurantProfile restaurant;
    private final SalesFilter filter;
    private final int historyFrom;

    /** What one item sold in the span; list prices are those of whole days, whatever the filter. */
    private static final class SoldDays {
        final ItemDays.Builder cells = new ItemDays.Builder();
        final ListPrices.Builder prices = new ListPrices.Builder();
    }

    private MenuReader(HistoryRows rows, RestaurantProfile restaurant, SalesFilter filter, int historyFrom) {
        this.rows = rows;
        this.restaurant = restaurant;
        this.filter = filter;
        this.historyFrom = historyFrom;
    }

    /**
     * The restaurant's history over {@code span}.
     *
     * @param historyFrom the first business day kept: what is older does not count
     */
    public static MenuHistory read(
            HistoryRows rows, RestaurantProfile restaurant, DayRange span, SalesFilter filter, int historyFrom) {
        return new MenuReader(rows, restaurant, filter, historyFrom).read(span);
    }

    private MenuHistory read(DayRange span) {
        Map<String, ItemInfo> infos = new HashMap<>();
        rows.sales()
                .scan(
                        SalesKeys.infosFrom(restaurant.id()),
                        SalesKeys.infosTo(restaurant.id()),
                        (key, row) -> infos.put(SalesKeys.itemOfInfo(key), ItemInfo.of(row)));
        Map<String, SoldDays> days = new HashMap<>();
        rows.sales()
                .scan(
                        SalesKeys.monthFrom(restaurant.id(), SalesKeys.monthOf(Math.max(span.first(), historyFrom))),
                        SalesKeys.monthTo(restaurant.id(), SalesKeys.monthOf(Math.max(span.last(), historyFrom))),
                        (key, row) -> {
                            Place place = Place.of(key);
                            if (place.kind() == SalesKeys.ITEM) {
                                add(place, MonthRow.of(row), span, days);
                            }
                        });
        Map<String, ListedItem> menu = new HashMap<>();
        rows.menus().of(restaurant).forEach(item -> menu.put(item.itemId(), item));
        TreeSet<String> ids = new TreeSet<>(menu.keySet());
        ids.addAll(infos.keySet());
        ids.addAll(days.keySet());
        List<MenuHistory.Item> items = new ArrayList<>(ids.size());
        ids.forEach(id -> items.add(item(id, menu.get(id), infos.get(id), days.get(id))));
        Map<Integer, DayFacts> facts =
                rows.days().facts(restaurant.id(), new DayRange(span.first(), span.last() + DAYS_AHEAD));
        return new MenuHistory(items, restaurant.estimatedCostPct(), facts, this::lastSold);
    }

    private void add(Place place, MonthRow row, DayRange span, Map<String, SoldDays> days) {
        int monthStart = SalesKeys.day(place.month(), 1) - 1;
        row.forEach((dayOfMonth, slot, tally) -> {
            int day = monthStart + dayOfMonth;
            if (day >= historyFrom && span.contains(day) && filter.admits(slot, day, restaurant.calendar())) {
                days.computeIfAbsent(place.of(), item -> new SoldDays()).cells.add(day, slot, tally);
            }
        });
        SoldDays sold = days.get(place.of());
        if (sold != null) {
            row.forEachPrice((dayOfMonth, price, units) -> {
                int day = monthStart + dayOfMonth;
                if (day >= historyFrom && span.contains(day)) {
                    sold.prices.add(day, price, units);
                }
            });
        }
    }

    private static MenuHistory.Item item(
            String id, @Nullable ListedItem listed, @Nullable ItemInfo info, @Nullable SoldDays days) {
        return new MenuHistory.Item(
                id,
                listed != null ? listed.name() : info == null ? id : info.name(),
                listed != null ? listed.category() : info == null ? null : info.category(),
                listed,
                info == null ? MenuHistory.NEVER : info.firstSold(),
                info == null ? MenuHistory.NEVER : info.lastSold(),
                days == null ? ItemDays.EMPTY : days.cells.build(),
                days == null ? ListPrices.EMPTY : days.prices.build());
    }

    private @Nullable Integer lastSold(MenuHistory.Item item, int day) {
        Integer inSpan = filter.equals(SalesFilter.ALL) ? MenuHistory.lastIn(item, day) : null;
        return inSpan != null ? inSpan : lastSoldUpTo(item.itemId(), day);
    }

    /** Looks back, month by month: of an item that was also ordered later nothing is kept that says it. */
    private @Nullable Integer lastSoldUpTo(String item, int end) {
        int[] last = {ItemInfo.NEVER};
        int month = SalesKeys.monthOf(end);
        for (; last[0] == ItemInfo.NEVER && month >= SalesKeys.monthOf(historyFrom); month--) {
            int monthStart = SalesKeys.day(month, 1) - 1;
            MonthRow row =
                    MonthRow.of(rows.sales().get(Place.ofItem(month, item).key(restaurant.id())));
            row.forEach((dayOfMonth, slot, tally) -> {
                int day = monthStart + dayOfMonth;
                if (tally.orders() > 0 && day <= end && day >= historyFrom) {
                    last[0] = Math.max(last[0], day);
                }
            });
        }
        return last[0] == ItemInfo.NEVER ? null : (Integer) last[0];
    }
}
