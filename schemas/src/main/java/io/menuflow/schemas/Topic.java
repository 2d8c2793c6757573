package io.menuflow.schemas;

import java.util.Map;
import org.apache.kafka.common.serialization.Serde;

/**
 * A Kafka topic as a type: its name, how its keys and values are written, and the settings it must have.
 *
 * @param name the topic's name on the broker
 * @param keySerde how keys are written
 * @param valueSerde how values are written
 * @param layout its partitions
 * @param settings topic configuration that must hold on the broker
 */
public record Topic<K, V>(
        String name, Serde<K> keySerde, Serde<V> valueSerde, Layout layout, Map<String, String> settings) {

    /** Into how many partitions a topic is divided. */
    public enum Layout {
        /** As many as all restaurant-keyed topics, placed by their partitioner. */
        BY_RESTAURANT,
        /** Any number. */
        ANY,
        /** One: few records, all in one order. */
        SINGLE
    }

    public Topic {
        settings = Map.copyOf(settings);
    }

    /** Whether it shares the partition count and the partitioner of all restaurant-keyed topics. */
    public boolean coPartitioned() {
        return layout == Layout.BY_RESTAURANT;
    }
}
