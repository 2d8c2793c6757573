package io.menuflow.models.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * Fixed-point numbers in a {@code long}: money in ten-thousandths of the currency unit, quantities in
 * hundred-thousandths of a unit (Square sells by five decimals). Never a double.
 */
public final class Fixed {

    /** Decimals of money. */
    public static final int MONEY_SCALE = 4;
    /** Decimals of quantities. */
    public static final int QUANTITY_SCALE = 5;
    /** One unit of an item. */
    public static final long ONE = 100_000;

    private Fixed() {}

    /** Money as ten-thousandths; throws ArithmeticException when it has more decimals or does not fit. */
    public static long money(BigDecimal amount) {
        return amount.setScale(MONEY_SCALE, RoundingMode.UNNECESSARY)
                .unscaledValue()
                .longValueExact();
    }

    /** A quantity as hundred-thousandths; throws ArithmeticException when it has more decimals or does not fit. */
    public static long quantity(BigDecimal quantity) {
        return quantity.setScale(QUANTITY_SCALE, RoundingMode.UNNECESSARY)
                .unscaledValue()
                .longValueExact();
    }

    /** Ten-thousandths as a decimal of scale 4. */
    public static BigDecimal moneyOf(long tenThousandths) {
        return BigDecimal.valueOf(tenThousandths, MONEY_SCALE);
    }

    /** Hundred-thousandths as a decimal of scale 5. */
    public static BigDecimal quantityOf(long hundredThousandths) {
        return BigDecimal.valueOf(hundredThousandths, QUANTITY_SCALE);
    }

    /** {@link #share(long, BigDecimal[])} by whole weights. */
    public static long[] share(long amount, long[] weights) {
        return share(
                amount, Arrays.stream(weights).mapToObj(BigDecimal::valueOf).toArray(BigDecimal[]::new));
    }

    /**
     * Shares {@code amount} over {@code weights} so that the parts add up to it exactly: each part is rounded down, the
     * rest goes one by one to the largest remainders, ties to the earlier part. Equal parts when all weights are zero.
     *
     * @param weights at least one, none negative
     */
    public static long[] share(long amount, BigDecimal[] weights) {
        BigDecimal total = Arrays.stream(weights).reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean even = total.signum() == 0;
        BigDecimal divisor = even ? BigDecimal.valueOf(weights.length) : total;
        long[] parts = new long[weights.length];
        BigDecimal[] remainders = new BigDecimal[weights.length];
        long rest = amount;
        for (int i = 0; i < weights.length; i++) {
            BigDecimal weight = even ? BigDecimal.ONE : weights[i];
            BigDecimal[] split = BigDecimal.valueOf(amount).multiply(weight).divideAndRemainder(divisor);
            parts[i] = split[0].longValueExact();
            remainders[i] = split[1].abs();
            rest -= parts[i];
        }
        for (; rest != 0; rest -= Long.signum(rest)) {
            int next = largest(remainders);
            parts[next] += Long.signum(rest);
            remainders[next] = BigDecimal.valueOf(-1);
        }
        return parts;
    }

    private static int largest(BigDecimal[] remainders) {
        int best = 0;
        for (int i = 1; i < remainders.length; i++) {
            if (remainders[i].compareTo(remainders[best]) > 0) {
                best = i;
            }
        }
        return best;
    }
}
