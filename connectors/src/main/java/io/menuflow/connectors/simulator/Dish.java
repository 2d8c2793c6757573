package io.menuflow.connectors.simulator;

import io.menuflow.connectors.simulator.RestaurantDefinition.Category;
import io.menuflow.connectors.simulator.RestaurantDefinition.Extra;
import io.menuflow.connectors.simulator.RestaurantDefinition.Item;
import io.menuflow.models.check.Check.Modifier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** An item with all that a check needs of it made ready: quantities, modifiers, companions, prices to come. */
final class Dish {

    private static final int BY_WEIGHT_MEAN = 100;

    private final Item item;
    private final Category category;
    private final PricePlan prices;
    private final StockPlan stock;
    private final Picker quantities;
    private final List<Option> options;
    private final List<Companion> companions = new ArrayList<>();
    private final List<Integer> parts = new ArrayList<>();

    /** A modifier that may be added. */
    private record Option(List<Modifier> modifiers, double chance) {}

    /**
     * An item that may follow.
     *
     * @param dish its place on the menu
     * @param chance at its reference price
     */
    record Companion(int dish, double chance) {}

    Dish(Item item, Category category, List<Extra> extras, PricePlan prices, StockPlan stock) {
        this.item = item;
        this.category = category;
        this.prices = prices;
        this.stock = stock;
        this.quantities = Picker.of(category.quantities());
        this.options = extras.stream()
                .filter(extra -> extra.category().equals(category.name()))
                .map(extra -> new Option(
                        List.of(new Modifier(
                                extra.id(),
                                extra.name(),
                                BigDecimal.ONE,
                                extra.price().setScale(Minor.DIGITS))),
                        extra.chance()))
                .toList();
    }

    void addCompanion(int dish, double chance) {
        companions.add(new Companion(dish, chance));
    }

    void addPart(int dish) {
        parts.add(dish);
    }

    Item item() {
        return item;
    }

    String id() {
        return item.id();
    }

    String name() {
        return item.name();
    }

    String category() {
        return category.name();
    }

    @Nullable String variant() {
        return item.variant();
    }

    double weight() {
        return item.weight();
    }

    /** How much more than usual it sells in a daypart. */
    double factor(@Nullable String daypart) {
        return daypart == null ? 1 : category.factor(daypart);
    }

    PricePlan prices() {
        return prices;
    }

    StockPlan stock() {
        return stock;
    }

    List<Companion> companions() {
        return companions;
    }

    /** The places of a combo's parts; empty for what is no combo. */
    List<Integer> parts() {
        return parts;
    }

    /** Of one order, in hundredths: units, or for an item by weight 0.60 to 1.40 kg in steps of 50 g. */
    int quantity(SplittableRandom random) {
        return item.byWeight() ? 60 + 5 * random.nextInt(17) : 100 * (quantities.next(random) + 1);
    }

    /** The mean quantity of an order, in units. */
    double meanQuantity() {
        if (item.byWeight()) {
            return BY_WEIGHT_MEAN / 100.0;
        }
        double sum = 0;
        double units = 0;
        for (int i = 0; i < category.quantities().size(); i++) {
            sum += category.quantities().get(i);
            units += category.quantities().get(i) * (i + 1);
        }
        return units / sum;
    }

    /** At most one modifier, mostly none. */
    List<Modifier> modifiers(SplittableRandom random) {
        for (Option option : options) {
            if (random.nextDouble() < option.chance()) {
                return option.modifiers();
            }
        }
        return List.of();
    }
}
