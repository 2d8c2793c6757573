package io.menuflow.topology.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * A logged key-value store of packed rows, ordered by their bytes. A {@link Batch} becomes visible to readers all at
 * once: it is in one RocksDB write, and an iterator sees the rows as they were when it was opened. Of a live store,
 * changes are on the heap until the next commit, or until they are scanned.
 */
public final class Rows implements RowSource {

    /** Bytes a row may have; a larger one would be fatal to the transaction it is written in. */
    public static final int MAX_ROW_BYTES = 2 << 20;

    private final KeyValueStore<Bytes, byte[]> store;
    private final @Nullable LiveStore live;

    private Rows(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        this.live = LiveStore.of(store);
    }

    /** How to build the store of this name. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_ROW_BYTES)))
                .withCachingDisabled();
    }

    /** How to build a live store over what {@code inner} builds; its rows are scanned one restaurant at a time. */
    public static StoreBuilder<? extends KeyValueStore<Bytes, byte[]>> live(
            StoreBuilder<KeyValueStore<Bytes, byte[]>> inner, LiveMemory memory) {
        return LiveStore.builder(inner, memory);
    }

    /** The store of this name, of the task {@code context} belongs to. */
    public static Rows of(ProcessingContext context, String name) {
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(name);
        return new Rows(store);
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return live == null ? store.get(Bytes.wrap(key)) : live.getLive(key);
    }

    @Override
    public void scan(byte[] from, byte[] to, RowVisitor visitor) {
        if (live != null) {
            live.writeBack(from);
        }
        try (KeyValueIterator<Bytes, byte[]> rows = store.range(Bytes.wrap(from), Bytes.wrap(to))) {
            while (rows.hasNext()) {
                KeyValue<Bytes, byte[]> row = rows.next();
                visitor.row(row.key.get(), row.value);
            }
        }
    }

    /** Visits every row; not of a live store. */
    public void scanAll(RowVisitor visitor) {
        refuseLive();
        try (KeyValueIterator<Bytes, byte[]> rows = store.all()) {
            while (rows.hasNext()) {
                KeyValue<Bytes, byte[]> row = rows.next();
                visitor.row(row.key.get(), row.value);
            }
        }
    }

    /**
     * Visits at most {@code max} rows from {@code from} on; not of a live store.
     *
     * @return the key to go on from, or null when there are no more rows
     */
    public byte @Nullable [] scanSome(byte[] from, int max, RowVisitor visitor) {
        refuseLive();
        return scanSome(from, null, max, visitor);
    }

    /**
     * Visits at most {@code max} rows with {@code from <= key <= to}; of a live store all of one restaurant.
     *
     * @return the key to go on from, or null when there are no more rows
     */
    @SuppressWarnings("NullAway") // KeyValueStore.range takes null for "to the end" but is not annotated so
    public byte @Nullable [] scanSome(byte[] from, byte @Nullable [] to, int max, RowVisitor visitor) {
        if (live != null) {
            live.writeBack(from);
        }
        Bytes end = to == null ? null : Bytes.wrap(to);
        try (KeyValueIterator<Bytes, byte[]> rows = store.range(Bytes.wrap(from), end)) {
            for (int visited = 0; rows.hasNext(); visited++) {
                KeyValue<Bytes, byte[]> row = rows.next();
                if (visited == max) {
                    return row.key.get();
                }
                visitor.row(row.key.get(), row.value);
            }
        }
        return null;
    }

    /** Writes one row; null deletes it. */
    public void put(byte[] key, byte @Nullable [] value) {
        if (live == null) {
            store.put(Bytes.wrap(key), value);
        } else {
            live.putLive(List.of(KeyValue.pair(Bytes.wrap(key), value)));
        }
    }

    /** Writes rows of one restaurant together. */
    public void write(Batch batch) {
        if (batch.rows.isEmpty()) {
            return;
        }
        if (live == null) {
            store.putAll(batch.rows);
        } else {
            live.putLive(batch.rows);
        }
    }

    /** Lets readers on other threads see at once what was written of the restaurant that {@code key} begins with. */
    public void show(byte[] key) {
        if (live != null) {
            live.writeBack(key);
        }
    }

    private void refuseLive() {
        if (live != null) {
            throw new UnsupportedOperationException("rows of " + store.name() + " are scanned by restaurant");
        }
    }

    /** Rows to be written together. */
    public static final class Batch {
        private final List<KeyValue<Bytes, byte[]>> rows = new ArrayList<>();

        /** Whether it changes nothing. */
        public boolean isEmpty() {
            return rows.isEmpty();
        }

        /** Adds a row; null deletes it. */
        @SuppressWarnings("NullAway") // KeyValueStore.putAll takes null for "delete" but is not annotated so
        public void put(byte[] key, byte @Nullable [] value) {
            rows.add(KeyValue.pair(Bytes.wrap(key), value));
        }
    }
}
