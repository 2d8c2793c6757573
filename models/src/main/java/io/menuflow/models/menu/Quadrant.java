package io.menuflow.models.menu;

/** Where an item stands: popular or not, profitable or not, or why that cannot be said. */
public enum Quadrant {
    STAR,
    PLOWHORSE,
    PUZZLE,
    DOG,
    /** Too few days on the menu to be judged. */
    NEW_ITEM,
    /** Fewer than four items to compare. */
    TOO_FEW_ITEMS,
    /** Its food cost is not known. */
    UNKNOWN;

    static Quadrant of(boolean popular, boolean profitable) {
        if (popular) {
            return profitable ? STAR : PLOWHORSE;
        }
        return profitable ? PUZZLE : DOG;
    }
}
