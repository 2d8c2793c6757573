package io.menuflow.serving.rest;

import io.menuflow.schemas.RestaurantPartitioner;
import io.menuflow.schemas.Topic;
import io.menuflow.schemas.Topics;
import io.menuflow.serving.access.DeniedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes what requests bring to Kafka and waits until all replicas have it. Thread-safe. */
public final class Publisher implements AutoCloseable {

    private static final long PATIENCE_MS = 5_000;

    private final Producer<byte[], byte[]> producer;
    private final int partitions;
    private final Metric room;

    /** A publisher to the cluster at {@code bootstrapServers}. */
    public Publisher(String bootstrapServers, int partitions) {
        this(producer(bootstrapServers), partitions);
    }

    Publisher(Producer<byte[], byte[]> producer, int partitions) {
        this.producer = producer;
        this.partitions = partitions;
        room = producer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("buffer-available-bytes"))
                .map(metric -> metric.getValue())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the producer does not say how much it can take"));
    }

    private static Producer<byte[], byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        2,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        PATIENCE_MS,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        3_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        (int) PATIENCE_MS),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Refuses with 429 what would have to wait for what is on its way to Kafka: who waits holds a thread.
     *
     * @param bytes of all records of a request
     */
    void refuseWhenFull(long bytes) {
        double free = (Double) room.metricValue();
        if (free < bytes) {
            throw DeniedException.tooMany(
                    "Kafka takes records more slowly than they come, and " + bytes + " bytes more find no room now;"
                            + " sending it again is safe",
                    1);
        }
    }

    /** Sends one record, null for a tombstone; completes when Kafka has it. */
    <V> CompletableFuture<Void> send(Topic<String, V> topic, String key, @Nullable V value) {
        byte[] bytes = value == null ? null : topic.valueSerde().serializer().serialize(topic.name(), value);
        return send(topic.name(), key, bytes);
    }

    /** Sends the tombstone of a key; completes when Kafka has it. */
    CompletableFuture<Void> remove(Topic<String, ?> topic, String key) {
        return produce(topic.name(), key, null);
    }

    /** Sends one record whose value is written already; completes when Kafka has it. */
    CompletableFuture<Void> send(String topic, String key, byte @Nullable [] value) {
        if (value != null && value.length > Topics.MAX_RECORD_BYTES) {
            throw new Problem.ProblemException(new Problem(
                    "Body too large",
                    413,
                    "it would be a record of " + value.length + " bytes, the limit is " + Topics.MAX_RECORD_BYTES,
                    List.of()));
        }
        return produce(topic, key, value);
    }

    @SuppressWarnings("NullAway") // a null value is Kafka's tombstone, but ProducerRecord is not annotated so
    private CompletableFuture<Void> produce(String topic, String key, byte @Nullable [] value) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic, RestaurantPartitioner.partition(key, partitions), key.getBytes(StandardCharsets.UTF_8), value);
        var unused = producer.send(record, (metadata, error) -> {
            if (error == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(error);
            }
        });
        return done;
    }

    /** Waits for all; throws the problem that says what did not reach Kafka. */
    static void await(List<CompletableFuture<Void>> sent) {
        try {
            CompletableFuture.allOf(sent.toArray(new CompletableFuture<?>[0]))
                    .get(PATIENCE_MS * 2, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw Problem.unavailable(
                    "Kafka did not take it: " + String.valueOf(e.getCause()) + "; sending it again is safe");
        } catch (TimeoutException e) {
            throw Problem.unavailable("Kafka did not take it in time; sending it again is safe");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("the node is stopping; sending it again is safe");
        }
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(3));
    }
}
