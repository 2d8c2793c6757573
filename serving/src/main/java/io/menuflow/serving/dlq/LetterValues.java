package io.menuflow.serving.dlq;

import com.fasterxml.jackson.databind.JsonNode;
import io.menuflow.models.check.CheckValidator;
import io.menuflow.models.check.Rejection;
import io.menuflow.schemas.RestaurantPartitioner;
import io.menuflow.schemas.SchemaRegistryException;
import io.menuflow.schemas.Topic;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.RestaurantDay;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.topology.ingest.Checks;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** The values of dead letters, by the topic each came from. A registry that was silent once is not asked again. */
public final class LetterValues {

    private final Map<String, Input<?>> inputs;
    private @Nullable String registrySilent;

    /** Of the inputs among {@code topics}. */
    public LetterValues(Topics topics) {
        inputs = Map.of(
                topics.transactions().name(),
                new Input<>(topics.transactions(), Transaction.getClassSchema(), Transaction::getRestaurantId),
                topics.restaurants().name(),
                new Input<>(topics.restaurants(), Restaurant.getClassSchema(), Restaurant::getRestaurantId),
                topics.restaurantDays().name(),
                new Input<>(
                        topics.restaurantDays(),
                        RestaurantDay.getClassSchema(),
                        day -> day.getRestaurantId() + ":" + day.getDate()),
                topics.menuItems().name(),
                new Input<>(
                        topics.menuItems(),
                        MenuItem.getClassSchema(),
                        item -> item.getRestaurantId() + ":" + item.getItemId()));
    }

    private record Input<V extends SpecificRecord>(Topic<String, V> topic, Schema schema, Function<V, String> keyOf) {

        @Nullable V read(byte @Nullable [] bytes) {
            return topic.valueSerde().deserializer().deserialize(topic.name(), bytes);
        }

        Written write(JsonNode json) {
            @SuppressWarnings("unchecked") // of this input's schema
            V value = (V) AvroJson.read(schema, json);
            byte[] bytes =
                    Objects.requireNonNull(topic.valueSerde().serializer().serialize(topic.name(), value));
            return new Written(keyOf.apply(value), bytes, objections(value));
        }

        String key(byte[] bytes) {
            return keyOf.apply(Objects.requireNonNull(read(bytes)));
        }
    }

    /**
     * A value, or why there is none.
     *
     * @param problem null when there is a value
     */
    public record Reading(@Nullable SpecificRecord value, @Nullable String problem) {

        /** The value as JSON, null when there is none. */
        public @Nullable JsonNode json() {
            return value == null ? null : AvroJson.write(value);
        }
    }

    /**
     * A value to be sent.
     *
     * @param objections why it would be set aside again, as far as the value alone tells
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Written(String key, byte[] bytes, List<String> objections) {}

    /** The value of a letter. */
    public Reading read(Letter letter) {
        Input<?> input = inputs.get(letter.topic());
        if (input == null) {
            return new Reading(null, "it did not come from a topic whose values are known");
        }
        if (letter.value() == null) {
            return new Reading(null, "it has no value");
        }
        if (letter.isCut()) {
            return new Reading(null, "not all of it was kept");
        }
        if (registrySilent != null) {
            return new Reading(null, registrySilent);
        }
        try {
            return new Reading(input.read(letter.value()), null);
        } catch (SchemaRegistryException e) {
            registrySilent = String.valueOf(e.getMessage());
            return new Reading(null, registrySilent);
        } catch (SerializationException e) {
            return new Reading(null, String.valueOf(e.getMessage()));
        }
    }

    /** Why a letter cannot be sent again with this repair; null when it can. */
    @Nullable String obstacle(Letter letter, Repair repair) {
        if (!inputs.containsKey(letter.topic())) { // who can write dead letters must not choose a topic to write to
            return "it did not come from a topic that is read here";
        }
        if (repair.isNone()) {
            return letter.isCut()
                    ? "not all of it was kept"
                    : letter.originPartition() == null ? "it does not say where it came from" : null;
        }
        try {
            List<String> objections = repaired(letter, repair).objections();
            return objections.isEmpty()
                    ? null
                    : "repaired, it would be set aside again: " + String.join("; ", objections);
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /** The repaired value of a letter that has no obstacle. */
    Written repaired(Letter letter, Repair repair) {
        Input<?> input = Objects.requireNonNull(inputs.get(letter.topic()));
        return input.write(repair.apply(read(letter).json()));
    }

    /** Why a letter's value would be set aside again as it is, as far as the value alone tells. */
    List<String> objections(Letter letter) {
        SpecificRecord value = read(letter).value();
        return value == null ? List.of() : objections(value);
    }

    /** Whose it is: by its key, or by its value when it came without one; null when neither tells. */
    public @Nullable String restaurantOf(Letter letter) {
        String key = letter.keyText();
        if (key == null) {
            Input<?> input = inputs.get(letter.topic());
            key = input == null || letter.value() == null || read(letter).value() == null
                    ? null
                    : input.key(letter.value());
        }
        return key == null ? null : RestaurantPartitioner.restaurantOf(key);
    }

    private static List<String> objections(SpecificRecord value) {
        return value instanceof Transaction transaction
                ? CheckValidator.validate(Checks.of(transaction)).stream()
                        .map(Rejection::toString)
                        .toList()
                : List.of();
    }
}
