package io.menuflow.topology.sales;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.menu.ItemWindow;
import io.menuflow.models.menu.ListedItem;
import io.menuflow.models.menu.MenuWindow;
import io.menuflow.models.sales.MonthRow;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.sales.SalesKeys.Place;
import io.menuflow.topology.store.RowSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a restaurant's menu over windows of business days from the sums: one range, whatever the number of windows. */
public final class MenuReader {

    /** Days after its last sale that an item stays on a menu nobody listed. */
    private static final int UNLISTED_DAYS = 28;

    private final RowSource sales;
    private final RestaurantProfile restaurant;
    private final SalesFilter filter;
    private final int historyFrom;
    private final Map<String, ListedItem> menu = new HashMap<>();
    private final Map<String, ItemInfo> infos = new HashMap<>();

    private MenuReader(
            RowSource sales,
            RestaurantProfile restaurant,
            List<ListedItem> listed,
            SalesFilter filter,
            int historyFrom) {
        this.sales = sales;
        this.restaurant = restaurant;
        this.filter = filter;
        this.historyFrom = historyFrom;
        listed.forEach(item -> menu.put(item.itemId(), item));
    }

    /**
     * The menu over each of {@code windows}, in their order.
     *
     * @param listed the restaurant's menu; empty when nobody listed one
     * @param historyFrom the first business day kept: what is older does not count
     */
    public static List<MenuWindow> read(
            RowSource sales,
            RestaurantProfile restaurant,
            List<ListedItem> listed,
            List<DayRange> windows,
            SalesFilter filter,
            int historyFrom) {
        MenuReader reader = new MenuReader(sales, restaurant, listed, filter, historyFrom);
        sales.scan(
                SalesKeys.infosFrom(restaurant.id()),
                SalesKeys.infosTo(restaurant.id()),
                (key, row) -> reader.infos.put(SalesKeys.itemOfInfo(key), ItemInfo.of(row)));
        List<Map<String, ItemSums>> sums = new ArrayList<>();
        windows.forEach(window -> sums.add(new HashMap<>()));
        int first = windows.stream().mapToInt(DayRange::first).min().orElse(0);
        int last = windows.stream().mapToInt(DayRange::last).max().orElse(-1);
        sales.scan(
                SalesKeys.monthFrom(restaurant.id(), SalesKeys.monthOf(Math.max(first, historyFrom))),
                SalesKeys.monthTo(restaurant.id(), SalesKeys.monthOf(Math.max(last, historyFrom))),
                (key, row) -> {
                    Place place = Place.of(key);
                    if (place.kind() == SalesKeys.ITEM) {
                        reader.sum(place, MonthRow.of(row), windows, sums);
                    }
                });
        List<MenuWindow> menus = new ArrayList<>();
        for (int i = 0; i < windows.size(); i++) {
            menus.add(reader.menu(windows.get(i), sums.get(i)));
        }
        return menus;
    }

    private void sum(Place place, MonthRow row, List<DayRange> windows, List<Map<String, ItemSums>> sums) {
        int monthStart = SalesKeys.day(place.month(), 1) - 1;
        row.forEach((dayOfMonth, slot, tally) -> {
            int day = monthStart + dayOfMonth;
            if (day < historyFrom || !filter.admits(slot, day, restaurant.calendar())) {
                return;
            }
            for (int i = 0; i < windows.size(); i++) {
                if (windows.get(i).contains(day)) {
                    sums.get(i).computeIfAbsent(place.of(), this::emptySums).add(day, tally);
                }
            }
        });
    }

    private ItemSums emptySums(String item) {
        ListedItem listed = menu.get(item);
        ItemInfo info = infos.get(item);
        String category = listed != null ? listed.category() : info == null ? null : info.category();
        var percent = category == null ? null : restaurant.estimatedCostPct().get(category);
        return new ItemSums(
                listed, percent == null ? restaurant.estimatedCostPct().get("*") : percent);
    }

    private MenuWindow menu(DayRange window, Map<String, ItemSums> sums) {
        Map<String, ItemWindow> items = new TreeMap<>();
        sums.forEach((item, sum) -> items.put(item, item(item, window, sum)));
        for (ListedItem listed : menu.values()) {
            if (listed.isOnMenu(window)) {
                items.computeIfAbsent(listed.itemId(), id -> item(id, window, emptySums(id)));
            }
        }
        if (menu.isEmpty()) {
            infos.forEach((item, info) -> {
                boolean there = info.firstSold() != ItemInfo.NEVER
                        && info.firstSold() <= window.last()
                        && info.lastSold() + UNLISTED_DAYS >= window.first();
                if (there) {
                    items.computeIfAbsent(item, id -> item(id, window, emptySums(id)));
                }
            });
        }
        return new MenuWindow(window, new ArrayList<>(items.values()));
    }

    private ItemWindow item(String item, DayRange window, ItemSums sums) {
        ListedItem listed = menu.get(item);
        ItemInfo info = infos.get(item);
        boolean inScope = listed != null ? listed.isOnMenu(window) : sums.sold() || menu.isEmpty();
        String name = listed != null ? listed.name() : info == null ? item : info.name();
        String category = listed != null ? listed.category() : info == null ? null : info.category();
        Integer since = listed != null && listed.availableFrom() != null
                ? listed.availableFrom()
                : info == null || info.firstSold() == ItemInfo.NEVER ? null : (Integer) info.firstSold();
        Integer days = since == null || since > window.last() ? null : (Integer) (window.last() - since + 1);
        return sums.window(item, name, category, inScope, days, lastSold(item, info, sums, window), window);
    }

    /** The last day with an order up to the window's end, whatever the filter: before the window, too. */
    private @Nullable Integer lastSold(String item, @Nullable ItemInfo info, ItemSums sums, DayRange window) {
        if (info == null || info.firstSold() == ItemInfo.NEVER || info.firstSold() > window.last()) {
            return null;
        }
        if (info.lastSold() <= window.last()) {
            return info.lastSold();
        }
        if (filter.equals(SalesFilter.ALL) && sums.lastSold() != null) {
            return sums.lastSold();
        }
        return lastSoldUpTo(item, window.last());
    }

    /** Looks back, month by month: of an item that was also ordered later nothing is kept that says it. */
    private @Nullable Integer lastSoldUpTo(String item, int end) {
        int[] last = {ItemInfo.NEVER};
        int month = SalesKeys.monthOf(end);
        for (; last[0] == ItemInfo.NEVER && month >= SalesKeys.monthOf(historyFrom); month--) {
            int monthStart = SalesKeys.day(month, 1) - 1;
            MonthRow row = MonthRow.of(sales.get(Place.ofItem(month, item).key(restaurant.id())));
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
