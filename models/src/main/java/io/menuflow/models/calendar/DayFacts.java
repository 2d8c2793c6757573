package io.menuflow.models.calendar;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a restaurant's business day beside its sales: past or to come, told by people or by other systems.
 *
 * @param closed whether it did not open
 * @param temperature highest of the day, degrees Celsius, null when not told
 * @param weather in a word, such as {@code rain}, null when not told
 * @param event such as {@code street-festival}, null for none
 */
public record DayFacts(
        boolean closed,
        boolean holiday,
        @Nullable Double temperature,
        @Nullable String weather,
        @Nullable String event) {

    /** Of a day nobody said anything about. */
    public static final DayFacts NONE = new DayFacts(false, false, null, null, null);
}
