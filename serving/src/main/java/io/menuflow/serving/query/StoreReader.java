package io.menuflow.serving.query;

import io.menuflow.topology.store.RowSource;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** Read: the only place that touches a store. Every result is inspected, every iterator closed here. */
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
                return ask(KeyQuery.<Bytes, byte[]>withKey(Bytes.wrap(key)), store, partition, standby);
            }

            @Override
            public void scan(byte[] from, byte[] to, RowVisitor visitor) {
                visit(
                        RangeQuery.<Bytes, byte[]>withRange(Bytes.wrap(from), Bytes.wrap(to)),
                        store,
                        partition,
                        standby,
                        visitor);
            }
        };
    }

    /** Visits every row of a store's partition on this node, active or standby. */
    public void scanAll(String store, int partition, RowSource.RowVisitor visitor) {
        visit(RangeQuery.<Bytes, byte[]>withNoBounds(), store, partition, true, visitor);
    }

    private void visit(
            RangeQuery<Bytes, byte[]> query,
            String store,
            int partition,
            boolean standby,
            RowSource.RowVisitor visitor) {
        KeyValueIterator<Bytes, byte[]> opened = ask(query, store, partition, standby);
        if (opened == null) {
            throw new StoreUnavailableException("store " + store + " gave no rows", null);
        }
        try (KeyValueIterator<Bytes, byte[]> rows = opened) {
            while (rows.hasNext()) {
                KeyValue<Bytes, byte[]> row = rows.next();
                visitor.row(row.key.get(), row.value);
            }
        }
    }

    private <R> @Nullable R ask(Query<R> query, String store, int partition, boolean standby) {
        StateQueryRequest<R> request =
                StateQueryRequest.inStore(store).withQuery(query).withPartitions(Set.of(partition));
        QueryResult<R> result;
        try {
            result = streams.query(standby ? request : request.requireActive())
                    .getPartitionResults()
                    .get(partition);
        } catch (RuntimeException e) {
            throw new StoreUnavailableException("store " + store + " cannot be read: " + e.getMessage(), e);
        }
        if (result == null) {
            throw new StoreUnavailableException(
                    "partition " + partition + " of " + store + " is not on this node", null);
        }
        if (result.isFailure()) {
            throw new StoreUnavailableException(
                    "partition " + partition + " of " + store + " cannot be read: " + result.getFailureReason() + ", "
                            + result.getFailureMessage(),
                    null);
        }
        return result.getResult();
    }
}
