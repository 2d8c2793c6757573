package io.menuflow.schemas;

import java.util.Map;
import org.apache.kafka.common.serialization.Serde;

/**
 * A Kafka topic as a type: its name, how its keys and values are written, and the settings it must have.
 *
 * @param name the topic's name on the broker
 * @param keySerde how keys are written
 * @param valueSerde how values are written
 * @param coPartitioned whether it shares the partition count and the partitioner of all restaurant-keyed topics
 * @param settings topic configuration that must hold on the broker
 */
public record Topic<K, V>(
        String name, Serde<K> keySerde, Serde<V> valueSerde, boolean coPartitioned, Map<String, String> settings) {

    public Topic {
        settings = Map.copyOf(settings);
    }
}
