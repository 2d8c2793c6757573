package io.menuflow.models.demand;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was said of one day of a series, and what sold.
 *
 * @param itemId empty for everything
 * @param whole whether only whole quantities are sold
 * @param closedDay the day close it was said at, business days since 1970-01-01
 * @param day the day it is about
 * @param sold in units
 * @param scale mean |sold − the same weekday a week before| in the weeks before the day close; NaN when unknown
 * @param served whose forecast was the answer
 * @param by every method's forecast; without the model when there was none
 * @param ranks shares of what sold that rank below P10, up to P50, up to P90 and above, of exponential smoothing and the
 *     model: see {@link CutForecasts#ranks}; none on days that were taken to be closed
 * @param hours how the day was spread over its hours; null when no hour was known
 */
public record Compared(
        String itemId,
        boolean whole,
        int closedDay,
        int day,
        double sold,
        double scale,
        Method served,
        Map<Method, DayDemand> by,
        Map<Method, double[]> ranks,
        @Nullable HourShares hours) {}
