package io.menuflow.models.demand;

import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.money.Fixed;
import io.menuflow.models.sales.ItemDays;
import io.menuflow.models.sales.Slot;
import io.menuflow.models.sales.Tally;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How the days of items spread over hours: an item's sales over dayparts by its own, within a daypart and over weekdays as
 * the restaurant's do.
 */
final class HourSplit {

    private static final int DAYPARTS = 16;
    private static final int WEEKDAYS = HourProfile.WEEKDAYS;
    private static final int HOURS = HourProfile.HOURS;
    /** Units of the restaurant's that an item's dayparts begin with. */
    private static final double PRIOR_UNITS = 20;
    /** Share of its week that a weekday begins with, in days. */
    private static final double PRIOR_WEEK = 0.5;

    private final HourProfile profile;
    private final int closedDay;
    /** The restaurant's shares, by weekday and hour; null when no hour is known. */
    private final double @Nullable [][] restaurant;
    /** By daypart, over the week. */
    private final double[] dayparts = new double[DAYPARTS];

    HourSplit(HourProfile profile, int closedDay) {
        this.profile = profile;
        this.closedDay = closedDay;
        double[] week = new double[HOURS];
        double all = 0;
        for (int weekday = 0; weekday < WEEKDAYS; weekday++) {
            for (int hour = 0; hour < HOURS; hour++) {
                week[hour] += profile.units(weekday, hour);
                dayparts[profile.daypart(hour)] += profile.units(weekday, hour);
                all += profile.units(weekday, hour);
            }
        }
        restaurant = all > 0 ? new double[WEEKDAYS][HOURS] : null;
        if (restaurant == null) {
            return;
        }
        for (int weekday = 0; weekday < WEEKDAYS; weekday++) {
            for (int hour = 0; hour < HOURS; hour++) {
                restaurant[weekday][hour] = profile.units(weekday, hour) + PRIOR_WEEK * week[hour] / WEEKDAYS;
            }
            normalise(restaurant[weekday]);
        }
        normalise(dayparts);
    }

    /** Of an item, or of everything when null; null when no hour is known. */
    @Nullable HourShares of(MenuHistory.@Nullable Item item) {
        if (restaurant == null) {
            return null;
        }
        double[] pull = new double[DAYPARTS];
        double batch;
        if (item == null) {
            Arrays.fill(pull, 1);
            batch = profile.batch(restaurant);
        } else {
            batch = pull(item, pull);
        }
        double[][] shares = new double[WEEKDAYS][HOURS];
        for (int weekday = 0; weekday < WEEKDAYS; weekday++) {
            for (int hour = 0; hour < HOURS; hour++) {
                shares[weekday][hour] = restaurant[weekday][hour] * pull[profile.daypart(hour)];
            }
            normalise(shares[weekday]);
        }
        return HourShares.of(shares, batch);
    }

    /** By daypart, the item's share of it against the restaurant's; returns units an order. */
    private double pull(MenuHistory.Item item, double[] pull) {
        double[] own = new double[DAYPARTS];
        ItemDays days = item.days();
        int from = days.from(HourProfile.needs(closedDay).first());
        int to = days.from(closedDay + 1);
        for (int cell = from; cell < to; cell++) {
            own[Slot.daypart(days.slot(cell))] += days.units(cell) / (double) Fixed.ONE;
        }
        for (int daypart = 0; daypart < DAYPARTS; daypart++) {
            own[daypart] = Math.max(0, own[daypart]) + PRIOR_UNITS * dayparts[daypart];
        }
        normalise(own);
        for (int daypart = 0; daypart < DAYPARTS; daypart++) {
            pull[daypart] = dayparts[daypart] > 0 ? own[daypart] / dayparts[daypart] : 0;
        }
        Tally all = days.sum(from, Math.max(from, to));
        return all.orders() > 0 ? Math.max(1, all.units() / (double) Fixed.ONE / all.orders()) : 1;
    }

    private static void normalise(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = sum > 0 ? weights[i] / sum : 1.0 / weights.length;
        }
    }
}
