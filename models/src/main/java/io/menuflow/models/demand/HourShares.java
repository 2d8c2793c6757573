package io.menuflow.models.demand;

import java.util.Arrays;

/** Which share of a day's sales falls into each local hour, by weekday. The shares of a weekday add up to 1. */
public final class HourShares {

    private final double[][] shares;

    private HourShares(double[][] shares) {
        this.shares = shares;
    }

    /**
     * Shares as they were kept.
     *
     * @param shares by weekday, from Monday, then hour
     */
    public static HourShares of(double[][] shares) {
        if (shares.length != HourProfile.WEEKDAYS
                || Arrays.stream(shares).anyMatch(day -> day.length != HourProfile.HOURS)) {
            throw new IllegalArgumentException("shares are of 7 weekdays of 24 hours");
        }
        return new HourShares(Arrays.stream(shares).map(double[]::clone).toArray(double[][]::new));
    }

    /** The share of an hour in a weekday, 0 (Monday) to 6. */
    public double share(int weekday, int hour) {
        return shares[weekday][hour];
    }

    /**
     * What will sell in an hour of a day: each unit of the day falls into it by its share, which thins a negative binomial
     * count into another one.
     *
     * @param hour local, 0 to 23
     * @param whole whether only whole quantities are sold
     */
    public DayDemand hour(DayDemand day, int hour, boolean whole) {
        if (day.state() != DayDemand.State.OPEN) {
            return day;
        }
        double share = shares[HourProfile.weekday(day.day())][hour];
        double mean = day.expected() * share;
        double variance = mean + Math.max(0, day.variance() - day.expected()) * share * share;
        double[] quantiles = new double[3];
        Counts.quantiles(mean, variance, whole, DemandModel.PROBABILITIES, quantiles);
        return new DayDemand(day.day(), day.state(), quantiles[0], quantiles[1], quantiles[2], mean, variance);
    }
}
