package io.menuflow.topology.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * A store whose rows are worked on upon the heap and written back once a commit. What changed since is known to the
 * stream thread alone, by the methods called live; the methods of {@link KeyValueStore}, which readers and restoring
 * use, see what was written back. All that changed of one restaurant is written back in one write. Rows of no restaurant are
 * only ever scanned: they leave the heap when they are written back.
 *
 * <p>The only class that knows how Kafka Streams (4.2.2) treats its own caches: {@code flushCache} is called before every
 * commit, and on the registered root store only, so this one registers itself; {@code clearCache} before an active task
 * becomes a standby. {@code flush} is another call, made when nothing may be written any more.
 */
public final class LiveStore extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, Bytes, byte[]>
        implements KeyValueStore<Bytes, byte[]> {

    /** Of its objects on the heap, besides the bytes of key and row. */
    private static final long ROW_OVERHEAD = 144;

    private final LiveMemory memory;
    /** The restaurants worked on, the one touched last at the end. */
    private final Map<String, Live> restaurants = new LinkedHashMap<>(256, 0.75f, true);

    private long bytes;

    private LiveStore(KeyValueStore<Bytes, byte[]> inner, LiveMemory memory) {
        super(inner);
        this.memory = memory;
    }

    /** One restaurant's rows on the heap; a row that does not exist is one whose value is null. */
    private static final class Live {
        final Map<Bytes, byte @Nullable []> rows = new HashMap<>();
        final Map<Bytes, byte @Nullable []> changed = new LinkedHashMap<>();
        long bytes;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        super.init(context, root);
        memory.open();
    }

    /** How to build it over what {@code inner} builds. */
    static StoreBuilder<LiveStore> builder(StoreBuilder<KeyValueStore<Bytes, byte[]>> inner, LiveMemory memory) {
        return new Builder(inner, memory);
    }

    /** The live store a processor was given, if it is one. */
    static @Nullable LiveStore of(StateStore given) {
        StateStore store = given;
        while (!(store instanceof LiveStore) && store instanceof WrappedStateStore<?, ?, ?> wrapper) {
            store = wrapper.wrapped();
        }
        return store instanceof LiveStore live ? live : null;
    }

    /** The row with this key as it is now, or null. */
    byte @Nullable [] getLive(byte[] key) {
        Live live = live(Key.restaurantOf(key));
        Bytes at = Bytes.wrap(key);
        byte[] row = live.rows.get(at);
        if (row == null && !live.rows.containsKey(at)) {
            row = wrapped().get(at);
            keep(live, at, row);
            makeRoom();
        }
        return row;
    }

    /** Changes rows of one restaurant, together; a null value deletes. */
    void putLive(List<KeyValue<Bytes, byte[]>> rows) {
        Live live = live(Key.restaurantOf(rows.get(0).key.get()));
        for (KeyValue<Bytes, byte[]> row : rows) {
            keep(live, row.key, row.value);
            live.changed.put(row.key, row.value);
        }
        makeRoom();
    }

    /** Writes back what changed of the restaurant with this key, so that its rows can be scanned. */
    void writeBack(byte[] key) {
        String restaurant = Key.restaurantOf(key);
        Live live = restaurants.get(restaurant);
        if (live != null) {
            writeBack(restaurant, live);
        }
    }

    /** Before every commit. */
    @Override
    public void flushCache() {
        restaurants.forEach(this::writeBack);
    }

    /** Before the task becomes a standby, whose rows change beneath this. */
    @Override
    public void clearCache() {
        restaurants.clear();
        take(-bytes);
    }

    @Override
    public void close() {
        if (isOpen()) {
            clearCache();
            memory.close();
        }
        super.close();
    }

    private Live live(String restaurant) {
        return restaurants.computeIfAbsent(restaurant, absent -> new Live());
    }

    private void keep(Live live, Bytes key, byte @Nullable [] row) {
        boolean known = live.rows.containsKey(key);
        byte[] before = live.rows.put(key, row);
        long more = length(row) - length(before) + (known ? 0 : ROW_OVERHEAD + key.get().length);
        live.bytes += more;
        take(more);
    }

    private void take(long more) {
        bytes += more;
        memory.take(more);
    }

    private static long length(byte @Nullable [] row) {
        return row == null ? 0 : row.length;
    }

    private void writeBack(String restaurant, Live live) {
        if (!live.changed.isEmpty()) {
            List<KeyValue<Bytes, byte[]>> rows = new ArrayList<>(live.changed.size());
            live.changed.forEach((key, row) -> rows.add(KeyValue.pair(key, row)));
            wrapped().putAll(rows);
            live.changed.clear();
        }
        if (restaurant.isEmpty()) {
            live.rows.clear();
            take(-live.bytes);
            live.bytes = 0;
        }
    }

    /** Forgets restaurants when it has more than its share, those first that were not touched for longest. */
    private void makeRoom() {
        Iterator<Map.Entry<String, Live>> oldest = restaurants.entrySet().iterator();
        while (bytes > memory.share() && oldest.hasNext()) {
            Map.Entry<String, Live> entry = oldest.next();
            Live live = entry.getValue();
            writeBack(entry.getKey(), live);
            oldest.remove();
            take(-live.bytes);
        }
    }

    @Override
    public byte[] get(Bytes key) {
        return wrapped().get(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        return wrapped().range(from, to);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return wrapped().all();
    }

    @Override
    public long approximateNumEntries() {
        return wrapped().approximateNumEntries();
    }

    @Override
    public void put(Bytes key, byte[] value) {
        throw new UnsupportedOperationException("rows of " + name() + " are changed live");
    }

    @Override
    public byte[] putIfAbsent(Bytes key, byte[] value) {
        throw new UnsupportedOperationException("rows of " + name() + " are changed live");
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        throw new UnsupportedOperationException("rows of " + name() + " are changed live");
    }

    @Override
    public byte[] delete(Bytes key) {
        throw new UnsupportedOperationException("rows of " + name() + " are changed live");
    }

    private record Builder(StoreBuilder<KeyValueStore<Bytes, byte[]>> inner, LiveMemory memory)
            implements StoreBuilder<LiveStore> {

        @Override
        public LiveStore build() {
            return new LiveStore(inner.build(), memory);
        }

        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public boolean loggingEnabled() {
            return inner.loggingEnabled();
        }

        @Override
        public Map<String, String> logConfig() {
            return inner.logConfig();
        }

        @Override
        public StoreBuilder<LiveStore> withLoggingEnabled(Map<String, String> config) {
            return new Builder(inner.withLoggingEnabled(config), memory);
        }

        @Override
        public StoreBuilder<LiveStore> withLoggingDisabled() {
            return new Builder(inner.withLoggingDisabled(), memory);
        }

        @Override
        public StoreBuilder<LiveStore> withCachingEnabled() {
            throw new UnsupportedOperationException(name() + " is a cache of its own");
        }

        @Override
        public StoreBuilder<LiveStore> withCachingDisabled() {
            return this;
        }
    }
}
