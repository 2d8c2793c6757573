package io.menuflow.serving.rest;

import io.menuflow.serving.rest.Problem.FieldError;
import io.menuflow.topology.menu.FaultyRecordException;
import io.menuflow.topology.menu.RestaurantProfile;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What every write of a record has in common: its faults, when it is written, and how it is answered. */
final class Writing {

    private Writing() {}

    /** Ten weeks: longer than anything is cured or aged for a menu. */
    private static final int MOST_PREP_MINUTES = 100_000;

    /** What is asked of the id of an item that is new, and of a key of metadata that is; see {@link #isTrim}. */
    static final String TRIM_RULE = "must neither begin nor end with a blank";

    /** Whether a text neither begins nor ends with a blank: hands that type one, and spreadsheets, lose it. */
    static boolean isTrim(String text) {
        return text.equals(text.strip());
    }

    /** What is wrong with a key of metadata; null when nothing is. */
    static @Nullable String keyFault(String key, @Nullable Map<String, String> before) {
        boolean known = before != null && before.containsKey(key);
        return known || (!key.isEmpty() && isTrim(key)) ? null : "must have a key; it " + TRIM_RULE;
    }

    /** Minutes that an item may take to prepare; what it was told to take before may be told again. */
    static int mostPrepTime(@Nullable Integer before) {
        return before == null ? MOST_PREP_MINUTES : Math.max(MOST_PREP_MINUTES, before);
    }

    /** Ends a request whose body has faults. */
    static void refuse(JsonFields fields) {
        refuse(fields.errors());
    }

    /** Ends a request with faults. */
    static void refuse(List<FieldError> faults) {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    /** What reads a record, its faults told as those of the body. */
    static <T> T valid(Supplier<T> reader) {
        try {
            return reader.get();
        } catch (FaultyRecordException e) {
            throw Problem.invalid(e.faults().stream()
                    .map(fault -> new FieldError(fault.field(), fault.message()))
                    .toList());
        }
    }

    /** Milliseconds, and later than before: two writes in one millisecond stay two. */
    static Instant now(Clock clock, @Nullable Instant before) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return before != null && !now.isAfter(before) ? before.plusMillis(1) : now;
    }

    /** The business day of a restaurant that the clock is in. */
    static LocalDate today(RestaurantProfile restaurant, Clock clock) {
        return LocalDate.ofEpochDay(restaurant.calendar().at(clock.instant()).day());
    }

    static int status(boolean applied, boolean created) {
        return !applied ? 202 : created ? 201 : 200;
    }
}
