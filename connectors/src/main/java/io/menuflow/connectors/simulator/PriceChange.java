package io.menuflow.connectors.simulator;

import java.time.LocalDate;

/**
 * A price as it is from a day on.
 *
 * @param minor in minor units
 * @param featured whether a promotion shows the item
 */
record PriceChange(LocalDate from, long minor, boolean featured, Kind kind) {

    /** Why a price changed. */
    enum Kind {
        /** The first one. */
        INITIAL,
        /** This item alone. */
        SINGLE,
        /** The whole menu. */
        ALL,
        /** A promotion begins. */
        PROMOTION,
        /** A promotion ends. */
        PROMOTION_END
    }
}
