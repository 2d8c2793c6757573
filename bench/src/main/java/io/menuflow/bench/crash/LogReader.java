package io.menuflow.bench.crash;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics from their first to their last committed record, partition after partition in the order of offsets. */
public final class LogReader {

    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrapServers;

    public LogReader(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Hands every committed record of {@code topic} to {@code each}. */
    public void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Set<TopicPartition> left = new HashSet<>(partitions);
            left.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
            while (!left.isEmpty()) {
                consumer.poll(POLL).forEach(each);
                left.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
            }
        }
    }

    /** The same of an input, which must be whole: of a compacted log nobody can say what it led to. */
    public void readWhole(String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        Map<Integer, Long> next = new HashMap<>();
        read(topic, record -> {
            long expected = next.getOrDefault(record.partition(), 0L);
            if (record.offset() != expected) {
                throw new IllegalStateException(topic + "-" + record.partition() + " goes on with offset "
                        + record.offset() + " where " + expected + " was expected: its log is not whole");
            }
            next.put(record.partition(), expected + 1);
            each.accept(record);
        });
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
