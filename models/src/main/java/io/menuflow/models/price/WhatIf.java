package io.menuflow.models.price;

import io.menuflow.models.elasticity.Elasticity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * What an item would sell and bring at another price or cost. Intervals are those of the elasticity, 90 %: how sure the
 * answer to the change is. How sure the demand at the price in force is, its forecast says.
 */
public final class WhatIf {

    /** Prices that a curve shows when nobody says otherwise. */
    public static final int CURVE_POINTS = 61;

    /** Where a curve begins when nobody says otherwise, as a share of the price in force. */
    public static final double LOWEST = 0.7;

    /** Where it ends. */
    public static final double HIGHEST = 1.3;

    private static final long HIGHEST_AMOUNT = 2 * PriceOptimizer.HIGHEST_PRICE;
    /** Beyond these a factor of demand says nothing any more, and amounts could leave a long. */
    static final double MOST_FACTOR = 100;

    /** Amounts that can still be subtracted from each other. */
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE / 4);

    private WhatIf() {}

    /** Units over the horizon. */
    public record Units(double low, double point, double high) {}

    /** Money over the horizon, in ten-thousandths, rounded half up. */
    public record Money(long low, long point, long high) {}

    /**
     * An item at one price and cost.
     *
     * @param price in ten-thousandths
     * @param foodCost of a unit, in ten-thousandths
     * @param contribution of a unit: what its price leaves after tax, discounts and food, in ten-thousandths
     * @param profit contribution of all units, with what comes with it elsewhere on the menu where that is known
     */
    public record Scenario(long price, long foodCost, long contribution, Units demand, Money revenue, Money profit) {}

    /**
     * The item at another price and cost.
     *
     * @param price in ten-thousandths, above 0, at most 200 million of the currency
     * @param foodCost in ten-thousandths, 0 or more
     */
    public static Scenario at(PriceQuestion item, long price, long foodCost) {
        if (price <= 0 || foodCost < 0 || price > HIGHEST_AMOUNT || foodCost > HIGHEST_AMOUNT) {
            throw new IllegalArgumentException("a price is above 0 and a cost not below, both at most 200 million");
        }
        Elasticity elasticity = item.elasticity();
        double ratio = Math.log((double) price / item.price());
        double low = demand(item, ratio, ratio > 0 ? elasticity.low() : elasticity.high());
        double point = demand(item, ratio, elasticity.point());
        double high = demand(item, ratio, ratio > 0 ? elasticity.high() : elasticity.low());
        long unit = item.contribution(price, foodCost);
        Money profit = unit >= 0 ? money(unit, low, point, high) : money(unit, high, point, low);
        return new Scenario(
                price, foodCost, unit, new Units(low, point, high), money(item.net(price), low, point, high), profit);
    }

    /** The item at so many prices, at least 2, evenly from 70 % to 130 % of the price in force: a curve to plot. */
    public static List<Scenario> curve(PriceQuestion item, long foodCost, int points) {
        return curve(
                item,
                foodCost,
                Math.max(1, Math.round(LOWEST * item.price())),
                Math.max(1, Math.round(HIGHEST * item.price())),
                points);
    }

    /** The same evenly from one price to another. */
    public static List<Scenario> curve(PriceQuestion item, long foodCost, long lowest, long highest, int points) {
        List<Scenario> curve = new ArrayList<>(points);
        for (int i = 0; i < points; i++) {
            double share = (double) i / (points - 1);
            curve.add(at(item, Math.round(lowest + share * (highest - lowest)), foodCost));
        }
        return curve;
    }

    private static double demand(PriceQuestion item, double ratio, double elasticity) {
        return item.demand() * factor(ratio, elasticity);
    }

    /** What demand is multiplied by at a price whose log is {@code ratio} from that of the price in force. */
    static double factor(double ratio, double elasticity) {
        return Math.min(MOST_FACTOR, Math.exp(elasticity * ratio));
    }

    private static Money money(long unit, double low, double point, double high) {
        return new Money(times(unit, low), times(unit, point), times(unit, high));
    }

    private static long times(long unit, double units) {
        return BigDecimal.valueOf(unit)
                .multiply(BigDecimal.valueOf(units))
                .setScale(0, RoundingMode.HALF_UP)
                .max(MOST.negate())
                .min(MOST)
                .longValueExact();
    }
}
