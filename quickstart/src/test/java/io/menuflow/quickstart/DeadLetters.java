package io.menuflow.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what was set aside, and finds each record by where it was produced. Committed records only. */
final class DeadLetters implements AutoCloseable {

    private static final String TOPIC = "menuflow-dlq";

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, ConsumerRecord<byte[], byte[]>> letters = new HashMap<>();
    private int read;

    DeadLetters(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Waits for the letter about the record that was produced to {@code origin}. */
    ConsumerRecord<byte[], byte[]> about(RecordMetadata origin) {
        String place = place(origin.topic(), origin.partition(), origin.offset());
        await().atMost(Duration.ofSeconds(30))
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .until(() -> poll().containsKey(place));
        return letters.get(place);
    }

    /** The letter about a record, if it is already there. */
    Optional<ConsumerRecord<byte[], byte[]>> now(RecordMetadata origin) {
        return Optional.ofNullable(poll().get(place(origin.topic(), origin.partition(), origin.offset())));
    }

    /** A header as text. */
    static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        assertThat(header).as(name).isNotNull();
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private Map<String, ConsumerRecord<byte[], byte[]>> poll() {
        for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(Duration.ofMillis(100))) {
            read++;
            String place = header(letter, "menuflow-topic") + "-" + header(letter, "menuflow-partition") + "@"
                    + header(letter, "menuflow-offset");
            letters.put(place, letter);
            assertThat(letters).as("one letter for each record").hasSize(read);
        }
        return letters;
    }

    private static String place(String topic, int partition, long offset) {
        return topic + "-" + partition + "@" + offset;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
