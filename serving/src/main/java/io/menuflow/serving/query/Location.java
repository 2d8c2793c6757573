package io.menuflow.serving.query;

import java.util.Set;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/**
 * Where a restaurant's state is.
 *
 * @param partition of the restaurant
 * @param active the node that processes it, null while nobody does
 * @param standbys nodes that keep a copy
 */
public record Location(int partition, @Nullable HostInfo active, Set<HostInfo> standbys) {

    public Location {
        standbys = Set.copyOf(standbys);
    }
}
