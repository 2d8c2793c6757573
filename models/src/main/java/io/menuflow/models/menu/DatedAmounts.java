package io.menuflow.models.menu;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An amount that changes over business days: each entry holds from its day until the next one's. */
public record DatedAmounts(List<Entry> entries) {

    /** Never told. */
    public static final DatedAmounts NONE = new DatedAmounts(List.of());

    /**
     * What holds from a day on.
     *
     * @param effectiveFrom business day since 1970-01-01
     * @param amount in ten-thousandths
     */
    public record Entry(int effectiveFrom, long amount) {}

    public DatedAmounts {
        entries = List.copyOf(entries);
    }

    /** The amount in force on a business day, in ten-thousandths, or null when none is yet. */
    public @Nullable Long on(int day) {
        Entry inForce = null;
        for (int i = 0; i < entries.size() && entries.get(i).effectiveFrom() <= day; i++) {
            inForce = entries.get(i);
        }
        return inForce == null ? null : (Long) inForce.amount();
    }

    /** The first business day after {@code day} on which an entry begins; Integer.MAX_VALUE when none does. */
    public int until(int day) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).effectiveFrom() > day) {
                return entries.get(i).effectiveFrom();
            }
        }
        return Integer.MAX_VALUE;
    }
}
