package io.menuflow.models.training;

/**
 * An item at a day close, and where it stood over the window after.
 *
 * @param closedDay last business day that the features know, since 1970-01-01
 * @param features in the order of the data set's; NaN is missing
 * @param state the row of calibrated persistence it falls into: its quadrant now
 * @param label what became of it, an index into {@link io.menuflow.models.outlook.Persistence#CLASSES}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Row(String restaurant, int closedDay, String itemId, float[] features, int state, int label) {

    /** The week its day close lies in; all day closes of a data set are on one weekday. */
    int week() {
        return Math.floorDiv(closedDay, 7);
    }
}
