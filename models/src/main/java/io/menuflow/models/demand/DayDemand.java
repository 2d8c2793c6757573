package io.menuflow.models.demand;

/**
 * What will sell on one business day, in units.
 *
 * @param day business day since 1970-01-01
 * @param p10 with a probability of 0.1 no more is sold
 * @param p50 with a probability of 0.5 no more is sold; not below {@code p10}
 * @param p90 with a probability of 0.9 no more is sold; not below {@code p50}
 * @param expected the mean; of a slow item it is above a {@code p50} of 0, and it is what adds up over days
 * @param variance about the mean, units squared
 */
public record DayDemand(int day, State state, double p10, double p50, double p90, double expected, double variance) {

    /** Whether anything can be sold. */
    public enum State {
        OPEN,
        /** The restaurant is closed: nothing is sold, with certainty. */
        CLOSED,
        /** The item is not on the menu: nothing is sold, with certainty. */
        NOT_ON_MENU
    }

    /**
     * Which shares of what could have been, of the same rank as what sold, lie below P10, up to P50, up to P90, and above, by
     * the negative binomial of its mean and variance: 0.1, 0.4, 0.4, 0.1 on average when that is right.
     */
    public double[] ranks(double sold, boolean whole) {
        double above = Counts.below(expected, variance, sold);
        double below = whole ? Counts.below(expected, variance, sold - 1) : above;
        return Counts.ranks(below, above, DemandModel.PROBABILITIES);
    }

    static DayDemand none(int day, State state) {
        return new DayDemand(day, state, 0, 0, 0, 0, 0);
    }
}
