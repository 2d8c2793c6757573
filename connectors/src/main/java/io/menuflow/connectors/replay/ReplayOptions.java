package io.menuflow.connectors.replay;

import io.menuflow.models.check.Ids;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * How a file is replayed.
 *
 * @param restaurantId overrides the mapping's; null keeps it
 * @param historyDays business days to keep, the last being that of the file's last check; 0 for all
 * @param speed how many times as fast as it happened; 0 for as fast as possible
 * @param publishRestaurant whether the restaurant's settings are sent first
 * @param limits when grouping goes to disk
 * @param clock for pacing, durations, and telling that a time is in the future
 */
public record ReplayOptions(
        @Nullable String restaurantId,
        int historyDays,
        double speed,
        boolean publishRestaurant,
        SortLimits limits,
        Clock clock,
        Sleeper sleeper) {

    private static final double SLOWEST = 0.001;

    /** Everything in the file, as fast as possible, the restaurant first. */
    public static final ReplayOptions DEFAULT = new ReplayOptions(
            null, 0, 0, true, SortLimits.DEFAULT, Clock.systemUTC(), duration -> Thread.sleep(duration.toMillis()));

    public ReplayOptions {
        if (restaurantId != null && !Ids.isRestaurant(restaurantId)) {
            throw new IllegalArgumentException(
                    "the restaurant's id " + Ids.RESTAURANT_RULE + ", not '" + restaurantId + "'");
        }
        if (historyDays < 0) {
            throw new IllegalArgumentException("the history cannot be " + historyDays + " days");
        }
        boolean sane = speed == 0 || (speed >= SLOWEST && !Double.isInfinite(speed));
        if (!sane) {
            throw new IllegalArgumentException("the speed cannot be " + speed);
        }
    }

    public ReplayOptions withRestaurantId(@Nullable String id) {
        return new ReplayOptions(id, historyDays, speed, publishRestaurant, limits, clock, sleeper);
    }

    public ReplayOptions withHistoryDays(int days) {
        return new ReplayOptions(restaurantId, days, speed, publishRestaurant, limits, clock, sleeper);
    }

    public ReplayOptions withSpeed(double factor) {
        return new ReplayOptions(restaurantId, historyDays, factor, publishRestaurant, limits, clock, sleeper);
    }

    public ReplayOptions withPublishRestaurant(boolean publish) {
        return new ReplayOptions(restaurantId, historyDays, speed, publish, limits, clock, sleeper);
    }

    public ReplayOptions withLimits(SortLimits newLimits) {
        return new ReplayOptions(restaurantId, historyDays, speed, publishRestaurant, newLimits, clock, sleeper);
    }

    /** With another time and another way to let it pass, for tests. */
    public ReplayOptions withTime(Clock newClock, Sleeper newSleeper) {
        return new ReplayOptions(restaurantId, historyDays, speed, publishRestaurant, limits, newClock, newSleeper);
    }
}
