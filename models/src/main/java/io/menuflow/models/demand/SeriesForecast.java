package io.menuflow.models.demand;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What will sell of an item, or of everything in a restaurant, over the next days.
 *
 * @param itemId empty for everything
 * @param whole whether only whole quantities are sold
 * @param days the {@link DemandForecaster#HORIZON} days after the closed one, ascending
 * @param served what they are forecast by
 * @param why that, in a sentence
 * @param errors how each method did on this series in the back-test; those not tried are missing
 * @param hours how a day's sales spread over its hours; null when no hour of the restaurant is known
 */
public record SeriesForecast(
        String itemId,
        boolean whole,
        List<DayDemand> days,
        Evidence evidence,
        Method served,
        String why,
        Map<Method, MethodError> errors,
        @Nullable HourShares hours) {

    /** How much of its own sales a forecast knows. */
    public enum Evidence {
        /** A back-test of its own. */
        BACK_TESTED,
        /** Too few days for a back-test of its own. */
        SHORT,
        /** Fewer than 14 days on the menu: mostly what other items sell. */
        NEW,
        /** Longer on the menu, and never sold. */
        NEVER_SOLD
    }

    public SeriesForecast {
        days = List.copyOf(days);
        errors = Map.copyOf(errors);
    }
}
