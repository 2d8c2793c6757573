package io.menuflow.bench.crash.recompute;

import io.menuflow.bench.crash.recompute.Books.Name;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.schemas.avro.ItemClassification;
import io.menuflow.schemas.avro.ItemSalesDay;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.RestaurantDay;
import io.menuflow.topology.days.PublishedDays;
import io.menuflow.topology.menu.RestaurantProfile;
import java.util.List;
import java.util.Map;

/** The history of one restaurant that the recomputed days, its menu and its facts tell. */
record PublishedHistory(RestaurantProfile profile, MenuHistory history) {

    static PublishedHistory of(
            Restaurant restaurant,
            Map<String, MenuItem> menu,
            Map<String, RestaurantDay> facts,
            List<ItemClassification> classified,
            Map<String, Name> names,
            Map<String, ItemSalesDay> days) {
        String id = restaurant.getRestaurantId();
        PublishedDays published = new PublishedDays();
        published.restaurant(id, restaurant);
        facts.forEach((date, day) -> published.facts(id + ":" + date, day));
        menu.forEach((item, listed) -> published.menuItem(id + ":" + item, listed));
        // Of items that are classified no more, too: past menus, which outlooks are tested on, had them.
        names.forEach((item, name) -> classified.stream()
                .findFirst()
                .ifPresent(any -> published.classification(
                        id + ":" + item,
                        ItemClassification.newBuilder(any)
                                .setItemId(item)
                                .setItemName(name.name())
                                .setCategory(name.category())
                                .build())));
        days.forEach(published::day);
        RestaurantProfile profile = RestaurantProfile.of(restaurant);
        return new PublishedHistory(profile, published.history(profile));
    }
}
