package io.menuflow.connectors.simulator;

import java.util.List;

/** How many checks are to be expected with one dish, with another, and with both: exact, by generating functions. */
final class PairTruth {

    private final int item;
    private final int with;
    private final List<Double> basketSizes;
    private double checks;
    private double withItem;
    private double withOther;
    private double both;

    /** A pair of lasting dishes, by their places. */
    PairTruth(int item, int with, List<Double> basketSizes) {
        this.item = item;
        this.with = with;
        this.basketSizes = basketSizes;
    }

    /** Adds a day that is open. */
    void add(Board board, int dayparts) {
        for (int daypart = 0; daypart < dayparts; daypart++) {
            double[] weights = board.weights(daypart);
            double all = 0;
            double item = 0;
            double other = 0;
            double neither = 0;
            for (int i = 0; i < weights.length; i++) {
                double one = board.puts(i, this.item);
                double two = board.puts(i, with);
                all += weights[i];
                item += weights[i] * one;
                other += weights[i] * two;
                neither += weights[i] * (1 - board.putsEither(i, this.item, with));
            }
            if (all > 0) {
                double expected = board.checks(daypart);
                double withoutItem = withoutAll(1 - item / all);
                double withoutOther = withoutAll(1 - other / all);
                checks += expected;
                withItem += expected * (1 - withoutItem);
                withOther += expected * (1 - withoutOther);
                both += expected * (1 - withoutItem - withoutOther + withoutAll(neither / all));
            }
        }
    }

    double checks() {
        return checks;
    }

    double withItem() {
        return withItem;
    }

    double withOther() {
        return withOther;
    }

    double both() {
        return both;
    }

    /** Share of checks with both over what chance alone would give. */
    double lift() {
        return both * checks / (withItem * withOther);
    }

    /** The probability that no order of a check does what one order leaves undone with probability {@code undone}. */
    private double withoutAll(double undone) {
        double sum = 0;
        double value = 0;
        double power = 1;
        for (double weight : basketSizes) {
            power *= undone;
            sum += weight;
            value += weight * power;
        }
        return value / sum;
    }
}
