package io.menuflow.topology.sales;

import io.menuflow.topology.store.Key;
import io.menuflow.topology.store.RowSource;
import io.menuflow.topology.store.Rows;
import org.jspecify.annotations.Nullable;

/**
 * What a restaurant was when it was removed, as published: row {@code restaurant 0 'g'} of the sales store, as long as it is
 * away. Its sales and its menu wait for it, so whose they are and by which calendar they were counted is not forgotten.
 */
public final class Removed {

    private static final int KIND = 'g';

    private Removed() {}

    /** The record, or null when the restaurant is there or never was. */
    public static byte @Nullable [] of(RowSource sales, String restaurant) {
        return sales.get(key(restaurant));
    }

    /** Keeps the record; null forgets it. Questions see it at once. */
    public static void keep(Rows sales, String restaurant, byte @Nullable [] record) {
        byte[] key = key(restaurant);
        sales.put(key, record);
        sales.show(key);
    }

    private static byte[] key(String restaurant) {
        return Key.of(restaurant).oneByte(KIND).toBytes();
    }
}
