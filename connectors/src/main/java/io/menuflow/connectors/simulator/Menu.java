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
 * What a restaurant sells on a business day: its lasting dishes, and after them the specials of that day. Which these
 * are follows from the calendar alone; dating them from today would give a past day another content tomorrow.
 */
final class Menu {

    private final RestaurantDefinition definition;
    private final Plans plans;
    private final List<Dish> lasting;

    /** Makes the prices and the stock of an item. */
    interface Plans {

        PricePlan prices(Item item);

        StockPlan stock(Item item);
    }

    Menu(RestaurantDefinition definition, Plans plans) {
        this.definition = definition;
        this.plans = plans;
        List<Dish> dishes = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        for (Category category : definition.categories()) {
            for (Item item : category.items()) {
                if (places.put(item.id(), dishes.size()) != null) {
                    throw new IllegalArgumentException(definition.id() + " has two items " + item.id());
                }
                dishes.add(dish(item, category));
            }
        }
        for (Pair pair : definition.pairs()) {
            dishes.get(place(places, pair.item())).addCompanion(place(places, pair.with()), pair.chance());
        }
        for (Dish dish : dishes) {
            List<String> parts = dish.item().parts();
            for (String part : parts == null ? List.<String>of() : parts) {
                dish.addPart(place(places, part));
            }
        }
        lasting = List.copyOf(dishes);
    }

    /**
     * An item while it is on the menu.
     *
     * @param place on the menu, by which demand knows it
     * @param from first business day
     * @param until last business day, null for an item that stays
     */
    record Listing(Dish dish, int place, LocalDate from, @Nullable LocalDate until) {

        boolean isOn(LocalDate day) {
            return !day.isBefore(from) && (until == null || !day.isAfter(until));
        }
    }

    /** The dishes that are there every day. */
    List<Dish> lasting() {
        return lasting;
    }

    /** The dishes of a business day; each stands at the same place every day. */
    List<Dish> on(LocalDate day) {
        List<Dish> dishes = new ArrayList<>(lasting);
        for (int i = 0; i < definition.specials().size(); i++) {
            dishes.add(special(i, day).dish());
        }
        return dishes;
    }

    /** Every item that is on the menu on some day from {@code from} to {@code to}, both included. */
    List<Listing> listings(LocalDate from, LocalDate to) {
        List<Listing> listings = new ArrayList<>();
        for (int place = 0; place < lasting.size(); place++) {
            listings.add(new Listing(lasting.get(place), place, definition.since(), null));
        }
        for (int i = 0; i < definition.specials().size(); i++) {
            for (LocalDate day = to; !day.isBefore(from); ) {
                Listing special = special(i, day);
                listings.add(special);
                day = special.from().minusDays(1);
            }
        }
        return listings;
    }

    /** The specials of a business day. */
    List<Listing> specials(LocalDate day) {
        List<Listing> specials = new ArrayList<>();
        for (int i = 0; i < definition.specials().size(); i++) {
            specials.add(special(i, day));
        }
        return specials;
    }

    private Listing special(int number, LocalDate day) {
        Special special = definition.specials().get(number);
        long round = Math.floorDiv(day.toEpochDay(), special.everyDays());
        LocalDate from = LocalDate.ofEpochDay(round * special.everyDays());
        Item item = new Item(
                special.id() + "-" + DateTimeFormatter.BASIC_ISO_DATE.format(from),
                special.names().get(Math.floorMod(round, special.names().size())),
                special.price(),
                special.cost(),
                special.weight(),
                special.prepMinutes(),
                false,
                null,
                null,
                null);
        Dish dish = dish(item, definition.category(special.category()));
        return new Listing(dish, lasting.size() + number, from, from.plusDays(special.everyDays() - 1L));
    }

    private Dish dish(Item item, Category category) {
        return new Dish(item, category, definition.modifiers(), plans.prices(item), plans.stock(item));
    }

    private int place(Map<String, Integer> places, String id) {
        Integer place = places.get(id);
        if (place == null) {
            throw new IllegalArgumentException(definition.id() + " names an unknown item " + id);
        }
        return place;
    }
}
