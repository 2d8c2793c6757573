package io.menuflow.serving.query;

import io.menuflow.topology.store.RowSource;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Read: the only place that touches a store. What cannot be read throws, every iterator is closed here.
 *
 * <p>Not by {@link KafkaStreams#query}: it locks a store's position and then the store, a write locks them the other way round,
 * and a query that meets a write stops both for good (KAFKA-19629, in Kafka 4.2.2).
 */
public final class StoreReader {

    private final KafkaStreams streams;

    public StoreReader(KafkaStreams streams) {
        this.streams = streams;
    }

    /** A store could not be read now; says why. */
    public static final class StoreUnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoreUnavailableException(String reason, @Nullable Throwable cause) {
            super(reason, cause);
        }
    }

    /**
     * The rows of a store's partition on this node; reading them throws {@link StoreUnavailableException}.
     *
     * @param standby whether a copy that may lag is good enough
     */
    public RowSource rows(String store, int partition, boolean standby) {
        return new RowSource() {
            @Override
            public byte @Nullable [] get(byte[] key) {
                return read(store, partition, standby, rows -> rows.get(Bytes.wrap(key)));
            }

            @Override
            public void scan(byte[] from, byte[] to, RowVisitor visitor) {
                visit(read(store, partition, standby, rows -> rows.range(Bytes.wrap(from), Bytes.wrap(to))), visitor);
            }
        };
    }

    /**
     * Visits every row of a store's partition on this node.
     *
     * @param standby whether a copy that may lag is good enough
     */
    public void scanAll(String store, int partition, boolean standby, RowSource.RowVisitor visitor) {
        visit(read(store, partition, standby, ReadOnlyKeyValueStore::all), visitor);
    }

    private static void visit(KeyValueIterator<Bytes, byte[]> opened, RowSource.RowVisitor visitor) {
        try (KeyValueIterator<Bytes, byte[]> rows = opened) {
            while (rows.hasNext()) {
                KeyValue<Bytes, byte[]> row = rows.next();
                visitor.row(row.key.get(), row.value);
            }
        }
    }

    private <R extends @Nullable Object> R read(
            String store, int partition, boolean standby, Function<ReadOnlyKeyValueStore<Bytes, byte[]>, R> question) {
        StoreQueryParameters<ReadOnlyKeyValueStore<Bytes, byte[]>> here = StoreQueryParameters.fromNameAndType(
                        store, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
                .withPartition(partition);
        try {
            return question.apply(streams.store(standby ? here.enableStaleStores() : here));
        } catch (RuntimeException e) {
            throw new StoreUnavailableException(
                    "partition " + partition + " of " + store + " cannot be read: " + e.getMessage(), e);
        }
    }
}
