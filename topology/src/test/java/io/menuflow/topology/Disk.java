package io.menuflow.topology;

import io.menuflow.topology.store.LiveMemory;
import io.menuflow.topology.store.Rows;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.OtherStores;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** What a node has on disk, kept on the heap: it outlives the drivers that are closed over it, and needs no flush. */
final class Disk {

    private static final List<String> STORES = List.of(
            Names.RESTAURANT_STORE,
            Names.DAY_STORE,
            Names.MENU_STORE,
            Names.CHECK_STORE,
            Names.PARKING_STORE,
            Names.SALES_STORE,
            Names.SNAPSHOT_STORE,
            Names.FORECAST_STORE,
            Names.PRICE_STORE);

    private final Map<String, NavigableMap<Bytes, byte[]>> stores = new ConcurrentHashMap<>();

    /** The topology over this disk. */
    Topology under(Topology topology) {
        return OtherStores.under(topology, STORES.stream().map(this::builder).toList());
    }

    private StoreBuilder<?> builder(String store) {
        StoreBuilder<KeyValueStore<Bytes, byte[]>> rows = Stores.keyValueStoreBuilder(
                        supplier(store), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingDisabled();
        return store.equals(Names.SALES_STORE) ? Rows.live(rows, new LiveMemory(1 << 20)) : rows;
    }

    private KeyValueBytesStoreSupplier supplier(String store) {
        NavigableMap<Bytes, byte[]> rows = stores.computeIfAbsent(store, absent -> new TreeMap<>());
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return store;
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return new Store(store, rows);
            }

            @Override
            public String metricsScope() {
                return "heap";
            }
        };
    }

    private static final class Store implements KeyValueStore<Bytes, byte[]> {
        private final String name;
        private final NavigableMap<Bytes, byte[]> rows;
        private boolean open;

        Store(String name, NavigableMap<Bytes, byte[]> rows) {
            this.name = name;
            this.rows = rows;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void init(StateStoreContext context, StateStore root) {
            context.register(root, (key, value) -> {});
            open = true;
        }

        @Override
        public void put(Bytes key, byte[] value) {
            if (value == null) {
                rows.remove(key);
            } else {
                rows.put(key, value);
            }
        }

        @Override
        public byte[] putIfAbsent(Bytes key, byte[] value) {
            return rows.putIfAbsent(key, value);
        }

        @Override
        public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
            entries.forEach(entry -> put(entry.key, entry.value));
        }

        @Override
        public byte[] delete(Bytes key) {
            return rows.remove(key);
        }

        @Override
        public byte[] get(Bytes key) {
            return rows.get(key);
        }

        @Override
        public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
            NavigableMap<Bytes, byte[]> tail = from == null ? rows : rows.tailMap(from, true);
            return new Snapshot(to == null ? tail : tail.headMap(to, true));
        }

        @Override
        public KeyValueIterator<Bytes, byte[]> all() {
            return new Snapshot(rows);
        }

        @Override
        public long approximateNumEntries() {
            return rows.size();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            open = false;
        }

        @Override
        public boolean persistent() {
            return false;
        }

        @Override
        public boolean isOpen() {
            return open;
        }
    }

    /** The rows as they were when it was opened, as RocksDB's. */
    private static final class Snapshot implements KeyValueIterator<Bytes, byte[]> {
        private final Iterator<Map.Entry<Bytes, byte[]>> rows;

        Snapshot(NavigableMap<Bytes, byte[]> rows) {
            this.rows = new TreeMap<>(rows).entrySet().iterator();
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public KeyValue<Bytes, byte[]> next() {
            Map.Entry<Bytes, byte[]> row = rows.next();
            return KeyValue.pair(row.getKey(), row.getValue());
        }

        @Override
        public Bytes peekNextKey() {
            throw new UnsupportedOperationException("nothing looks ahead");
        }

        @Override
        public void close() {}
    }
}
