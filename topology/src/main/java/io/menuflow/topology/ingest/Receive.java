package io.menuflow.topology.ingest;

import io.menuflow.models.check.Ids;
import io.menuflow.schemas.RestaurantPartitioner;
import io.menuflow.schemas.Topic;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.UnknownSchemaException;
import io.menuflow.topology.Names;
import io.menuflow.topology.StageObserver;
import io.menuflow.topology.arrival.Arrived;
import io.menuflow.topology.arrival.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * First step of every input: bytes become a value whose restaurant lives in this partition. What cannot be read goes to
 * the dead letters, what a foreign producer put elsewhere goes home. A registry that cannot be reached is not the
 * record's fault: the exception stops the node and nothing is lost.
 */
public final class Receive<V> implements Processor<byte[], byte[], Object, Object> {

    private static final String STAGE = "receive";

    private final Topic<String, V> topic;
    private final Function<V, String> keyOf;
    private final boolean tombstones;
    private final String next;
    private final Home home;
    private final StageObserver observer;
    private @Nullable ProcessorContext<Object, Object> context;

    /**
     * @param keyOf the key a value belongs under
     * @param tombstones whether a null value means something
     * @param next the step that handles what was received
     */
    public Receive(
            Topic<String, V> topic,
            Function<V, String> keyOf,
            boolean tombstones,
            String next,
            String strays,
            int partitions,
            StageObserver observer) {
        this.topic = topic;
        this.keyOf = keyOf;
        this.tombstones = tombstones;
        this.next = next;
        this.home = new Home(strays, partitions);
        this.observer = observer;
    }

    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Arrived arrived = home.arrived(context(), record);
        if (!arrived.topic().equals(topic.name())) {
            return; // a stray of another input
        }
        String size = tooLarge(arrived);
        if (size != null) {
            setAside(arrived, "TOO_LARGE", size);
            return;
        }
        observer.received(context().taskId().partition(), arrived.appendedAt().toEpochMilli());
        V value;
        try {
            value = topic.valueSerde().deserializer().deserialize(topic.name(), arrived.value());
        } catch (UnknownSchemaException e) {
            setAside(arrived, "UNKNOWN_SCHEMA", String.valueOf(e.getMessage()));
            return;
        } catch (SerializationException e) {
            setAside(arrived, "UNREADABLE", String.valueOf(e.getMessage()));
            return;
        }
        receive(arrived, value);
    }

    private static @Nullable String tooLarge(Arrived arrived) {
        int value = arrived.value() == null ? 0 : arrived.value().length;
        int envelope = arrived.envelopeBytes();
        return value > Topics.MAX_RECORD_BYTES
                ? "the record has " + value + " bytes, the limit is " + Topics.MAX_RECORD_BYTES
                : envelope > Topics.MAX_ENVELOPE_BYTES
                        ? "its key and headers have " + envelope + " bytes, the limit is " + Topics.MAX_ENVELOPE_BYTES
                        : null;
    }

    private void receive(Arrived arrived, @Nullable V value) {
        String given = arrived.key() == null ? null : new String(arrived.key(), StandardCharsets.UTF_8);
        if (value == null && (!tombstones || given == null)) {
            setAside(arrived, "NO_VALUE", "a record without a value means nothing here");
            return;
        }
        String key = value == null ? Objects.requireNonNull(given) : keyOf.apply(value);
        String restaurant = RestaurantPartitioner.restaurantOf(key);
        if (!Ids.isRestaurant(restaurant)) {
            setAside(arrived, "BAD_ID", "restaurant_id " + Ids.RESTAURANT_RULE);
        } else if (given == null ? tombstones : !given.equals(key)) {
            setAside(arrived, "KEY_MISMATCH", "the key is '" + given + "' where the value belongs under '" + key + "'");
        } else if (!home.isHome(restaurant, context())) {
            observer.stray(topic.name());
            context().forward(Home.stray(arrived, key), Names.STRAYS_SINK);
        } else {
            Received<V> received = new Received<>(restaurant, key, value, arrived);
            context().forward(new Record<>(restaurant, received, milliseconds(arrived)), next);
        }
    }

    private static long milliseconds(Arrived arrived) {
        return Math.max(0, arrived.appendedAt().toEpochMilli());
    }

    private void setAside(Arrived arrived, String reason, String message) {
        observer.deadLetter(STAGE, reason);
        context().forward(DeadLetter.of(arrived, STAGE, reason, message), Names.DEAD_LETTERS_SINK);
    }

    private ProcessorContext<Object, Object> context() {
        return Objects.requireNonNull(context, "init was not called");
    }
}
