package io.menuflow.models.check;

import io.menuflow.models.sales.Tally;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one check adds to one item.
 *
 * @param name the item's name on the check
 * @param category the item's category on the check, if told
 * @param tally units, money and whether the check counts as an order of it
 * @param prices the list prices it was sold at, ascending; empty where nothing was sold
 */
public record ItemSale(String itemId, String name, @Nullable String category, Tally tally, List<AtPrice> prices) {

    /**
     * Units sold at one list price, without modifiers and discounts.
     *
     * @param price in ten-thousandths
     * @param units net of those given back, in hundred-thousandths
     */
    public record AtPrice(long price, long units) {}

    /** Copies the list. */
    public ItemSale {
        prices = List.copyOf(prices);
    }
}
