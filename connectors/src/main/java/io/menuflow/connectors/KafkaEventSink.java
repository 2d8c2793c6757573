package io.menuflow.connectors;

import io.menuflow.models.check.Check;
import io.menuflow.schemas.RestaurantPartitioner;
import io.menuflow.schemas.Topic;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Events to Kafka, each into its restaurant's partition, by an idempotent producer. The first event that could not be
 * made durable fails the next call, so that a source never runs on past a loss. Thread-safe.
 */
public final class KafkaEventSink implements EventSink {

    /** What a client configuration may change. */
    private static final Map<String, Object> DEFAULTS = Map.of(
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            ProducerConfig.LINGER_MS_CONFIG,
            10,
            ProducerConfig.BATCH_SIZE_CONFIG,
            128 * 1024,
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            64L * 1024 * 1024);

    /** What it may not: without these an acknowledged event could be lost, doubled or reordered. */
    private static final Map<String, Object> FIXED =
            Map.of(ProducerConfig.ACKS_CONFIG, "all", ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);

    private final Producer<byte[], byte[]> producer;
    private final Topics topics;
    private final Map<String, Integer> partitions = new ConcurrentHashMap<>();
    private final LongAdder sent = new LongAdder();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private volatile boolean failureTold;

    /** A sink that sends by {@code producer} and closes it when it is closed itself. */
    public KafkaEventSink(Producer<byte[], byte[]> producer, Topics topics) {
        this.producer = producer;
        this.topics = topics;
    }

    /** A sink with a producer of its own, made from a Kafka client configuration (at least {@code bootstrap.servers}). */
    public static KafkaEventSink connect(Map<String, ?> clientConfig, Topics topics) {
        Map<String, Object> config = producerConfig(clientConfig);
        return new KafkaEventSink(
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()), topics);
    }

    static Map<String, Object> producerConfig(Map<String, ?> clientConfig) {
        Map<String, Object> config = new HashMap<>(DEFAULTS);
        config.putAll(clientConfig);
        config.putAll(FIXED);
        return config;
    }

    @Override
    public void restaurant(Restaurant restaurant) {
        send(topics.restaurants(), restaurant.getRestaurantId(), restaurant);
    }

    @Override
    public void item(MenuItem item) {
        send(topics.menuItems(), item.getRestaurantId() + ":" + item.getItemId(), item);
    }

    /**
     * {@inheritDoc}
     *
     * @throws ArithmeticException when an amount has more digits than the schema holds
     */
    @Override
    public void check(Check check) {
        send(topics.transactions(), check.restaurantId(), CheckAvro.toAvro(check));
    }

    /** How many events the brokers have acknowledged. */
    public long sent() {
        return sent.sum();
    }

    @Override
    public void flush() {
        producer.flush();
        throwFailure();
    }

    /**
     * Waits for what is under way, and throws when something failed that no call has told yet. An interrupt is kept for
     * the caller: the producer would give up what is under way.
     */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            producer.close();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (!failureTold) {
            throwFailure();
        }
    }

    private <V> void send(Topic<String, V> topic, String key, V value) {
        throwFailure();
        int count = partitions.computeIfAbsent(
                topic.name(), name -> producer.partitionsFor(name).size());
        Future<?> unused = producer.send(
                new ProducerRecord<>(
                        topic.name(),
                        RestaurantPartitioner.partition(key, count),
                        topic.keySerde().serializer().serialize(topic.name(), key),
                        topic.valueSerde().serializer().serialize(topic.name(), value)),
                (metadata, error) -> {
                    if (error == null) {
                        sent.increment();
                    } else {
                        failure.compareAndSet(
                                null,
                                new KafkaException(
                                        "an event of " + key + " did not reach " + topic.name() + ": "
                                                + error.getMessage(),
                                        error));
                    }
                });
    }

    private void throwFailure() {
        Exception first = failure.get();
        if (first != null) {
            failureTold = true;
            // A new exception each time: the caller's stack, not the producer thread's.
            throw new KafkaException(first.getMessage(), first.getCause());
        }
    }
}
