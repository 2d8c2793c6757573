package io.menuflow.models.check;

import io.menuflow.models.sales.Tally;
import org.jspecify.annotations.Nullable;

/**
 * What one check adds to one item.
 *
 * @param name the item's name on the check
 * @param category the item's category on the check, if told
 * @param tally units, money and whether the check counts as an order of it
 */
public record ItemSale(String itemId, String name, @Nullable String category, Tally tally) {}
