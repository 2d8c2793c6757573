package io.menuflow.connectors.simulator;

import io.menuflow.connectors.simulator.RestaurantDefinition.Category;
import io.menuflow.connectors.simulator.RestaurantDefinition.Item;
import io.menuflow.connectors.simulator.RestaurantDefinition.Pair;
import io.menuflow.connectors.simulator.RestaurantDefinition.Special;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a restaurant sells on a business day: its lasting dishes, and after them the special of that day. Which special
 * it is follows from the calendar alone; dating it from today would give a past day another content tomorrow.
 */
final class Menu {

    private final RestaurantDefinition definition;
    private final List<Dish> lasting;

    Menu(RestaurantDefinition definition) {
        this.definition = definition;
        List<Dish> dishes = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        for (Category category : definition.categories()) {
            for (Item item : category.items()) {
                if (places.put(item.id(), dishes.size()) != null) {
                    throw new IllegalArgumentException(definition.id() + " has two items " + item.id());
                }
                dishes.add(new Dish(item, category, definition.modifiers()));
            }
        }
        for (Pair pair : definition.pairs()) {
            dishes.get(place(places, pair.item())).addCompanion(place(places, pair.with()), pair.chance());
        }
        lasting = List.copyOf(dishes);
    }

    /**
     * An item while it is on the menu.
     *
     * @param from first business day
     * @param until last business day, null for an item that stays
     */
    record Listing(Item item, Category category, LocalDate from, @Nullable LocalDate until) {}

    /** The dishes that are there every day. */
    List<Dish> lasting() {
        return lasting;
    }

    /** The dishes of a business day. */
    List<Dish> on(LocalDate day) {
        Listing special = special(day);
        if (special == null) {
            return lasting;
        }
        List<Dish> dishes = new ArrayList<>(lasting);
        dishes.add(new Dish(special.item(), special.category(), definition.modifiers()));
        return dishes;
    }

    /** Every item that is on the menu on some day from {@code from} to {@code to}, both included. */
    List<Listing> listings(LocalDate from, LocalDate to) {
        List<Listing> listings = new ArrayList<>();
        for (Category category : definition.categories()) {
            for (Item item : category.items()) {
                listings.add(new Listing(item, category, definition.since(), null));
            }
        }
        Listing special = special(to);
        while (special != null && special.until() != null && !special.until().isBefore(from)) {
            listings.add(special);
            special = special(special.from().minusDays(1));
        }
        return listings;
    }

    /** The special of a business day, or null when the restaurant has none. */
    @Nullable Listing special(LocalDate day) {
        Special special = definition.special();
        if (special == null) {
            return null;
        }
        long round = Math.floorDiv(day.toEpochDay(), special.everyDays());
        LocalDate from = LocalDate.ofEpochDay(round * special.everyDays());
        Item item = new Item(
                "special-" + DateTimeFormatter.BASIC_ISO_DATE.format(from),
                special.names().get(Math.floorMod(round, special.names().size())),
                special.price(),
                special.cost(),
                special.weight(),
                special.prepMinutes(),
                false);
        return new Listing(
                item, definition.category(special.category()), from, from.plusDays(special.everyDays() - 1L));
    }

    private int place(Map<String, Integer> places, String id) {
        Integer place = places.get(id);
        if (place == null) {
            throw new IllegalArgumentException(definition.id() + " has a pair with an unknown item " + id);
        }
        return place;
    }
}
