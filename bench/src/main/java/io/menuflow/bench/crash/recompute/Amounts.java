package io.menuflow.bench.crash.recompute;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A sum of sales.
 *
 * @param units sold less refunded
 * @param costed units that cost food: also those given away or wasted
 * @param revenue net of discounts and tax
 * @param orders checks that sold it
 * @param attached checks that sold it with another item
 * @param squares over checks, the realised price squared times the units
 */
record Amounts(
        BigDecimal units, BigDecimal costed, BigDecimal revenue, long orders, long attached, BigDecimal squares) {

    static final Amounts NONE = new Amounts(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 0);

    private static final int MONEY = 4;
    private static final BigDecimal MOST = BigDecimal.valueOf(1L << 53, MONEY);

    /** One that says nothing of company and spread. */
    Amounts(BigDecimal units, BigDecimal costed, BigDecimal revenue, long orders) {
        this(units, costed, revenue, orders, 0, BigDecimal.ZERO);
    }

    Amounts plus(Amounts other) {
        return new Amounts(
                units.add(other.units),
                costed.add(other.costed),
                revenue.add(other.revenue),
                orders + other.orders,
                attached + other.attached,
                squares.add(other.squares));
    }

    /** The same as one check's: an order when something was sold, alone or {@code withOthers}. */
    Amounts asOneOrder(boolean withOthers) {
        BigDecimal square = units.signum() == 0
                ? BigDecimal.ZERO
                : revenue.multiply(revenue)
                        .divide(units, MONEY, RoundingMode.HALF_EVEN)
                        .min(MOST)
                        .max(MOST.negate());
        return new Amounts(units, costed, revenue, sold() ? 1 : 0, sold() && withOthers ? 1 : 0, square);
    }

    boolean sold() {
        return units.signum() > 0;
    }

    boolean isNothing() {
        return units.signum() == 0
                && costed.signum() == 0
                && revenue.signum() == 0
                && orders == 0
                && attached == 0
                && squares.signum() == 0;
    }
}
