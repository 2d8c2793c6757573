package io.menuflow.serving.query;

import io.menuflow.topology.store.RowSource;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Read: the only place that touches a store. What cannot be read throws, every iterator is closed here.
 *
 * <p>Not by {@link KafkaStreams#query}: it locks a store's position and then the store, a write locks them the other way round,
 * and a query that meets a write stops both for good (KAFKA-19629, in Kafka 4.2.2).
 */
public final class StoreReader {

    private static final Logger log = LoggerFactory.getLogger(StoreReader.class);

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
        } catch (InvalidStateStoreException e) {
            throw notHere(e);
        }
    }

    private <R extends @Nullable Object> R read(
            String store, int partition, boolean standby, Function<ReadOnlyKeyValueStore<Bytes, byte[]>, R> question) {
        StoreQueryParameters<ReadOnlyKeyValueStore<Bytes, byte[]>> here = StoreQueryParameters.fromNameAndType(
                        store, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
                .withPartition(partition);
        try {
            return question.apply(streams.store(standby ? here.enableStaleStores() : here));
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw notHere(e);
        } catch (RuntimeException e) {
            log.warn("partition {} of {} cannot be read", partition, store, e);
            throw new StoreUnavailableException(
                    "the rows of partition " + partition + " cannot be read on this node; its log says why", e);
        }
    }

    /** Kafka's own words are of stores and threads, which nobody outside knows; not started, moving and closed are one. */
    private static StoreUnavailableException notHere(RuntimeException e) {
        log.debug("no rows to read here", e);
        return new StoreUnavailableException(
                "this node is starting or stopping, or the restaurant is moving between nodes: ask again in a moment",
                e);
    }
}
