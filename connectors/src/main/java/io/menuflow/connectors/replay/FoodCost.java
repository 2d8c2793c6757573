package io.menuflow.connectors.replay;

import java.math.BigDecimal;

/** Where a mapping says an item's food cost comes from, other than a column of the file. */
sealed interface FoodCost {

    /** The same for every item, in units of the currency. */
    record Constant(BigDecimal amount) implements FoodCost {}

    /** A share of the item's latest price. */
    record PercentOfPrice(BigDecimal percent) implements FoodCost {}

    /** Looked up by item in another file. */
    record LookedUp(Lookup lookup) implements FoodCost {}
}
