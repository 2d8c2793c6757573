package io.menuflow.connectors.simulator;

import io.menuflow.connectors.simulator.Dish.Companion;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is on offer on one business day, at which prices, and how much of it guests will want. */
final class Board {

    private final List<Dish> dishes;
    private final long[] minor;
    private final BigDecimal[] prices;
    private final double[] orders;
    private final List<List<Companion>> companions;
    private final double[][] weights;
    private final double meanBasket;

    /**
     * The offer of n dishes.
     *
     * @param minor price of each in minor units
     * @param orders expected orders of each over the day, those that follow another not counted
     * @param companions of each, by their chances today
     * @param weights expected orders by daypart and dish
     * @param meanBasket mean orders of a check
     */
    Board(
            List<Dish> dishes,
            long[] minor,
            double[] orders,
            List<List<Companion>> companions,
            double[][] weights,
            double meanBasket) {
        this.dishes = List.copyOf(dishes);
        this.minor = minor;
        this.orders = orders;
        this.companions = List.copyOf(companions);
        this.weights = weights;
        this.meanBasket = meanBasket;
        prices = new BigDecimal[minor.length];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = Minor.amount(minor[i]);
        }
    }

    List<Dish> dishes() {
        return dishes;
    }

    Dish dish(int place) {
        return dishes.get(place);
    }

    long minor(int place) {
        return minor[place];
    }

    BigDecimal price(int place) {
        return prices[place];
    }

    List<Companion> companions(int place) {
        return companions.get(place);
    }

    /** Expected orders of each dish in a daypart, those that follow another not counted. */
    double[] weights(int daypart) {
        return weights[daypart].clone();
    }

    /** How much each dish is wanted in a daypart whether anybody comes then or not; relative to the others. */
    double[] wanted(@Nullable String daypart) {
        double[] wanted = orders.clone();
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] *= dishes.get(i).factor(daypart);
        }
        return wanted;
    }

    /** How guests choose, by daypart; where nobody comes, as over the whole day. */
    Picker[] appetites() {
        Picker[] appetites = new Picker[weights.length];
        for (int daypart = 0; daypart < appetites.length; daypart++) {
            appetites[daypart] = Picker.of(sum(weights[daypart]) > 0 ? weights[daypart] : orders);
        }
        return appetites;
    }

    /** Expected checks over the day. */
    double checks() {
        return sum(orders) / meanBasket;
    }

    /** Expected checks in a daypart. */
    double checks(int daypart) {
        return sum(weights[daypart]) / meanBasket;
    }

    /** Expected units of each dish over the day, with what follows another and with the parts of combos. */
    double[] units() {
        double[] all = orders.clone();
        for (int i = 0; i < all.length; i++) {
            for (Companion companion : companions.get(i)) {
                all[companion.dish()] += orders[i] * companion.chance();
            }
        }
        double[] units = new double[all.length];
        for (int i = 0; i < all.length; i++) {
            double ordered = all[i] * dishes.get(i).meanQuantity();
            units[i] += ordered;
            for (int part : dishes.get(i).parts()) {
                units[part] += ordered;
            }
        }
        return units;
    }

    /** The probability that an order of one dish puts another, or itself, on the check. */
    double puts(int ordered, int wanted) {
        return putsEither(ordered, wanted, wanted);
    }

    /** The probability that an order of one dish puts at least one of two on the check. */
    double putsEither(int ordered, int one, int two) {
        if (brings(ordered, one) || brings(ordered, two)) {
            return 1;
        }
        double without = 1;
        for (Companion companion : companions.get(ordered)) {
            if (brings(companion.dish(), one) || brings(companion.dish(), two)) {
                without *= 1 - companion.chance();
            }
        }
        return 1 - without;
    }

    private boolean brings(int ordered, int wanted) {
        return ordered == wanted || dishes.get(ordered).parts().contains(wanted);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
