package io.menuflow.models.outlook;

import java.util.stream.IntStream;

/**
 * Probabilities of sums of leaves, as XGBoost makes them of floats on Linux: with the exponential function of glibc (since
 * 2.28, from ARM's optimized routines), of which it is a copy. So scores do not depend on a machine's C library either.
 */
final class Softmax {

    private static final int PARTS = 32;
    private static final double PARTS_BY_LN2 = 0x1.71547652b82fep+0 * PARTS;
    /** Added and taken away again, it rounds to an integer, which is then in the low bits. */
    private static final double ROUNDING = 0x1.8p+52;
    /** Coefficients of 2^(r/32) for r from −1/2 to 1/2, the highest power first. */
    private static final double CUBIC = 0x1.c6af84b912394p-5 / PARTS / PARTS / PARTS;

    private static final double QUADRATIC = 0x1.ebfce50fac4f3p-3 / PARTS / PARTS;
    private static final double LINEAR = 0x1.62e42ff0c52d6p-1 / PARTS;
    /** The bits of 2^(i/32), less what {@code i} adds to the exponent below. */
    private static final long[] POWERS = IntStream.range(0, PARTS)
            .mapToLong(i -> Double.doubleToRawLongBits(StrictMath.pow(2, i / (double) PARTS)) - ((long) i << 47))
            .toArray();

    private Softmax() {}

    /** The probabilities of {@code count} log-odds from {@code from} on, none of them NaN. */
    static float[] of(float[] odds, int from, int count) {
        float greatest = odds[from];
        for (int i = 1; i < count; i++) {
            greatest = Math.max(greatest, odds[from + i]);
        }
        float[] probabilities = new float[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            probabilities[i] = exp(odds[from + i] - greatest);
            sum += probabilities[i];
        }
        for (int i = 0; i < count; i++) {
            probabilities[i] /= (float) sum;
        }
        return probabilities;
    }

    /** e to a power that is not positive. */
    static float exp(float power) {
        if (power < -104) {
            return 0;
        }
        double scaled = PARTS_BY_LN2 * power;
        double rounded = scaled + ROUNDING;
        long whole = Double.doubleToRawLongBits(rounded);
        double rest = scaled - (rounded - ROUNDING);
        double scale = Double.longBitsToDouble(POWERS[(int) whole & (PARTS - 1)] + (whole << 47));
        double rising = LINEAR * rest + 1;
        return (float) (((CUBIC * rest + QUADRATIC) * (rest * rest) + rising) * scale);
    }
}
