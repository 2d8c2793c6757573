package io.menuflow.connectors.simulator;

import java.math.BigDecimal;

/** Money as a whole number of hundredths, which all three currencies have. */
final class Minor {

    static final int DIGITS = 2;

    private static final BigDecimal ZERO = BigDecimal.valueOf(0, DIGITS);

    private Minor() {}

    /** Throws ArithmeticException when the amount is finer than a hundredth. */
    static long of(BigDecimal amount) {
        return amount.scaleByPowerOfTen(DIGITS).longValueExact();
    }

    static BigDecimal amount(long minor) {
        return minor == 0 ? ZERO : BigDecimal.valueOf(minor, DIGITS);
    }

    /** {@code amount · numerator / denominator}, half up; none may be negative. */
    static long share(long amount, long numerator, long denominator) {
        return (amount * numerator + denominator / 2) / denominator;
    }
}
