package io.menuflow.models.sales;

import io.menuflow.models.check.Check.OrderType;

/** How a day's sales are divided: by order type with daypart, 0..255, or by order type with hour, 256..511. */
public final class Slot {

    private static final int DAYPART_BITS = 4;
    private static final int DAYPARTS = 1 << DAYPART_BITS;
    private static final int HOURS = 32;
    private static final int FIRST_HOUR = 256;

    private Slot() {}

    /** The slot of an order type and a daypart, 0 (none)..15. */
    public static int ofDaypart(OrderType orderType, int daypart) {
        return orderType.code() * DAYPARTS + daypart;
    }

    /** The slot of an order type and a local hour, 0..23. */
    public static int ofHour(OrderType orderType, int hour) {
        return FIRST_HOUR + orderType.code() * HOURS + hour;
    }

    /** Whether it is a slot made by {@link #ofHour}. */
    public static boolean isHour(int slot) {
        return slot >= FIRST_HOUR;
    }

    /** The daypart of a slot made by {@link #ofDaypart}. */
    public static int daypart(int slot) {
        return slot & DAYPARTS - 1; // divisions cost more than all else that is done with a cell
    }

    /** The {@link OrderType#code} of a slot made by {@link #ofDaypart}. */
    public static int orderTypeCodeOfDaypart(int slot) {
        return slot >> DAYPART_BITS;
    }

    /** The order type of a slot made by {@link #ofDaypart}. */
    public static OrderType orderTypeOfDaypart(int slot) {
        return OrderType.ofCode(orderTypeCodeOfDaypart(slot));
    }

    /** The hour of a slot made by {@link #ofHour}. */
    public static int hour(int slot) {
        return slot % HOURS;
    }

    /** The order type of a slot made by {@link #ofHour}. */
    public static OrderType orderTypeOfHour(int slot) {
        return OrderType.ofCode((slot - FIRST_HOUR) / HOURS);
    }
}
