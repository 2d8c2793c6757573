package io.menuflow.models.elasticity;

/**
 * One open business day of one item, without stock-outs: such days are left out.
 *
 * @param day business day since 1970-01-01
 * @param units sold, net, 0 or more
 * @param others units of all other items of the menu that day: weekday, season, holiday and weather in one figure
 * @param listPrice the price most units were sold at, without modifiers and discounts, in ten-thousandths
 * @param promoted whether a promotion showed the item
 */
public record PriceDay(int day, double units, double others, long listPrice, boolean promoted) {

    /** Throws IllegalArgumentException for what no day can be. */
    public PriceDay {
        if (!(units >= 0 && units < Double.POSITIVE_INFINITY) || !(others >= 0 && others < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("units " + units + " beside " + others + " of others");
        }
        if (listPrice <= 0) {
            throw new IllegalArgumentException("list price " + listPrice);
        }
    }
}
