package io.menuflow.models.menu;

/** Where an item's food cost comes from. */
public enum CostBasis {
    KNOWN,
    ESTIMATED,
    UNKNOWN
}
