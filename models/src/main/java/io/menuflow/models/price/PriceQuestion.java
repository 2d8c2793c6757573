package io.menuflow.models.price;

import io.menuflow.models.elasticity.Elasticity;
import org.jspecify.annotations.Nullable;

/**
 * An item whose price is to be judged.
 *
 * @param price list price in force, in ten-thousandths
 * @param foodCost of a unit, in ten-thousandths, null when not known
 * @param netShare share of the list price that is revenue: after tax and discounts, with modifiers; about 1
 * @param demand units expected at that price over the horizon
 * @param days of the horizon
 * @param elsewhere contribution of other items that comes with a unit of this one, in ten-thousandths; 0 when not known
 * @param instead contribution of a unit that a guest takes instead of this one, in ten-thousandths: the mean of its
 *     neighbours; 0 when what is taken elsewhere is known, or nothing is
 * @param observedLow lowest price that held, in ten-thousandths; the price when there was no other
 * @param observedHigh highest price that held
 * @param daysSinceChange business days since the price last changed, null when it never did
 * @param fit how well demand is explained, 0 to 1
 */
public record PriceQuestion(
        String itemId,
        long price,
        @Nullable Long foodCost,
        double netShare,
        double demand,
        int days,
        long elsewhere,
        long instead,
        Elasticity elasticity,
        long observedLow,
        long observedHigh,
        @Nullable Integer daysSinceChange,
        double fit) {

    /** The same item with another elasticity. */
    public PriceQuestion with(Elasticity other) {
        return new PriceQuestion(
                itemId,
                price,
                foodCost,
                netShare,
                demand,
                days,
                elsewhere,
                instead,
                other,
                observedLow,
                observedHigh,
                daysSinceChange,
                fit);
    }

    /** The same item with another {@code instead}. */
    PriceQuestion withInstead(long other) {
        return new PriceQuestion(
                itemId,
                price,
                foodCost,
                netShare,
                demand,
                days,
                elsewhere,
                other,
                elasticity,
                observedLow,
                observedHigh,
                daysSinceChange,
                fit);
    }

    /** The same item with another food cost. */
    public PriceQuestion withFoodCost(@Nullable Long other) {
        return new PriceQuestion(
                itemId,
                price,
                other,
                netShare,
                demand,
                days,
                elsewhere,
                instead,
                elasticity,
                observedLow,
                observedHigh,
                daysSinceChange,
                fit);
    }

    /** The same item over another horizon, in business days. */
    public PriceQuestion over(int horizon) {
        return new PriceQuestion(
                itemId,
                price,
                foodCost,
                netShare,
                demand * horizon / days,
                horizon,
                elsewhere,
                instead,
                elasticity,
                observedLow,
                observedHigh,
                daysSinceChange,
                fit);
    }

    /** What is left of a list price as revenue, in ten-thousandths. */
    long net(long listPrice) {
        return Math.round(listPrice * netShare);
    }

    /** Contribution of a unit at a list price, with what comes with it elsewhere, in ten-thousandths. */
    long contribution(long listPrice, long cost) {
        return net(listPrice) - cost + elsewhere;
    }

    /** What a unit is worth to the menu at a list price when that share of guests takes another item instead. */
    double worth(long listPrice, long cost, double diverted) {
        return contribution(listPrice, cost) - diverted * instead;
    }
}
