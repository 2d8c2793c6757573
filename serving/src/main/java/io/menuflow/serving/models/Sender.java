package io.menuflow.serving.models;

import io.menuflow.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends single records, as large as a model, and waits until all replicas have them. Thread-safe. */
public final class Sender implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Nobody publishes often: a fraction of what Kafka would take. */
    private static final long BUFFER = 2L * Topics.MAX_REQUEST_BYTES;

    private final Producer<byte[], byte[]> producer;

    /** A sender to the cluster at {@code bootstrapServers}. */
    public Sender(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        Topics.MAX_REQUEST_BYTES,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        BUFFER,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        PATIENCE.toMillis(),
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        (int) PATIENCE.toMillis(),
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        (int) PATIENCE.toMillis() / 2),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Sends a record; throws KafkaException when Kafka does not take it within half a minute. */
    public void send(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new KafkaException("Kafka did not take a record of " + record.topic() + ": " + cause, cause);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(3));
    }
}
