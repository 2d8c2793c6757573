package io.menuflow.models.demand;

import io.menuflow.models.demand.MenuDays.Series;

/**
 * One series at a day close: its level, how a week spreads, and how far days scatter about both. Levels are smoothed
 * exponentially as the ratio of what sold to what the weekdays would have, so that each day counts by what it could
 * tell, and few days are completed by what others sell.
 */
final class SeriesCut {

    /** Shares of the past that a day takes away: how fast a level follows. */
    static final double[] PACES = {0.012, 0.03, 0.07, 0.16};

    private static final int WEEK = HourProfile.WEEKDAYS;
    /** Days of others' sales that a level begins with. */
    private static final double PRIOR_DAYS = 2;
    /** Units of the restaurant's own week that an item's week begins with. */
    private static final double PRIOR_UNITS = 20;
    /** Units by which a menu's scatter speaks for an item's. */
    private static final double SCATTER_UNITS = 15;
    /** Days before which a guess is no error. */
    private static final int WARM_UP = 7;

    final Series series;
    final int cut;
    /** Days that taught something. */
    int observed;
    /** Units a day, weekdays taken out, over the last week, four weeks and the span; NaN without a day. */
    final double[] recent = new double[RECENT.length];

    static final int[] RECENT = {7, 28, 91};
    /** Units expected since the last sale. */
    double idle;
    /** By weekday, about 1. */
    final double[] week = new double[WEEK];

    /** By pace: squared errors a day ahead, the same by what was expected, and what was expected. */
    final double[] squares = new double[PACES.length];

    final double[] scaled = new double[PACES.length];
    private final double[] expected = new double[PACES.length];
    private final double[] levels = new double[PACES.length];
    private final double[] weights = new double[PACES.length];

    /** Units on a day of an ordinary weekday. */
    double level;
    /** Variance of a day by its mean. */
    double scatter;
    /** Variance of the level by itself and {@link #scatter}. */
    private double doubt;

    final int from;
    private final int first;

    /** Of a series, as known at {@code cut}, by its days from {@code from} on. */
    SeriesCut(MenuDays days, Series series, int from, int cut) {
        this.series = series;
        this.cut = cut;
        this.first = days.first;
        this.from = Math.max(from, days.since(series, cut));
    }

    /** Units of a day; NaN when it teaches nothing. */
    double sold(int day) {
        return series.units[day - first];
    }

    /** Units an observed day over the last {@code days}, NaN without one. */
    double crude(int days) {
        double sum = 0;
        int count = 0;
        for (int day = Math.max(from, cut - days + 1); day <= cut; day++) {
            double sold = sold(day);
            if (!Double.isNaN(sold)) {
                sum += sold;
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    /** Learns the week, beginning with that of others, and what sold recently without it. */
    void learnWeek(double[] others) {
        double[] sums = new double[WEEK];
        int[] counts = new int[WEEK];
        double sum = 0;
        double weight = 0;
        for (int day = from; day <= cut; day++) {
            double sold = sold(day);
            if (!Double.isNaN(sold)) {
                int weekday = HourProfile.weekday(day);
                sums[weekday] += sold;
                counts[weekday]++;
                sum += sold;
                weight += others[weekday];
                observed++;
            }
        }
        double mean = weight > 0 ? sum / weight : 0;
        double priorUnits = series.isTotal() ? mean : PRIOR_UNITS;
        for (int weekday = 0; weekday < WEEK; weekday++) {
            double days = counts[weekday] * mean + priorUnits;
            week[weekday] = days > 0 ? (sums[weekday] + priorUnits * others[weekday]) / days : others[weekday];
        }
        learnRecent();
    }

    private void learnRecent() {
        double sum = 0;
        double weight = 0;
        int next = 0;
        boolean asleep = true;
        double since = 0;
        for (int day = cut; day >= from && next < RECENT.length; day--) {
            double sold = sold(day);
            if (!Double.isNaN(sold)) {
                sum += sold;
                weight += week[HourProfile.weekday(day)];
                asleep &= sold == 0;
                since += asleep ? week[HourProfile.weekday(day)] : 0;
            }
            if (day == from || cut - day + 1 == RECENT[next]) {
                do {
                    recent[next++] = weight > 0 ? sum / weight : Double.NaN;
                } while (day == from && next < RECENT.length);
            }
        }
        idle = since;
    }

    /** Smooths at each pace, beginning with what others sell. */
    void smooth(double prior) {
        double start = PRIOR_DAYS * prior;
        double[] sums = new double[PACES.length];
        int seen = 0;
        for (int day = from; day <= cut; day++) { // all paces of a day: none of them waits for another's division
            double sold = sold(day);
            if (Double.isNaN(sold)) {
                continue;
            }
            double share = week[HourProfile.weekday(day)];
            boolean judged = seen++ >= WARM_UP;
            for (int pace = 0; pace < PACES.length; pace++) {
                double guess = (sums[pace] + start) / (weights[pace] + PRIOR_DAYS) * share;
                if (judged) {
                    double error = sold - guess;
                    squares[pace] += error * error;
                    scaled[pace] += error * error / (guess + 0.5);
                    expected[pace] += guess;
                }
                double keep = 1 - PACES[pace];
                sums[pace] = keep * sums[pace] + sold;
                weights[pace] = keep * weights[pace] + share;
            }
        }
        for (int pace = 0; pace < PACES.length; pace++) {
            weights[pace] += PRIOR_DAYS;
            levels[pace] = (sums[pace] + start) / weights[pace];
        }
    }

    double expected(int pace) {
        return expected[pace];
    }

    /** Settles on a pace, its scatter completed by the menu's. */
    void settle(int pace, double menuScatter) {
        level = levels[pace];
        scatter = Math.max(1, (squares[pace] + SCATTER_UNITS * menuScatter) / (expected[pace] + SCATTER_UNITS));
        doubt = 1 / weights[pace];
        idle *= level;
    }

    double mean(int day) {
        return level * week[HourProfile.weekday(day)];
    }

    /** Of a day with this mean: its own scatter, and the doubt about the level. */
    double variance(double mean) {
        double share = level > 0 ? mean / level : 0;
        return scatter * mean + share * share * scatter * level * doubt;
    }

    /** Whether only whole quantities were sold until the cut. */
    boolean isWhole() {
        return series.fractionalFrom > cut;
    }

    /** Exponential smoothing with weekdays. */
    Forecast smoothed(int day, double[] probabilities, double[] work, Forecast into) {
        double mean = mean(day);
        double variance = variance(mean);
        Counts.quantiles(mean, variance, isWhole(), probabilities, work);
        into.p10 = work[0];
        into.p50 = work[1];
        into.p90 = work[2];
        into.expected = mean;
        into.variance = variance;
        return into;
    }
}
