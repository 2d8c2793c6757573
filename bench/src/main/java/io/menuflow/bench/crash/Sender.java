package io.menuflow.bench.crash;

import io.menuflow.connectors.CheckAvro;
import io.menuflow.models.check.Check;
import io.menuflow.schemas.RestaurantPartitioner;
import io.menuflow.schemas.Topic;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends events, good and bad, each once and in order, however often the broker dies meanwhile. */
final class Sender implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final Topics topics;
    private final int partitions;
    private final LongConsumer beforeEach;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Map<String, Map<String, byte[]>> said = new HashMap<>();
    private long sent;

    /** @param beforeEach hears how many were sent before each event, and may keep it waiting */
    Sender(String bootstrapServers, Topics topics, int partitions, LongConsumer beforeEach) {
        this.topics = topics;
        this.partitions = partitions;
        this.beforeEach = beforeEach;
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.RETRIES_CONFIG,
                Integer.MAX_VALUE,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Integer.MAX_VALUE,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                (long) Integer.MAX_VALUE,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                5);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void restaurant(Restaurant restaurant) {
        send(topics.restaurants(), restaurant.getRestaurantId(), restaurant);
    }

    void item(MenuItem item) {
        send(topics.menuItems(), item.getRestaurantId() + ":" + item.getItemId(), item);
    }

    void check(Check check) {
        send(topics.transactions(), check.restaurantId(), CheckAvro.toAvro(check));
    }

    private <V> void send(Topic<String, V> topic, String key, V value) {
        raw(topic, home(key), key, bytes(topic, value));
    }

    /** A value as it is written. */
    <V> byte[] bytes(Topic<String, V> topic, V value) {
        return topic.valueSerde().serializer().serialize(topic.name(), value);
    }

    /** The partition of a key's restaurant. */
    int home(String key) {
        return RestaurantPartitioner.partition(key, partitions);
    }

    /** Another partition than the key's home; its home where there is only one. */
    int elsewhere(String key) {
        return (home(key) + 1) % partitions;
    }

    /** Any bytes, anywhere. */
    void raw(Topic<String, ?> topic, int partition, @Nullable String key, byte @Nullable [] value) {
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("an event did not reach " + topic.name(), failed);
        }
        beforeEach.accept(sent);
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        Future<?> unused =
                producer.send(new ProducerRecord<>(topic.name(), partition, keyBytes, value), (metadata, error) -> {
                    if (error == null) {
                        acknowledged.incrementAndGet();
                    } else {
                        failure.compareAndSet(null, error);
                    }
                });
        sent++;
        if (!topic.name().equals(topics.transactions().name())) {
            said.computeIfAbsent(topic.name(), name -> new HashMap<>()).put(name(partition, keyBytes), value);
        }
    }

    /** Where a key stands, for messages. */
    static String name(int partition, byte @Nullable [] key) {
        return partition + " " + (key == null ? "" : new String(key, StandardCharsets.UTF_8));
    }

    /** The last value of each key of a compacted input, by {@link #name}. */
    Map<String, byte[]> said(String topic) {
        return said.getOrDefault(topic, Map.of());
    }

    Topics topics() {
        return topics;
    }

    /** Events sent. */
    long sent() {
        return sent;
    }

    /** Waits until the broker has all of them. */
    void flush() {
        producer.flush();
        if (acknowledged.get() != sent) {
            throw new IllegalStateException(
                    "the broker has " + acknowledged + " of " + sent + " events", failure.get());
        }
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ZERO);
    }
}
