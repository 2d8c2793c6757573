package io.menuflow.bench.crash.recompute;

import io.menuflow.schemas.avro.OrderType;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which sales an answer is about.
 *
 * @param type only this order type, null for all
 * @param daypart only this daypart, null for all
 */
record Window(LocalDate from, LocalDate to, @Nullable OrderType type, @Nullable String daypart) {

    static Window endingWith(LocalDate to, int days) {
        return new Window(to.minusDays(days - 1L), to, null, null);
    }

    int days() {
        return (int) (to.toEpochDay() - from.toEpochDay() + 1);
    }

    /** The window of the same length that ends the day before. */
    Window closed() {
        LocalDate end = to.minusDays(1);
        return new Window(end.minusDays(days() - 1L), end, type, daypart);
    }

    boolean hasDay(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    boolean admits(Books.Cell cell) {
        return hasDay(cell.day())
                && (type == null || cell.type() == type)
                && (daypart == null || daypart.equalsIgnoreCase(cell.daypart()));
    }

    boolean admits(Books.HourCell cell) {
        return hasDay(cell.day()) && (type == null || cell.type() == type);
    }
}
