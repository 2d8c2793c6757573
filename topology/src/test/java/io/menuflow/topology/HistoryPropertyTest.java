package io.menuflow.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.outlook.OutlookModels.InForce;
import io.menuflow.models.outlook.TinyModels;
import io.menuflow.schemas.RestaurantPartitioner;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.DemandForecast;
import io.menuflow.schemas.avro.ItemClassification;
import io.menuflow.schemas.avro.ItemSalesDay;
import io.menuflow.schemas.avro.PriceRecommendation;
import io.menuflow.topology.Histories.Delivery;
import io.menuflow.topology.sales.CheckRow;
import io.menuflow.topology.sales.Latest;
import io.menuflow.topology.store.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/**
 * The promise everything rests on: state is a function of the set of records. All rows of all stores are compared byte
 * for byte, the last record of every key of the output, and the dead letters. Two things depend on the order by what
 * they are, and are left out: {@code TOO_OLD} says what the history was when a record came, and a check that has left the
 * history is remembered by what of it came last.
 */
class HistoryPropertyTest {

    private static final Topics TOPICS = new Topics(new InMemoryRegistry());
    private static final AtomicReference<InForce> MODELS =
            new AtomicReference<>(new InForce(TinyModels.loaded("v1", 1), null));
    private static final TopologySettings SETTINGS = TopologySettings.of(1).withHistoryDays(Histories.HISTORY_DAYS);

    @Property(shrinking = ShrinkingMode.OFF)
    void shouldEndInTheSame_whateverTheOrder(@ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int size) {
        Random random = new Random(seed);
        List<Delivery> history = Histories.of(random, size);

        State inOrder = State.after(history);

        State.after(shuffled(random, history)).assertIs(inOrder);
        State.after(reversed(history)).assertIs(inOrder);
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void shouldEndInTheSame_whateverIsDuplicated(@ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int size) {
        Random random = new Random(seed);
        List<Delivery> history = Histories.of(random, size);
        List<Delivery> duplicated = new ArrayList<>(history);
        duplicated.addAll(Histories.duplicates(random, history));
        Collections.shuffle(duplicated, random);

        State once = State.after(history);

        State.after(duplicated).withoutLetters().assertIs(once.withoutLetters());
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void shouldEndInTheSame_whereverTheClockTicksBetween(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int size) {
        Random random = new Random(seed);
        List<Delivery> history = shuffled(random, Histories.of(random, size));

        State atOnce = State.after(history);

        try (Node node = new Node(new Disk(), new Outputs())) {
            node.open(restaurant -> true);
            for (Delivery delivery : history) {
                node.take(delivery);
                for (int ticks = random.nextInt(3); ticks > 0; ticks--) {
                    node.bench.advance(Duration.ofMillis(100 + random.nextInt(2_000)));
                }
            }
            node.settled().assertIs(atOnce);
        }
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void shouldEndInTheSame_whereverItIsRestarted(@ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int size) {
        Random random = new Random(seed);
        List<Delivery> history = shuffled(random, Histories.of(random, size));

        State straight = State.after(history);

        Disk disk = new Disk();
        Outputs published = new Outputs();
        int at = 0;
        while (at < history.size()) {
            int until = Math.min(history.size(), at + 1 + random.nextInt(20));
            try (Node node = new Node(disk, published)) {
                if (at == 0) {
                    node.open(restaurant -> true);
                }
                history.subList(at, until).forEach(node::take);
                if (random.nextBoolean()) {
                    node.bench.advance(Duration.ofSeconds(1));
                }
                node.read();
            }
            at = until;
        }
        try (Node node = new Node(disk, published)) {
            node.settled().assertIs(straight);
        }
    }

    /**
     * Each partition is a driver of its own, with the records that the published partitioner puts there. That a node
     * knows strays by their partition is for a broker to show: the driver's only partition is 0.
     */
    @Property(shrinking = ShrinkingMode.OFF)
    void shouldEndInTheSame_whateverThePartitions(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 60) int size,
            @ForAll @IntRange(min = 2, max = 5) int partitions) {
        Random random = new Random(seed);
        List<Delivery> history = Histories.of(random, size);

        State together = State.after(history);

        State apart = new State(
                new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        for (int partition = 0; partition < partitions; partition++) {
            int own = partition;
            apart.add(
                    State.after(history, restaurant -> RestaurantPartitioner.partition(restaurant, partitions) == own));
        }
        apart.assertIs(together);
    }

    private static List<Delivery> shuffled(Random random, List<Delivery> history) {
        List<Delivery> shuffled = new ArrayList<>(history);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static List<Delivery> reversed(List<Delivery> history) {
        List<Delivery> reversed = new ArrayList<>(history);
        Collections.reverse(reversed);
        return reversed;
    }

    /** What a node was heard to say. */
    private static final class Outputs {
        final Map<String, ItemClassification> published = new TreeMap<>();
        final Map<String, ItemSalesDay> days = new TreeMap<>();
        final Map<String, DemandForecast> forecasts = new TreeMap<>();
        final Map<String, PriceRecommendation> prices = new TreeMap<>();
        final Map<String, Integer> letters = new TreeMap<>();
    }

    /** Everything that is left: rows by store and key, the output as compacted, how many dead letters of each reason. */
    private record State(
            Map<String, String> rows,
            Map<String, ItemClassification> published,
            Map<String, ItemSalesDay> days,
            Map<String, DemandForecast> forecasts,
            Map<String, PriceRecommendation> prices,
            Map<String, Integer> letters) {

        static State after(List<Delivery> history) {
            return after(history, restaurant -> true);
        }

        static State after(List<Delivery> history, Predicate<String> own) {
            try (Node node = new Node(new Disk(), new Outputs())) {
                node.open(own);
                history.stream()
                        .filter(delivery -> own.test(delivery.check().getRestaurantId()))
                        .forEach(node::take);
                return node.settled();
            }
        }

        void add(State other) {
            rows.putAll(other.rows);
            published.putAll(other.published);
            days.putAll(other.days);
            forecasts.putAll(other.forecasts);
            prices.putAll(other.prices);
            other.letters.forEach((reason, count) -> letters.merge(reason, count, Integer::sum));
        }

        /** Names only what differs. */
        void assertIs(State expected) {
            Map<String, String> mine = lines();
            Map<String, String> theirs = expected.lines();
            Set<String> differing = new TreeSet<>(mine.keySet());
            differing.addAll(theirs.keySet());
            differing.removeIf(key -> Objects.equals(mine.get(key), theirs.get(key)));
            assertThat(differing.stream().map(key -> key + ": " + mine.get(key) + ", not " + theirs.get(key)))
                    .isEmpty();
        }

        private Map<String, String> lines() {
            Map<String, String> lines = new TreeMap<>(rows);
            published.forEach((key, record) -> lines.put("published " + key, record.toString()));
            days.forEach((key, record) -> lines.put("day " + key, record.toString()));
            forecasts.forEach((key, record) -> lines.put("forecast " + key, record.toString()));
            prices.forEach((key, record) -> lines.put("price " + key, record.toString()));
            letters.forEach((reason, count) -> lines.put("dead letters " + reason, count.toString()));
            return lines;
        }

        State withoutLetters() {
            return new State(rows, published, days, forecasts, prices, Map.of());
        }
    }

    /** One driver over a disk. */
    private static final class Node implements AutoCloseable {
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

        final TopologyBench bench;
        private final Outputs outputs;

        Node(Disk disk, Outputs outputs) {
            this.bench = new TopologyBench(disk, SETTINGS, TOPICS, MODELS, StageObserver.NONE);
            this.outputs = outputs;
        }

        /** Makes restaurants and menus known. */
        void open(Predicate<String> own) {
            Histories.restaurants().stream()
                    .filter(restaurant -> own.test(restaurant.getRestaurantId()))
                    .forEach(bench::send);
            Histories.menu().stream()
                    .filter(item -> own.test(item.getRestaurantId()))
                    .forEach(bench::send);
            Histories.days().stream()
                    .filter(day -> own.test(day.getRestaurantId()))
                    .forEach(bench::send);
        }

        void take(Delivery delivery) {
            bench.at(delivery.appendedAt());
            bench.send(delivery.check());
        }

        /** Hears what was said so far. */
        void read() {
            bench.classifications().forEach((key, record) -> {
                if (record == null) {
                    outputs.published.remove(key);
                } else {
                    outputs.published.put(key, record);
                }
            });
            bench.readDays(outputs.days);
            bench.readForecasts(outputs.forecasts);
            bench.readPrices(outputs.prices);
            bench.deadLetters().forEach(letter -> {
                String reason = TopologyBench.reason(letter);
                if (!reason.equals("TOO_OLD")) {
                    outputs.letters.merge(reason, 1, Integer::sum);
                }
            });
        }

        /** What is left once everything is scored and swept. */
        State settled() {
            for (int turn = 0; turn < 12; turn++) {
                bench.advance(Duration.ofSeconds(1));
            }
            read();
            Map<String, String> rows = new HashMap<>();
            for (String store : STORES) {
                bench.rows(store).forEach((key, value) -> rows.put(store + " " + key, value));
            }
            rows.keySet().removeIf(this::isOfACheckThatIsOnlyRemembered);
            return new State(rows, outputs.published, outputs.days, outputs.forecasts, outputs.prices, outputs.letters);
        }

        private boolean isOfACheckThatIsOnlyRemembered(String key) {
            if (!key.startsWith(Names.CHECK_STORE)) {
                return false;
            }
            byte[] bytes = HexFormat.of().parseHex(key.substring(Names.CHECK_STORE.length() + 1));
            Latest latest = Latest.of(bench.source(Names.SALES_STORE), Key.restaurantOf(bytes));
            CheckRow row = CheckRow.of(
                    Objects.requireNonNull(bench.source(Names.CHECK_STORE).get(bytes)));
            return row.day() <= Objects.requireNonNull(latest).day() - Histories.HISTORY_DAYS;
        }

        @Override
        public void close() {
            bench.close();
        }
    }
}
