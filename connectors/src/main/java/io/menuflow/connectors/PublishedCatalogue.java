package io.menuflow.connectors;

import io.menuflow.schemas.Topic;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.Restaurant;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The restaurants and menu items that Kafka held when this was made: two compacted topics, read once to their ends. */
public final class PublishedCatalogue {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Map<String, Restaurant> restaurants = new HashMap<>();
    private final Set<String> items = new HashSet<>();

    private PublishedCatalogue() {}

    /**
     * Reads it with a Kafka client configuration (at least {@code bootstrap.servers}); the topics must exist.
     *
     * @throws KafkaException when the brokers do not answer
     */
    public static PublishedCatalogue read(Map<String, ?> clientConfig, Topics topics) {
        PublishedCatalogue catalogue = new PublishedCatalogue();
        Map<String, Object> config = new HashMap<>(clientConfig);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            read(
                    consumer,
                    topics.restaurants().name(),
                    (key, value) -> catalogue.keep(topics.restaurants(), key, value));
            read(consumer, topics.menuItems().name(), catalogue::keepItem);
        }
        return catalogue;
    }

    /** The latest record of a restaurant, or null. */
    public @Nullable Restaurant restaurant(String id) {
        return restaurants.get(id);
    }

    /** Whether an item is on a restaurant's menu. */
    public boolean hasItem(String restaurant, String item) {
        return items.contains(restaurant + ":" + item);
    }

    private void keep(Topic<String, Restaurant> topic, String key, byte @Nullable [] value) {
        if (value == null) {
            restaurants.remove(key);
            return;
        }
        try {
            restaurants.put(key, topic.valueSerde().deserializer().deserialize(topic.name(), value));
        } catch (SerializationException e) {
            restaurants.remove(key); // what the node cannot read either is not there
        }
    }

    private void keepItem(String key, byte @Nullable [] value) {
        if (value == null) {
            items.remove(key);
        } else {
            items.add(key);
        }
    }

    private static void read(
            KafkaConsumer<byte[], byte[]> consumer, String topic, BiConsumer<String, byte @Nullable []> visitor) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > until) {
                throw new KafkaException("topic " + topic + " could not be read within " + PATIENCE);
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.key() != null) {
                    visitor.accept(new String(record.key(), StandardCharsets.UTF_8), record.value());
                }
            }
        }
    }
}
