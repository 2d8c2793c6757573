package io.menuflow.models.demand;

/**
 * A day to learn from.
 *
 * @param itemId empty for everything
 * @param closedDay last business day that the features know, since 1970-01-01
 * @param day the day that came
 * @param features in the order of {@link DemandFeatures#refs}; NaN is missing
 * @param label where what sold lies in exponential smoothing's distribution, in standard normal units
 * @param weight what an error there is in units, relative to the menu's at this day close
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record DemandSample(String itemId, int closedDay, int day, float[] features, float label, float weight) {}
