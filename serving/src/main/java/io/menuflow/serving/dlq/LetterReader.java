package io.menuflow.serving.dlq;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads a topic from a moment on to its end as it is now, committed records only, without joining a group. */
public final class LetterReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;

    /** Reads {@code topic} with a Kafka client configuration (at least {@code bootstrap.servers}). */
    public LetterReader(Map<String, ?> client, String topic) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"); // what expires while it is read
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.topic = topic;
    }

    /** Visits every letter since a moment, of one partition in order; tells how far it is, of how much. */
    public void scan(@Nullable Instant since, Consumer<Letter> visitor, BiConsumer<Long, Long> progress) {
        List<TopicPartition> partitions = partitions();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> from = consumer.beginningOffsets(partitions);
        if (since != null) {
            Map<TopicPartition, Long> times = new HashMap<>();
            partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
            consumer.offsetsForTimes(times)
                    .forEach((partition, found) ->
                            from.put(partition, found == null ? ends.get(partition) : Long.valueOf(found.offset())));
        }
        read(from, ends, record -> visitor.accept(Letter.of(record)), progress);
    }

    /**
     * Visits the letters with these ids, those of one partition in order.
     *
     * @return the ids where there is none: expired, or never was
     */
    public SortedSet<LetterId> find(Collection<LetterId> ids, Consumer<Letter> visitor) {
        SortedSet<LetterId> wanted = new TreeSet<>(ids);
        List<TopicPartition> partitions = partitions();
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> from = new HashMap<>();
        Map<TopicPartition, Long> to = new HashMap<>();
        for (LetterId id : wanted) {
            TopicPartition at = new TopicPartition(topic, id.partition());
            long begin = begins.getOrDefault(at, Long.MAX_VALUE);
            long end = ends.getOrDefault(at, 0L);
            if (begin <= id.offset() && id.offset() < end) {
                from.putIfAbsent(at, id.offset());
                to.put(at, id.offset() + 1);
            }
        }
        read(
                from,
                to,
                record -> {
                    if (wanted.remove(new LetterId(record.partition(), record.offset()))) {
                        visitor.accept(Letter.of(record));
                    }
                },
                (done, total) -> {});
        return wanted;
    }

    /** The letter with this id, if it is there. */
    public Optional<Letter> find(LetterId id) {
        Letter[] found = new Letter[1];
        find(List.of(id), letter -> found[0] = letter);
        return Optional.ofNullable(found[0]);
    }

    /** Visits every record from its beginning. */
    void readAll(Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        List<TopicPartition> partitions = partitions();
        read(consumer.beginningOffsets(partitions), consumer.endOffsets(partitions), visitor, (done, total) -> {});
    }

    private void read(
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> to,
            Consumer<ConsumerRecord<byte[], byte[]>> visitor,
            BiConsumer<Long, Long> progress) {
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        long total = from.keySet().stream()
                .mapToLong(at -> to.getOrDefault(at, 0L) - from.getOrDefault(at, 0L))
                .sum();
        long left = total;
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (left > 0) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < to.getOrDefault(new TopicPartition(topic, record.partition()), 0L)) {
                    visitor.accept(record);
                }
            }
            long before = left;
            left = 0;
            for (TopicPartition at : from.keySet()) {
                left += Math.max(0, to.getOrDefault(at, 0L) - consumer.position(at));
            }
            progress.accept(total - left, total);
            if (left < before) {
                until = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > until) {
                throw new KafkaException("topic " + topic + " could not be read to its end: nothing came for "
                        + PATIENCE.toSeconds() + " s");
            }
        }
    }

    private List<TopicPartition> partitions() {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
