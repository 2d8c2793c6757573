package io.menuflow.models.demand;

import java.util.function.IntToDoubleFunction;

/** What the same hour of the same weekday sold before, as a yardstick of forecasts by hour. */
public final class HourBaselines {

    private final Yardsticks yardsticks;

    /**
     * Of one hour.
     *
     * @param sold units by business day; NaN of days that were closed
     * @param from the first day that counts
     * @param closedDay the last
     */
    public HourBaselines(IntToDoubleFunction sold, int from, int closedDay) {
        yardsticks = new Yardsticks(sold, from, closedDay, 0);
    }

    /** Mean |sold − a week before|; NaN when unknown. */
    public double scale() {
        return yardsticks.scale;
    }

    /** The same weekday last week. */
    public DayDemand naive(int day) {
        return yardsticks.naive(day, new Forecast()).of(day);
    }

    /** The mean of the last four same weekdays. */
    public DayDemand mean(int day) {
        return yardsticks.mean(day, new Forecast()).of(day);
    }
}
