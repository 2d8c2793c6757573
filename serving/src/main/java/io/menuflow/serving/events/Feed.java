package io.menuflow.serving.events;

import io.menuflow.schemas.Topic;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An output topic that events are made of. Its place in the list of feeds is its place in every {@link EventId}: new
 * ones are added at the end.
 *
 * @param topic keyed by restaurant, or by restaurant and the rest
 * @param view what is told of a record
 */
public record Feed<V>(Topic<String, V> topic, View<V> view) {

    /** From a record to what is told of it. */
    @FunctionalInterface
    public interface View<V> {

        /** What is told; a null value is a tombstone. */
        Told told(String key, @Nullable V value);
    }

    /** What a record means to those who listen. */
    public sealed interface Told {}

    /**
     * An event.
     *
     * @param type its name
     * @param json its data, in one line
     * @param asOf the restaurant's latest event in it; null when it says nothing of that
     */
    public record Event(String type, String json, @Nullable Instant asOf) implements Told {}

    /** The menu changed as a whole: a new snapshot says how. */
    public record Anew(String reason) implements Told {}

    /** The restaurant is gone. */
    public record Gone() implements Told {}

    Told told(String key, byte @Nullable [] value) {
        return view.told(key, topic.valueSerde().deserializer().deserialize(topic.name(), value));
    }
}
