package io.menuflow.models.check;

import io.menuflow.models.sales.AtPrice;
import io.menuflow.models.sales.Tally;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one check adds to one item.
 *
 * @param name the item's name on the check
 * @param category the item's category on the check, if told
 * @param tally units, money and whether the check counts as an order of it
 * @param prices the list prices it was sold at, ascending; none of an open item, which has no list price, and none where
 *     nothing was sold on balance
 */
public record ItemSale(String itemId, String name, @Nullable String category, Tally tally, List<AtPrice> prices) {

    /** Copies the list. */
    public ItemSale {
        prices = List.copyOf(prices);
    }
}
