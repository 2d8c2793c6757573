package io.menuflow.connectors.simulator;

import io.menuflow.connectors.simulator.RestaurantDefinition.Category;
import io.menuflow.connectors.simulator.RestaurantDefinition.Extra;
import io.menuflow.connectors.simulator.RestaurantDefinition.Item;
import io.menuflow.models.check.Check.Modifier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** An item with all that a check needs of it made ready: price in minor units, quantities, modifiers, companions. */
final class Dish {

    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal[] WHOLE = {
        BigDecimal.ZERO, ONE, BigDecimal.valueOf(2), BigDecimal.valueOf(3), BigDecimal.valueOf(4), BigDecimal.valueOf(5)
    };

    private final Item item;
    private final Category category;
    private final BigDecimal price;
    private final long minorPrice;
    private final Picker quantities;
    private final List<Option> options;
    private final List<Companion> companions = new ArrayList<>();

    /** A modifier that may be added. */
    private record Option(List<Modifier> modifiers, double chance) {}

    /** An item that may follow, by its place on the menu. */
    record Companion(int dish, double chance) {}

    Dish(Item item, Category category, List<Extra> extras) {
        this.item = item;
        this.category = category;
        this.price = item.price().setScale(Minor.DIGITS);
        this.minorPrice = Minor.of(item.price());
        this.quantities = Picker.of(category.quantities());
        if (category.quantities().size() >= WHOLE.length) {
            throw new IllegalArgumentException(category.name() + ": at most " + (WHOLE.length - 1) + " of one item");
        }
        this.options = extras.stream()
                .filter(extra -> extra.category().equals(category.name()))
                .map(extra -> new Option(
                        List.of(new Modifier(
                                extra.id(), extra.name(), ONE, extra.price().setScale(Minor.DIGITS))),
                        extra.chance()))
                .toList();
    }

    void addCompanion(int dish, double chance) {
        companions.add(new Companion(dish, chance));
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

    double weight() {
        return item.weight();
    }

    /** How much more than usual it sells in a daypart. */
    double factor(String daypart) {
        return category.factor(daypart);
    }

    BigDecimal price() {
        return price;
    }

    long minorPrice() {
        return minorPrice;
    }

    List<Companion> companions() {
        return companions;
    }

    /** Units, or for an item by weight 0.60 to 1.40 kg in steps of 50 g: its price then comes to whole minor units. */
    BigDecimal quantity(SplittableRandom random) {
        return item.byWeight()
                ? BigDecimal.valueOf(60 + 5L * random.nextInt(17), 2)
                : WHOLE[quantities.next(random) + 1];
    }

    /** The mean quantity of a line. */
    double usualQuantity() {
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
