package io.menuflow.topology.days;

import io.menuflow.models.calendar.DayFacts;
import io.menuflow.models.menu.ListedItem;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.sales.ItemDays;
import io.menuflow.models.sales.ListPrices;
import io.menuflow.schemas.RestaurantPartitioner;
import io.menuflow.schemas.avro.ItemClassification;
import io.menuflow.schemas.avro.ItemSalesDay;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.RestaurantDay;
import io.menuflow.topology.menu.Days;
import io.menuflow.topology.menu.Menus;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.sales.ClosedDays.ItemDay;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The histories that published records tell, read by key: {@code item-sales-daily}, {@code menu-items},
 * {@code restaurant-days}, {@code restaurants}, and {@code item-classifications} for what items that no menu lists are
 * called. The last record of a key counts and a tombstone removes it, so topics may be read in any order, compacted or not; records of one key in
 * theirs. What is computed from the histories at a day close is, bit for bit, what the stream computes: of an unlisted
 * item that is no longer classified nobody knows the category, though, and it is told apart as having none.
 */
public final class PublishedDays {

    private final Map<String, Restaurant> restaurants = new TreeMap<>();
    private final Map<String, Map<Integer, DayFacts>> facts = new HashMap<>();
    private final Map<String, Map<String, MenuItem>> menus = new HashMap<>();
    private final Map<String, Map<String, ItemClassification>> classified = new HashMap<>();
    private final Map<String, Map<String, TreeMap<Integer, ItemDay>>> days = new HashMap<>();

    /** Takes a record of a restaurant; null for a tombstone. */
    public void restaurant(String key, @Nullable Restaurant published) {
        put(restaurants, key, published);
    }

    /** Takes a record of the topic {@code restaurant-days}; one that the stream sets aside must not be given. */
    public void facts(String key, @Nullable RestaurantDay day) {
        put(
                facts.computeIfAbsent(RestaurantPartitioner.restaurantOf(key), added -> new HashMap<>()),
                (int) Days.date(rest(key)).toEpochDay(),
                day == null ? null : Days.facts(day));
    }

    /** Takes a record of the topic {@code menu-items}; one that the stream sets aside must not be given. */
    public void menuItem(String key, @Nullable MenuItem item) {
        put(
                menus.computeIfAbsent(RestaurantPartitioner.restaurantOf(key), added -> new TreeMap<>()),
                rest(key),
                item == null ? null : Menus.checked(item));
    }

    /** Takes a record of the topic {@code item-classifications}. */
    public void classification(String key, @Nullable ItemClassification classification) {
        put(
                classified.computeIfAbsent(RestaurantPartitioner.restaurantOf(key), added -> new HashMap<>()),
                rest(key),
                classification);
    }

    /** Takes a record of the topic {@code item-sales-daily}. */
    public void day(String key, @Nullable ItemSalesDay day) {
        int date = key.lastIndexOf(':');
        String item = rest(key.substring(0, date));
        int businessDay = (int) LocalDate.parse(key.substring(date + 1)).toEpochDay();
        put(
                days.computeIfAbsent(RestaurantPartitioner.restaurantOf(key), added -> new TreeMap<>())
                        .computeIfAbsent(item, added -> new TreeMap<>()),
                businessDay,
                day == null ? null : ItemSalesDays.of(day));
    }

    /** Every known restaurant, ascending by id. */
    public List<RestaurantProfile> restaurants() {
        return restaurants.values().stream().map(RestaurantProfile::of).toList();
    }

    /** The last business day of a restaurant with a record; {@link MenuHistory#NEVER} when there is none. */
    public int lastDay(String restaurant) {
        return days.getOrDefault(restaurant, Map.of()).values().stream()
                .filter(own -> !own.isEmpty())
                .mapToInt(TreeMap::lastKey)
                .max()
                .orElse(MenuHistory.NEVER);
    }

    /** All that is published of a restaurant's days, with its menu and the facts of its days as they are now. */
    public MenuHistory history(RestaurantProfile restaurant) {
        Map<String, ListedItem> listed = new HashMap<>();
        menus.getOrDefault(restaurant.id(), Map.of())
                .forEach((id, item) -> listed.put(id, Menus.listed(item, restaurant.calendar())));
        Map<String, TreeMap<Integer, ItemDay>> sold = days.getOrDefault(restaurant.id(), Map.of());
        TreeSet<String> ids = new TreeSet<>(listed.keySet());
        sold.forEach((item, own) -> {
            if (!own.isEmpty()) {
                ids.add(item);
            }
        });
        List<MenuHistory.Item> items = new ArrayList<>(ids.size());
        for (String id : ids) {
            items.add(item(restaurant.id(), id, listed.get(id), sold.getOrDefault(id, new TreeMap<>())));
        }
        return new MenuHistory(
                items,
                restaurant.estimatedCostPct(),
                facts.getOrDefault(restaurant.id(), Map.of()),
                MenuHistory::lastIn);
    }

    private MenuHistory.Item item(
            String restaurant, String id, @Nullable ListedItem listed, Map<Integer, ItemDay> byDay) {
        ItemDays sold = cells(byDay);
        ItemClassification called =
                classified.getOrDefault(restaurant, Map.of()).get(id);
        int first = MenuHistory.NEVER;
        int last = MenuHistory.NEVER;
        for (int cell = 0; cell < sold.size(); cell++) {
            if (sold.tally(cell).orders() > 0) {
                first = first == MenuHistory.NEVER ? sold.day(cell) : first;
                last = sold.day(cell);
            }
        }
        return new MenuHistory.Item(
                id,
                listed != null ? listed.name() : called == null ? id : called.getItemName(),
                listed != null ? listed.category() : called == null ? null : called.getCategory(),
                listed,
                first,
                last,
                sold,
                prices(byDay));
    }

    private static ItemDays cells(Map<Integer, ItemDay> byDay) {
        ItemDays.Builder joined = new ItemDays.Builder();
        byDay.forEach((day, sold) -> {
            ItemDays cells = sold.cells();
            for (int cell = 0; cell < cells.size(); cell++) {
                joined.add(day, cells.slot(cell), cells.tally(cell));
            }
        });
        return joined.build();
    }

    private static ListPrices prices(Map<Integer, ItemDay> byDay) {
        ListPrices.Builder joined = new ListPrices.Builder();
        byDay.forEach((day, sold) -> sold.prices().forEach(at -> joined.add(day, at.price(), at.units())));
        return joined.build();
    }

    private static String rest(String key) {
        return key.substring(key.indexOf(':') + 1);
    }

    private static <K, V> void put(Map<K, V> kept, K key, @Nullable V value) {
        if (value == null) {
            kept.remove(key);
        } else {
            kept.put(key, value);
        }
    }
}
