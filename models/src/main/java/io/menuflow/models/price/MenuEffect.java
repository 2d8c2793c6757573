package io.menuflow.models.price;

import org.jspecify.annotations.Nullable;

/** What an item's sales do to the rest of the menu, where that is known. */
@FunctionalInterface
public interface MenuEffect {

    /** Nothing is known: any share of what an item loses may go to its neighbours. */
    MenuEffect UNKNOWN = itemId -> null;

    /**
     * Contribution of all other items that comes with one unit of this one, in ten-thousandths: positive for what is
     * bought beside it, negative for what is bought instead when it is not; null when it is not known.
     */
    @Nullable Long perUnit(String itemId);
}
