package io.menuflow.models.sales;

/**
 * A signed sum of sales.
 *
 * @param units sold less refunded, in hundred-thousandths
 * @param costedUnits units that cost food: sold, given away and wasted less refunded, in hundred-thousandths
 * @param revenue net of discounts and tax, in ten-thousandths
 * @param orders checks that sold it
 */
public record Tally(long units, long costedUnits, long revenue, long orders) {

    /** Nothing. */
    public static final Tally ZERO = new Tally(0, 0, 0, 0);

    /** Both together; throws ArithmeticException on overflow. */
    public Tally plus(Tally other) {
        return new Tally(
                Math.addExact(units, other.units),
                Math.addExact(costedUnits, other.costedUnits),
                Math.addExact(revenue, other.revenue),
                Math.addExact(orders, other.orders));
    }

    /** This without the other; throws ArithmeticException on overflow. */
    public Tally minus(Tally other) {
        return plus(other.negated());
    }

    /** What takes it back. */
    public Tally negated() {
        return new Tally(
                Math.negateExact(units),
                Math.negateExact(costedUnits),
                Math.negateExact(revenue),
                Math.negateExact(orders));
    }

    /** Whether it sums to nothing in every part. */
    public boolean isZero() {
        return units == 0 && costedUnits == 0 && revenue == 0 && orders == 0;
    }

    /** Whether no part is further from zero than {@code limit}. */
    boolean isWithin(long limit) {
        return isWithin(units, limit)
                && isWithin(costedUnits, limit)
                && isWithin(revenue, limit)
                && isWithin(orders, limit);
    }

    private static boolean isWithin(long value, long limit) {
        return -limit <= value && value <= limit;
    }
}
