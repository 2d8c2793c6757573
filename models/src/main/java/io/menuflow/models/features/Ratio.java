package io.menuflow.models.features;

/** Divisions of what may be nothing. */
final class Ratio {

    private Ratio() {}

    /** The quotient, or NaN when there is nothing to divide by. */
    static double of(double dividend, double divisor) {
        return divisor > 0 ? dividend / divisor : Double.NaN;
    }
}
