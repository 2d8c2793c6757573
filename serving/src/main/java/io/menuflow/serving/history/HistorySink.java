package io.menuflow.serving.history;

import io.menuflow.connectors.EventSink;
import io.menuflow.connectors.simulator.ToldDays;
import io.menuflow.models.calendar.DayFacts;
import io.menuflow.models.check.Check;
import io.menuflow.models.menu.ListedItem;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.training.CheckBook;
import io.menuflow.models.training.RestaurantHistory;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.topology.menu.Menus;
import io.menuflow.topology.menu.RestaurantProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps what a source hands on in memory, by the rules of the stream, and tells the histories it comes to. */
final class HistorySink implements EventSink {

    private final Map<String, Kept> restaurants = new LinkedHashMap<>();

    private record Kept(
            RestaurantProfile profile, CheckBook book, List<ListedItem> menu, Map<Integer, DayFacts> facts) {}

    @Override
    public void restaurant(Restaurant restaurant) {
        RestaurantProfile profile = RestaurantProfile.of(restaurant);
        restaurants.put(
                profile.id(),
                new Kept(
                        profile,
                        new CheckBook(profile.calendar(), profile.currency()),
                        new ArrayList<>(),
                        new HashMap<>()));
    }

    @Override
    public void item(MenuItem item) {
        Kept kept = kept(item.getRestaurantId());
        kept.menu().add(Menus.listed(item, kept.profile().calendar()));
    }

    /** Takes what is told of a restaurant's days beside its sales; its items must have come. */
    void told(String restaurant, ToldDays days) {
        Kept kept = kept(restaurant);
        kept.facts().putAll(days.facts());
        kept.menu().replaceAll(item -> item.withSoldOut(days.soldOut().getOrDefault(item.itemId(), List.of())));
    }

    @Override
    public void check(Check check) {
        kept(check.restaurantId()).book().add(check);
    }

    /** The histories of restaurants with sales, each until the last day before its latest sale; that one may go on. */
    List<RestaurantHistory> histories(String prefix) {
        List<RestaurantHistory> histories = new ArrayList<>();
        restaurants.forEach((id, kept) -> {
            MenuHistory history =
                    kept.book().history(kept.menu(), kept.profile().estimatedCostPct(), kept.facts());
            int first = history.firstSold();
            if (first != MenuHistory.NEVER) {
                int last = history.items().stream()
                        .mapToInt(MenuHistory.Item::lastSold)
                        .max()
                        .orElseThrow();
                histories.add(new RestaurantHistory(
                        prefix + id, history, kept.profile().rules(), first, last - 1, kept.book()::hours));
            }
        });
        return histories;
    }

    private Kept kept(String restaurant) {
        Kept kept = restaurants.get(restaurant);
        if (kept == null) {
            throw new IllegalStateException("restaurant " + restaurant + " was not told before its sales");
        }
        return kept;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
