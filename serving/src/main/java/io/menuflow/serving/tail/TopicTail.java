package io.menuflow.serving.tail;

import io.menuflow.schemas.SchemaRegistryException;
import io.menuflow.schemas.Topic;
import io.menuflow.schemas.UnknownSchemaException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic of one partition from its beginning, committed records only and without a group: first to its end, then,
 * when asked to, whatever comes. What a listener made of it is this node's view of the topic.
 */
public final class TopicTail<V> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    /** Records may be large: few at a time. */
    private static final int RECORDS = 20;

    private final String bootstrapServers;
    private final Topic<String, V> topic;
    private final TopicPartition partition;
    private final Listener<V> listener;
    private final KafkaConsumer<String, byte[]> consumer;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile long position;
    private @Nullable Thread follower;

    /** What becomes of the records; called by one thread at a time. */
    public interface Listener<V> {

        /** A record; a null value is a tombstone. */
        void read(Entry<V> entry);

        /** A record that is none of the topic's. */
        void unreadable(String key, String why);

        /** All that came has been read; only while the topic is followed. */
        default void caughtUp() {}
    }

    /** A record: its key, its value, where it stands, and how many bytes the value has. */
    public record Entry<V>(String key, @Nullable V value, long offset, int bytes) {}

    /** Nothing is read yet. */
    public TopicTail(String bootstrapServers, Topic<String, V> topic, Listener<V> listener) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.partition = new TopicPartition(topic.name(), 0);
        this.listener = listener;
        this.consumer = consumer();
    }

    /**
     * Reads the topic to its end as it is now.
     *
     * @throws KafkaException when the end is not reached within a minute
     * @throws SchemaRegistryException when the registry stays unreachable
     */
    public void readToEnd() {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) < end) {
            consumer.poll(POLL).forEach(this::deliver);
            if (System.nanoTime() > until) {
                throw new KafkaException(topic.name() + " could not be read to its end within " + PATIENCE);
            }
        }
        position = consumer.position(partition);
    }

    /** From where it was read to, goes on reading on a thread of its own. */
    public void follow() {
        Thread thread = new Thread(this::steps, "menuflow-" + topic.name());
        thread.setDaemon(true);
        follower = thread;
        thread.start();
    }

    /** The offset that is read next: all before it have been. */
    public long position() {
        return position;
    }

    /** The value at an offset, read again; empty when it was compacted away. */
    public Optional<V> at(long offset) {
        try (KafkaConsumer<String, byte[]> once = consumer()) {
            once.assign(List.of(partition));
            once.seek(partition, offset);
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < until) {
                for (ConsumerRecord<String, byte[]> record : once.poll(POLL)) {
                    return record.offset() == offset ? Optional.ofNullable(decoded(record)) : Optional.empty();
                }
                if (once.position(partition) > offset) {
                    return Optional.empty();
                }
            }
        }
        throw new KafkaException("record " + offset + " of " + topic.name() + " could not be read again");
    }

    /** Never ends by an error: a view that stops without a word would be believed. */
    private void steps() {
        try (consumer) {
            while (closing.getCount() > 0) {
                step();
            }
        }
    }

    private void step() {
        try {
            var records = consumer.poll(POLL);
            records.forEach(this::deliver);
            if (!records.isEmpty()) {
                listener.caughtUp();
            }
            position = consumer.position(partition);
        } catch (WakeupException e) {
            log.debug("closing");
        } catch (RuntimeException e) {
            log.error("reading {} failed and is tried again", topic.name(), e);
            consumer.seek(partition, position);
            pause();
        }
    }

    private void deliver(ConsumerRecord<String, byte[]> record) {
        String key = String.valueOf(record.key());
        V value;
        try {
            value = decoded(record);
        } catch (SerializationException | UnknownSchemaException e) {
            listener.unreadable(key, String.valueOf(e.getMessage()));
            return;
        }
        byte[] bytes = record.value();
        listener.read(new Entry<>(key, value, record.offset(), bytes == null ? 0 : bytes.length));
    }

    private @Nullable V decoded(ConsumerRecord<String, byte[]> record) {
        return topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
    }

    private void pause() {
        try {
            boolean unused = closing.await(TRY_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        RECORDS),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        closing.countDown();
        Thread thread = follower;
        if (thread == null) {
            consumer.close();
            return;
        }
        consumer.wakeup();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
