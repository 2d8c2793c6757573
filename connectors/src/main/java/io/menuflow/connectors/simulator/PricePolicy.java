package io.menuflow.connectors.simulator;

/** How a restaurant goes about its prices. */
enum PricePolicy {
    /** No price ever changes. */
    NONE,
    /** Items change by themselves, and there are promotions. */
    SINGLE,
    /** The whole menu is re-priced on one day. */
    ALL,
    /** All of it. */
    MIXED;

    boolean changesSingleItems() {
        return this == SINGLE || this == MIXED;
    }

    boolean changesAll() {
        return this == ALL || this == MIXED;
    }
}
