package org.apache.kafka.streams;

import java.util.Collection;
import org.apache.kafka.streams.processor.internals.StoreBuilderWrapper;
import org.apache.kafka.streams.state.StoreBuilder;

/** Puts other stores under a topology that is already built; lies here because Kafka Streams shows its builder to no other. */
public final class OtherStores {

    private OtherStores() {}

    /** The same steps over {@code stores}, each in the place of the one of its name. */
    public static Topology under(Topology topology, Collection<? extends StoreBuilder<?>> stores) {
        stores.forEach(store ->
                topology.internalTopologyBuilder.addStateStore(StoreBuilderWrapper.wrapStoreBuilder(store), true));
        return topology;
    }
}
