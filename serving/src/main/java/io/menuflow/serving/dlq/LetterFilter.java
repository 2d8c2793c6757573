package io.menuflow.serving.dlq;

import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which dead letters; what is null is not asked for. */
public record LetterFilter(
        @Nullable String restaurant,
        @Nullable String reason,
        @Nullable String stage,
        @Nullable String topic,
        @Nullable Instant since,
        @Nullable Instant until) {

    /** All of them. */
    public static final LetterFilter ALL = new LetterFilter(null, null, null, null, null, null);

    /** Whether anything is asked for. */
    public boolean asksForAll() {
        return equals(ALL);
    }

    /** Whether it is one of them; {@code restaurantOf} is asked last, it may have to read the value. */
    public boolean test(Letter letter, Function<Letter, @Nullable String> restaurantOf) {
        return (reason == null || reason.equalsIgnoreCase(letter.reason()))
                && (stage == null || stage.equalsIgnoreCase(letter.stage()))
                && (topic == null || topic.equals(letter.topic()))
                && (since == null || !letter.setAsideAt().isBefore(since))
                && (until == null || letter.setAsideAt().isBefore(until))
                && (restaurant == null || Objects.equals(restaurant, restaurantOf.apply(letter)));
    }
}
