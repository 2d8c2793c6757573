package io.menuflow.topology.sales;

import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.sales.Packed;
import org.jspecify.annotations.Nullable;

/**
 * What the sales tell about an item besides sums.
 *
 * @param name as the latest business day's checks call it (of one day, the alphabetically last): independent of order
 * @param category on the same check
 * @param namedOn the business day the name is from
 * @param firstSold first business day within the history with an order, or {@link #NEVER}
 * @param lastSold last business day with an order, or {@link #NEVER}
 */
record ItemInfo(String name, @Nullable String category, int namedOn, int firstSold, int lastSold) {

    /** Not sold on any day. */
    static final int NEVER = MenuHistory.NEVER;

    private static final int VERSION = 1;

    ItemInfo named(String otherName, @Nullable String otherCategory, int day) {
        int order = Integer.compare(day, namedOn);
        if (order == 0) {
            order = otherName.compareTo(name);
        }
        if (order == 0) {
            order = (otherCategory == null ? "" : otherCategory).compareTo(category == null ? "" : category);
        }
        return order > 0 ? new ItemInfo(otherName, otherCategory, day, firstSold, lastSold) : this;
    }

    ItemInfo sold(int first, int last) {
        return first == firstSold && last == lastSold ? this : new ItemInfo(name, category, namedOn, first, last);
    }

    byte[] toBytes() {
        return new Packed.Writer()
                .raw(VERSION)
                .text(name)
                .optional(category)
                .signed(namedOn)
                .signed(firstSold)
                .signed(lastSold)
                .toBytes();
    }

    static ItemInfo of(byte[] bytes) {
        Packed.Reader in = new Packed.Reader(bytes);
        if (in.raw() != VERSION) {
            throw new IllegalArgumentException("an item info row of an unknown version: " + bytes[0]);
        }
        return new ItemInfo(in.text(), in.optional(), (int) in.signed(), (int) in.signed(), (int) in.signed());
    }
}
