package io.menuflow.topology.sales;

import io.menuflow.topology.store.Rows;

/** How far back a restaurant's sums go. */
public final class SalesSpan {

    private static final int LAST_MONTH = 0xFFFE;

    private SalesSpan() {}

    /** The first day of the first month with sums; Integer.MAX_VALUE when there are none. */
    public static int earliest(Rows sales, String restaurant) {
        int[] first = {Integer.MAX_VALUE};
        sales.scanSome(
                SalesKeys.monthFrom(restaurant, 0),
                SalesKeys.monthTo(restaurant, LAST_MONTH),
                1,
                (key, row) -> first[0] = SalesKeys.day(SalesKeys.Place.of(key).month(), 1));
        return first[0];
    }
}
