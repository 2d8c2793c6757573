package io.menuflow.models.demand;

import java.util.Arrays;

/**
 * Which share of a day's sales falls into each local hour, by weekday, and how many units come at once. The shares of a
 * weekday add up to 1.
 */
public final class HourShares {

    private final double[][] shares;

    private final double batch;

    private HourShares(double[][] shares, double batch) {
        this.shares = shares;
        this.batch = batch;
    }

    /**
     * Shares as they were kept.
     *
     * @param shares by weekday, from Monday, then hour
     * @param batch units that come at once, at least 1
     */
    public static HourShares of(double[][] shares, double batch) {
        if (shares.length != HourProfile.WEEKDAYS
                || Arrays.stream(shares).anyMatch(day -> day.length != HourProfile.HOURS)) {
            throw new IllegalArgumentException("shares are of 7 weekdays of 24 hours");
        }
        return new HourShares(Arrays.stream(shares).map(double[]::clone).toArray(double[][]::new), batch);
    }

    /** The share of an hour in a weekday, 0 (Monday) to 6. */
    public double share(int weekday, int hour) {
        return shares[weekday][hour];
    }

    /** Units that come at once: of a party of four that has four soups, all are of one hour. */
    public double batch() {
        return batch;
    }

    /**
     * What will sell in an hour of a day: each batch of the day falls into it by its share, which thins a negative binomial
     * count into another one. No quantile is above the day's: an hour never sells more than its day.
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
        double variance = batch * mean + Math.max(0, day.variance() - batch * day.expected()) * share * share;
        double[] quantiles = new double[3];
        Counts.quantiles(mean, variance, whole, DemandModel.PROBABILITIES, quantiles);
        return new DayDemand(
                day.day(),
                day.state(),
                Math.min(quantiles[0], day.p10()),
                Math.min(quantiles[1], day.p50()),
                Math.min(quantiles[2], day.p90()),
                mean,
                variance);
    }
}
