package io.menuflow.topology.sales;

import io.menuflow.models.menu.Aliases;
import io.menuflow.models.menu.ListedItem;
import io.menuflow.topology.menu.RestaurantProfile;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an item is called, without its sales.
 *
 * @param name on the menu, or on its checks when it is not listed
 * @param category the same
 * @param listed as the menu lists it, null when it does not
 */
public record KnownItem(String name, @Nullable String category, @Nullable ListedItem listed) {

    /** Every item of a restaurant that is listed or was sold within the history, by id, ascending. */
    public static Map<String, KnownItem> of(HistoryRows rows, RestaurantProfile restaurant) {
        Map<String, KnownItem> items = new TreeMap<>();
        rows.sales().scan(SalesKeys.infosFrom(restaurant.id()), SalesKeys.infosTo(restaurant.id()), (key, row) -> {
            ItemInfo info = ItemInfo.of(row);
            items.put(SalesKeys.itemOfInfo(key), new KnownItem(info.name(), info.category(), null));
        });
        rows.menus()
                .of(restaurant)
                .forEach(item -> items.put(item.itemId(), new KnownItem(item.name(), item.category(), item)));
        return items;
    }

    /** Which of a restaurant's items count for others. */
    public static Aliases aliases(Map<String, KnownItem> items) {
        return Aliases.of(items.values().stream()
                .flatMap(item -> Stream.ofNullable(item.listed()))
                .toList());
    }
}
