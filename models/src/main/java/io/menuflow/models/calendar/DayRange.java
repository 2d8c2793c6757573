package io.menuflow.models.calendar;

import java.time.LocalDate;

/**
 * A window of business days, both ends included, as days since 1970-01-01.
 *
 * @param first the first business day
 * @param last the last business day, not before the first
 */
public record DayRange(int first, int last) {

    public DayRange {
        if (last < first) {
            throw new IllegalArgumentException("a window from " + first + " to " + last + " has no day");
        }
    }

    /** The {@code days} business days that end with {@code last}. */
    public static DayRange endingWith(int last, int days) {
        return new DayRange(last - days + 1, last);
    }

    /** How many business days it spans. */
    public int days() {
        return last - first + 1;
    }

    /** Whether {@code day} lies in it. */
    public boolean contains(int day) {
        return first <= day && day <= last;
    }

    /** The first business day as a date. */
    public LocalDate from() {
        return LocalDate.ofEpochDay(first);
    }

    /** The last business day as a date. */
    public LocalDate to() {
        return LocalDate.ofEpochDay(last);
    }
}
