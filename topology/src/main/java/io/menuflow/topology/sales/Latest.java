package io.menuflow.topology.sales;

import io.menuflow.models.sales.Packed;
import io.menuflow.topology.store.RowSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The latest event of a restaurant: the greatest {@code closed_at} of all its valid records, whether they won or not,
 * so that neither order nor duplicates matter. It is the restaurant's own clock.
 *
 * @param at when
 * @param day the business day it falls on
 * @param currency of all its sums: a restaurant that went and came again cannot mix two
 */
public record Latest(Instant at, int day, String currency) {

    private static final int VERSION = 1;

    /** The latest event of {@code restaurant} in the sales store, or null before its first. */
    public static @Nullable Latest of(RowSource sales, String restaurant) {
        byte[] row = sales.get(SalesKeys.latest(restaurant));
        if (row == null) {
            return null;
        }
        Packed.Reader in = new Packed.Reader(row);
        if (in.raw() != VERSION) {
            throw new IllegalArgumentException("a latest-event row of an unknown version: " + row[0]);
        }
        return new Latest(Instant.ofEpochMilli(in.signed()), (int) in.signed(), in.text());
    }

    /** Both together: the later instant, the later day. */
    public static Latest of(@Nullable Latest before, Instant at, int day, String currency) {
        return before == null
                ? new Latest(at, day, currency)
                : new Latest(before.at.isBefore(at) ? at : before.at, Math.max(before.day, day), before.currency);
    }

    byte[] toBytes() {
        return new Packed.Writer()
                .raw(VERSION)
                .signed(at.toEpochMilli())
                .signed(day)
                .text(currency)
                .toBytes();
    }
}
