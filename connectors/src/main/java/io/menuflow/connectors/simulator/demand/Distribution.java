package io.menuflow.connectors.simulator.demand;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a parameter is drawn from: {@code {uniform: [low, high]}}, or {@code {normal: [mean, deviation]}} that may be cut
 * off to {@code within: [low, high]}.
 */
public record Distribution(
        @Nullable List<Double> uniform, @Nullable List<Double> normal, @Nullable List<Double> within) {

    /** Throws IllegalArgumentException unless it is one of the two, with two numbers each. */
    public Distribution {
        if ((uniform == null) == (normal == null) || (within != null && normal == null)) {
            throw new IllegalArgumentException("a distribution is either uniform, or normal with or without within");
        }
        requireTwo(uniform, "uniform");
        requireTwo(normal, "normal");
        requireTwo(within, "within");
        if (normal != null && within != null && (normal.get(0) < within.get(0) || normal.get(0) > within.get(1))) {
            throw new IllegalArgumentException("the mean " + normal.get(0) + " must lie within " + within);
        }
    }

    /** A value; the same on every processor for the same state of {@code random}. */
    public double draw(SplittableRandom random) {
        if (uniform != null) {
            return uniform.get(0) + random.nextDouble() * (uniform.get(1) - uniform.get(0));
        }
        if (normal == null) {
            throw new IllegalStateException();
        }
        while (true) {
            double value = normal.get(0) + normal.get(1) * gaussian(random);
            if (within == null || (value >= within.get(0) && value <= within.get(1))) {
                return value;
            }
        }
    }

    /** A standard normal value, by Box and Muller: StrictMath makes it the same on every processor and Java. */
    public static double gaussian(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }

    private static void requireTwo(@Nullable List<Double> numbers, String name) {
        if (numbers != null && (numbers.size() != 2 || (!name.equals("normal") && numbers.get(0) > numbers.get(1)))) {
            throw new IllegalArgumentException(name + " needs two numbers, the lower first: " + numbers);
        }
    }
}
