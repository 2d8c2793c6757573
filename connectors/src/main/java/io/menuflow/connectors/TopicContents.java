package io.menuflow.connectors;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads all that was committed to a topic up to now, without a group. */
public final class TopicContents implements AutoCloseable {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KafkaConsumer<byte[], byte[]> consumer;

    /** With a Kafka client configuration, at least {@code bootstrap.servers}. */
    public TopicContents(Map<String, ?> clientConfig) {
        Map<String, Object> config = new HashMap<>(clientConfig);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"); // what is deleted meanwhile skips nothing else
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Hands on each record with a key, those of one key in their order; the value of a tombstone is null. What stands
     * behind the beginning of a transaction that is still open is not committed up to now.
     *
     * @param topic must exist
     * @throws KafkaException when reading gets no further for two minutes
     */
    public void read(String topic, BiConsumer<String, byte @Nullable []> visitor) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long before = remaining(ends);
        long moved = System.nanoTime();
        for (long left = before; left > 0; left = remaining(ends)) {
            if (left < before) {
                before = left; // also over records that were aborted, which nobody is handed
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
                throw new KafkaException("reading topic " + topic + " got no further for " + PATIENCE);
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.key() != null) {
                    visitor.accept(new String(record.key(), StandardCharsets.UTF_8), record.value());
                }
            }
        }
    }

    /** Offsets before the ends that are still to be read, markers and aborted records included. */
    private long remaining(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                .sum();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
