package io.menuflow.models.price;

/** What an item's sales do to the rest of the menu, where that is known. */
@FunctionalInterface
public interface MenuEffect {

    /** Nothing is known. */
    MenuEffect UNKNOWN = itemId -> 0;

    /**
     * Contribution of all other items that comes with one unit of this one, in ten-thousandths: positive for what is
     * bought beside it, negative for what is bought instead when it is not.
     */
    long perUnit(String itemId);
}
