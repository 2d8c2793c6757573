package io.menuflow.topology.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** A live store against a plain map, and what readers see of it. */
final class LiveStoreTest {

    private static final String[] RESTAURANTS = {"a", "b", "ab", ""};

    private final LiveMemory roomy = new LiveMemory(1 << 20);

    @Property(tries = 500)
    void shouldHoldWhatAMapHolds_whateverIsWrittenBackWhen(
            @ForAll long seed, @ForAll @IntRange(max = 3_000) int bytes, @ForAll @Size(max = 200) List<Step> steps) {
        LiveMemory memory = new LiveMemory(bytes);
        LiveStore store = store(memory);
        TreeMap<Bytes, byte[]> model = new TreeMap<>();
        Random random = new Random(seed);
        for (Step step : steps) {
            byte[] key = key(RESTAURANTS[random.nextInt(RESTAURANTS.length)], random.nextInt(5));
            switch (step) {
                case GET -> assertThat(store.getLive(key)).isEqualTo(model.get(Bytes.wrap(key)));
                case PUT -> put(store, model, key, random);
                case SCAN -> {
                    store.writeBack(key);
                    String restaurant = Key.restaurantOf(key);
                    assertThat(read(store, restaurant)).isEqualTo(only(model, restaurant));
                }
                case COMMIT -> {
                    store.flushCache();
                    assertThat(read(store)).isEqualTo(text(model));
                }
                case RECYCLE -> {
                    store.flushCache();
                    store.clearCache();
                    assertThat(memory.bytes()).isZero();
                }
            }
            assertThat(memory.bytes()).isBetween(0L, (long) bytes);
        }
        store.flushCache();
        assertThat(read(store)).isEqualTo(text(model));
        store.close();
        assertThat(memory.bytes()).isZero();
    }

    enum Step {
        GET,
        PUT,
        SCAN,
        COMMIT,
        RECYCLE
    }

    @Test
    void shouldHideChangesFromReaders_untilTheyAreWrittenBack() {
        LiveStore store = store(roomy);
        store.putLive(List.of(row("a", 1, "one"), row("a", 2, "two")));
        store.putLive(List.of(row("b", 1, "other")));

        assertThat(read(store)).isEmpty();

        store.writeBack(key("a", 9));

        assertThat(read(store)).hasSize(2);
        assertThat(read(store, "b")).isEmpty();

        store.flushCache();

        assertThat(read(store)).hasSize(3);
    }

    /** Marks are set and deleted all the time, and never got one by one: they would take all the room there is. */
    @Test
    void shouldKeepNothingOfNoRestaurantOnTheHeap_whenItIsWrittenBack() {
        LiveStore store = store(roomy);
        store.putLive(List.of(row("", 1, "mark"), row("", 2, "another")));
        assertThat(roomy.bytes()).isPositive();

        store.flushCache();

        assertThat(roomy.bytes()).isZero();
        assertThat(read(store)).hasSize(2);
        assertThat(store.getLive(key("", 1))).isEqualTo("mark".getBytes(StandardCharsets.UTF_8));
        store.close();
    }

    @Test
    void shouldNotWrite_whenFlushedAfterACommit() {
        LiveStore store = store(roomy);
        store.putLive(List.of(row("a", 1, "one")));

        store.flush();

        assertThat(read(store)).isEmpty();
    }

    @Test
    void shouldForgetWhatItKnew_whenItWasAStandby() {
        LiveStore store = store(roomy);
        store.putLive(List.of(row("a", 1, "mine")));
        store.flushCache();
        store.clearCache();
        store.wrapped().put(Bytes.wrap(key("a", 1)), "restored".getBytes(StandardCharsets.UTF_8));

        assertThat(store.getLive(key("a", 1))).asString().isEqualTo("restored");
    }

    @Test
    void shouldRefuseReadersThatWrite() {
        LiveStore store = store(roomy);

        assertThatThrownBy(() -> store.put(Bytes.wrap(key("a", 1)), new byte[1]))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static void put(LiveStore store, Map<Bytes, byte[]> model, byte[] key, Random random) {
        List<KeyValue<Bytes, byte[]>> rows = new ArrayList<>();
        for (int more = random.nextInt(3); more >= 0; more--) {
            byte[] value = random.nextInt(4) == 0 ? null : new byte[random.nextInt(400)];
            Bytes at = Bytes.wrap(key(Key.restaurantOf(key), random.nextInt(5)));
            rows.add(KeyValue.pair(at, value));
            if (value == null) {
                model.remove(at);
            } else {
                random.nextBytes(value);
                model.put(at, value);
            }
        }
        store.putLive(rows);
    }

    private static LiveStore store(LiveMemory memory) {
        LiveStore store = LiveStore.builder(
                        Stores.keyValueStoreBuilder(
                                        Stores.inMemoryKeyValueStore("live"), Serdes.Bytes(), Serdes.ByteArray())
                                .withLoggingDisabled(),
                        memory)
                .build();
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        return store;
    }

    private static KeyValue<Bytes, byte[]> row(String restaurant, int number, String value) {
        return KeyValue.pair(Bytes.wrap(key(restaurant, number)), value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] key(String restaurant, int number) {
        return Key.of(restaurant).oneByte(number).toBytes();
    }

    private static Map<String, String> read(LiveStore store) {
        return read(store.all());
    }

    private static Map<String, String> read(LiveStore store, String restaurant) {
        return read(store.range(Bytes.wrap(Key.of(restaurant).toBytes()), Bytes.wrap(Key.after(restaurant))));
    }

    private static Map<String, String> read(KeyValueIterator<Bytes, byte[]> opened) {
        TreeMap<Bytes, byte[]> rows = new TreeMap<>();
        try (opened) {
            opened.forEachRemaining(row -> rows.put(row.key, row.value));
        }
        return text(rows);
    }

    private static Map<String, String> only(Map<Bytes, byte[]> rows, String restaurant) {
        TreeMap<Bytes, byte[]> its = new TreeMap<>(rows);
        its.keySet().removeIf(key -> !Key.restaurantOf(key.get()).equals(restaurant));
        return text(its);
    }

    private static Map<String, String> text(Map<Bytes, byte[]> rows) {
        Map<String, String> text = new TreeMap<>();
        rows.forEach((key, value) -> text.put(key.toString(), HexFormat.of().formatHex(value)));
        return text;
    }
}
