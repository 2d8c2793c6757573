package io.menuflow.models.sales;

/**
 * A signed sum of sales.
 *
 * @param units sold less refunded, in hundred-thousandths
 * @param costedUnits units that cost food: sold, given away and wasted less refunded, in hundred-thousandths
 * @param revenue net of discounts and tax, in ten-thousandths
 * @param orders checks that sold it
 * @param attached checks that sold it together with another item
 * @param squares over checks, the realised price squared times the units, in ten-thousandths of the currency squared:
 *     with units and revenue, the spread of prices
 */
public record Tally(long units, long costedUnits, long revenue, long orders, long attached, long squares) {

    /** Nothing. */
    public static final Tally ZERO = new Tally(0, 0, 0, 0);

    /** What one check may add to the squares, so that many of them add up. */
    private static final double MAX_SQUARE = 1L << 53;

    /** A sum that says nothing of company and spread. */
    public Tally(long units, long costedUnits, long revenue, long orders) {
        this(units, costedUnits, revenue, orders, 0, 0);
    }

    /** This, which one check adds, with what it says of company and spread: a function of the check alone. */
    public Tally ofOneCheck(boolean withOthers) {
        double square = units == 0 ? 0 : Math.rint(10.0 * revenue * revenue / units);
        long bounded = (long) Math.max(-MAX_SQUARE, Math.min(MAX_SQUARE, square));
        return new Tally(units, costedUnits, revenue, orders, withOthers ? orders : 0, bounded);
    }

    /**
     * Both together; throws ArithmeticException on overflow, but of squares, which then wrap around: they still can be
     * taken back to the bit, and no sale is lost, nor a thread, for the spread of prices in a currency of many digits.
     */
    public Tally plus(Tally other) {
        return new Tally(
                Math.addExact(units, other.units),
                Math.addExact(costedUnits, other.costedUnits),
                Math.addExact(revenue, other.revenue),
                Math.addExact(orders, other.orders),
                Math.addExact(attached, other.attached),
                squares + other.squares);
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
                Math.negateExact(orders),
                Math.negateExact(attached),
                -squares);
    }

    /** Whether it sums to nothing in every part. */
    public boolean isZero() {
        return units == 0 && costedUnits == 0 && revenue == 0 && orders == 0 && attached == 0 && squares == 0;
    }

    /** Whether no part is further from zero than {@code limit}; the squares have none. */
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
