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
        Long amount = null;
        for (Entry entry : entries) {
            if (entry.effectiveFrom() > day) {
                break;
            }
            amount = entry.amount();
        }
        return amount;
    }

    /** The first business day after {@code day} on which an entry begins; Integer.MAX_VALUE when none does. */
    public int until(int day) {
        for (Entry entry : entries) {
            if (entry.effectiveFrom() > day) {
                return entry.effectiveFrom();
            }
        }
        return Integer.MAX_VALUE;
    }
}
