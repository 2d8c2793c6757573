package io.menuflow.connectors;

import io.menuflow.schemas.Topic;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.Restaurant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** The restaurants and menu items that Kafka held when this was made: two compacted topics, read once to their ends. */
public final class PublishedCatalogue {

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
        try (TopicContents contents = new TopicContents(clientConfig)) {
            contents.read(
                    topics.restaurants().name(), (key, value) -> catalogue.keep(topics.restaurants(), key, value));
            contents.read(topics.menuItems().name(), catalogue::keepItem);
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
}
