package io.menuflow.models.features;

import io.menuflow.models.menu.ItemQuadrants;
import java.util.Arrays;
import java.util.List;

/**
 * The features of a menu at a day close: one row an item that a quadrant can be said of, or that is too new for it.
 *
 * @param closedDay the last business day that is in them
 * @param items where each stands over the window that ends with that day, ascending by id
 * @param columns numbers a row
 * @param values row after row; NaN is missing
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FeatureTable(int closedDay, List<ItemQuadrants> items, int columns, float[] values) {

    /** How many rows there are. */
    public int rows() {
        return items.size();
    }

    /** One row, as a copy. */
    public float[] row(int item) {
        return Arrays.copyOfRange(values, item * columns, (item + 1) * columns);
    }
}
