package io.menuflow.bench.crash.recompute;

import java.math.BigDecimal;

/**
 * A sum of sales.
 *
 * @param units sold less refunded
 * @param costed units that cost food: also those given away or wasted
 * @param revenue net of discounts and tax
 * @param orders checks that sold it
 */
record Amounts(BigDecimal units, BigDecimal costed, BigDecimal revenue, long orders) {

    static final Amounts NONE = new Amounts(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 0);

    Amounts plus(Amounts other) {
        return new Amounts(
                units.add(other.units), costed.add(other.costed), revenue.add(other.revenue), orders + other.orders);
    }

    /** The same as one check's: an order when something was sold. */
    Amounts asOneOrder() {
        return new Amounts(units, costed, revenue, sold() ? 1 : 0);
    }

    boolean sold() {
        return units.signum() > 0;
    }

    boolean isNothing() {
        return units.signum() == 0 && costed.signum() == 0 && revenue.signum() == 0 && orders == 0;
    }
}
