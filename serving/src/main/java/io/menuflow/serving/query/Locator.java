package io.menuflow.serving.query;

import io.menuflow.schemas.RestaurantPartitioner;
import io.menuflow.topology.Names;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.HostInfo;

/** Locate: from a restaurant to its partition and the nodes that have it. */
public final class Locator {

    private final KafkaStreams streams;
    private final int partitions;

    public Locator(KafkaStreams streams, int partitions) {
        this.streams = streams;
        this.partitions = partitions;
    }

    /** Where a restaurant's state is, as far as this node knows. */
    public Location locate(String restaurant) {
        return locate(restaurant, RestaurantPartitioner.partition(restaurant, partitions));
    }

    /** Where the state of a partition's restaurants is, as far as this node knows. */
    public Location locatePartition(int partition) {
        return locate("", partition);
    }

    private Location locate(String restaurant, int partition) {
        StreamPartitioner<String, Object> there = (topic, key, value, count) -> Optional.of(Set.of(partition));
        try {
            KeyQueryMetadata metadata = streams.queryMetadataForKey(Names.SNAPSHOT_STORE, restaurant, there);
            if (metadata == null
                    || metadata.equals(KeyQueryMetadata.NOT_AVAILABLE)
                    || metadata.activeHost().equals(HostInfo.unavailable())) {
                return new Location(partition, null, Set.of());
            }
            return new Location(partition, metadata.activeHost(), metadata.standbyHosts());
        } catch (StreamsNotStartedException | IllegalStateException e) {
            return new Location(partition, null, Set.of());
        }
    }

    /** Every node of the cluster, as far as this node knows. */
    public Set<HostInfo> nodes() {
        Set<HostInfo> nodes = new HashSet<>();
        try {
            Collection<StreamsMetadata> all = streams.metadataForAllStreamsClients();
            all.forEach(node -> nodes.add(node.hostInfo()));
        } catch (StreamsNotStartedException | IllegalStateException e) {
            return Set.of();
        }
        nodes.remove(HostInfo.unavailable());
        return nodes;
    }

    /** The number of restaurant partitions. */
    public int partitions() {
        return partitions;
    }
}
