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

    static DayDemand none(int day, State state) {
        return new DayDemand(day, state, 0, 0, 0, 0, 0);
    }
}
