package io.menuflow.topology;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.demand.DemandModel;
import io.menuflow.models.menu.ItemWindow;
import io.menuflow.models.menu.MenuWindow;
import io.menuflow.models.outlook.OutlookModels.InForce;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.CalendarPeriod;
import io.menuflow.schemas.avro.DatedAmount;
import io.menuflow.schemas.avro.DemandForecast;
import io.menuflow.schemas.avro.ItemClassification;
import io.menuflow.schemas.avro.ItemSalesDay;
import io.menuflow.schemas.avro.LineKind;
import io.menuflow.schemas.avro.MenuChange;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.MenuSettings;
import io.menuflow.schemas.avro.OrderType;
import io.menuflow.schemas.avro.PriceRecommendation;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.RestaurantDay;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.schemas.avro.TransactionLine;
import io.menuflow.schemas.avro.TransactionState;
import io.menuflow.topology.classify.Snapshot;
import io.menuflow.topology.menu.Days;
import io.menuflow.topology.menu.Menus;
import io.menuflow.topology.menu.Restaurants;
import io.menuflow.topology.sales.HistoryRows;
import io.menuflow.topology.store.RowSource;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology on a bench: its inputs, outputs, stores and a clock that the test turns. */
final class TopologyBench implements AutoCloseable {

    static final String PLACE = "trattoria";
    static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    final Topics topics;
    /** The models in force, which a test may change at any time. */
    final AtomicReference<InForce> models;

    /** The model of demand in force, null for none, which a test may change at any time. */
    final AtomicReference<@Nullable DemandModel> demand = new AtomicReference<>();

    final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> transactions;
    private final TestInputTopic<String, Restaurant> restaurants;
    private final TestInputTopic<String, RestaurantDay> days;
    private final TestInputTopic<String, MenuItem> items;
    private final TestOutputTopic<byte[], byte[]> deadLetters;
    private final TestOutputTopic<String, ItemClassification> classifications;
    private final TestOutputTopic<String, MenuChange> menuChanges;
    private final TestOutputTopic<String, ItemSalesDay> itemDays;
    private final TestOutputTopic<String, DemandForecast> forecasts;
    private final TestOutputTopic<String, PriceRecommendation> prices;
    private Instant now = NOON;

    /** Over RocksDB. */
    TopologyBench(Path stateDir, TopologySettings settings) {
        this(stateDir, settings, StageObserver.NONE);
    }

    TopologyBench(Path stateDir, TopologySettings settings, StageObserver observer) {
        this(
                stateDir.toString(),
                settings,
                observer,
                new Topics(new InMemoryRegistry()),
                new AtomicReference<>(InForce.NONE),
                UnaryOperator.identity(),
                System::nanoTime);
    }

    /** Over a disk that outlives it, with the topics, and so the ids of schemas, of others on such a disk. */
    TopologyBench(Disk disk, TopologySettings settings, Topics topics) {
        this(disk, settings, topics, new AtomicReference<>(InForce.NONE), StageObserver.NONE);
    }

    /** The same, scoring with models that are in force before it starts. */
    TopologyBench(
            Disk disk,
            TopologySettings settings,
            Topics topics,
            AtomicReference<InForce> models,
            StageObserver observer) {
        this(disk, settings, topics, models, observer, System::nanoTime);
    }

    /** The same, taking the time of its turns by another clock, in nanoseconds. */
    TopologyBench(
            Disk disk,
            TopologySettings settings,
            Topics topics,
            AtomicReference<InForce> models,
            StageObserver observer,
            LongSupplier clock) {
        this("nowhere", settings, observer, topics, models, disk::under, clock);
    }

    private TopologyBench(
            String stateDir,
            TopologySettings settings,
            StageObserver observer,
            Topics topics,
            AtomicReference<InForce> models,
            UnaryOperator<Topology> changed,
            LongSupplier clock) {
        this.models = models;
        this.topics = topics;
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir);
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        new TopologyConfig(new StreamsConfig(config));
        driver = new TopologyTestDriver(
                changed.apply(
                        MenuTopology.build(unhurried(settings), topics, models::get, demand::get, observer, clock)),
                config,
                NOON);
        transactions = driver.createInputTopic(
                topics.transactions().name(), new ByteArraySerializer(), new ByteArraySerializer());
        restaurants = driver.createInputTopic(
                topics.restaurants().name(),
                new StringSerializer(),
                topics.restaurants().valueSerde().serializer());
        days = driver.createInputTopic(
                topics.restaurantDays().name(),
                new StringSerializer(),
                topics.restaurantDays().valueSerde().serializer());
        items = driver.createInputTopic(
                topics.menuItems().name(),
                new StringSerializer(),
                topics.menuItems().valueSerde().serializer());
        deadLetters = driver.createOutputTopic(
                topics.deadLetters().name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        itemDays = driver.createOutputTopic(
                topics.itemDays().name(),
                new StringDeserializer(),
                topics.itemDays().valueSerde().deserializer());
        forecasts = driver.createOutputTopic(
                topics.forecasts().name(),
                new StringDeserializer(),
                topics.forecasts().valueSerde().deserializer());
        prices = driver.createOutputTopic(
                topics.prices().name(),
                new StringDeserializer(),
                topics.prices().valueSerde().deserializer());
        classifications = driver.createOutputTopic(
                topics.classifications().name(),
                new StringDeserializer(),
                topics.classifications().valueSerde().deserializer());
        menuChanges = driver.createOutputTopic(
                topics.menuChanges().name(),
                new StringDeserializer(),
                topics.menuChanges().valueSerde().deserializer());
    }

    static Restaurant restaurant(String id, String zone, int cutOffMinutes) {
        return Restaurant.newBuilder()
                .setRestaurantId(id)
                .setName("Trattoria " + id)
                .setCurrency("EUR")
                .setCalendars(List.of(CalendarPeriod.newBuilder()
                        .setEffectiveFrom(LocalDate.EPOCH)
                        .setZone(zone)
                        .setCutOffMinutes(cutOffMinutes)
                        .setPricesIncludeTax(false)
                        .setDayparts(List.of())
                        .build()))
                .setSettings(MenuSettings.newBuilder().setNewItemDays(0).build())
                .setUpdatedAt(NOON)
                .build();
    }

    static Transaction.Builder check(String id, Instant closedAt, TransactionLine... lines) {
        return Transaction.newBuilder()
                .setSource("till")
                .setTransactionId(id)
                .setRevision(1)
                .setRestaurantId(PLACE)
                .setClosedAt(closedAt)
                .setState(TransactionState.CLOSED)
                .setOrderType(OrderType.DINE_IN)
                .setCurrency("EUR")
                .setLines(List.of(lines));
    }

    static TransactionLine line(String item, String quantity, String price) {
        return TransactionLine.newBuilder()
                .setLineId("line-" + item + "-" + quantity)
                .setItemId(item)
                .setItemName("The " + item)
                .setQuantity(new BigDecimal(quantity).setScale(5))
                .setUnitListPrice(new BigDecimal(price).setScale(4))
                .setModifiers(List.of())
                .setKind(LineKind.SALE)
                .build();
    }

    static MenuItem item(String restaurant, String item, String price, String cost) {
        return MenuItem.newBuilder()
                .setRestaurantId(restaurant)
                .setItemId(item)
                .setName("Listed " + item)
                .setPrices(List.of(amount(price)))
                .setFoodCosts(List.of(amount(cost)))
                .setUpdatedAt(NOON)
                .build();
    }

    static RestaurantDay.Builder day(String restaurant, LocalDate date) {
        return RestaurantDay.newBuilder()
                .setRestaurantId(restaurant)
                .setDate(date)
                .setUpdatedAt(NOON);
    }

    private static DatedAmount amount(String amount) {
        return DatedAmount.newBuilder()
                .setEffectiveFrom(LocalDate.EPOCH)
                .setAmount(new BigDecimal(amount).setScale(4))
                .build();
    }

    void send(Restaurant restaurant) {
        restaurants.pipeInput(restaurant.getRestaurantId(), restaurant, now);
    }

    void removeRestaurant(String id) {
        restaurants.pipeInput(new TestRecord<>(id, null, now));
    }

    void send(RestaurantDay day) {
        sendDay(day.getRestaurantId() + ":" + day.getDate(), day);
    }

    void sendDay(String key, @Nullable RestaurantDay day) {
        days.pipeInput(new TestRecord<>(key, day, now));
    }

    void send(MenuItem item) {
        items.pipeInput(item.getRestaurantId() + ":" + item.getItemId(), item, now);
    }

    void send(Transaction transaction) {
        sendBytes(
                transaction.getRestaurantId(),
                topics.transactions().valueSerde().serializer().serialize("", transaction));
    }

    void sendBytes(@Nullable String key, byte @Nullable [] value) {
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        transactions.pipeInput(new TestRecord<>(keyBytes, value, new RecordHeaders(), now));
    }

    void at(Instant instant) {
        now = instant;
    }

    /** Scoring is limited by real time, which a test does not hold: here it may take all it needs in one turn. */
    private static TopologySettings unhurried(TopologySettings settings) {
        if (settings.scoreShare() != TopologySettings.of(1).scoreShare()) {
            return settings; // who sets it wants it
        }
        return new TopologySettings(
                settings.partitions(),
                settings.historyDays(),
                settings.futureTolerance(),
                settings.parkedRecords(),
                settings.parkedBytes(),
                settings.parkedFor(),
                settings.liveBytes(),
                settings.windowDays(),
                settings.scorePeriod(),
                1e6);
    }

    void advance(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    /** Scores what was touched and reads the published menu. */
    @Nullable Snapshot snapshot(String restaurant) {
        advance(Duration.ofSeconds(1));
        byte[] row = driver.<Bytes, byte[]>getKeyValueStore(Names.SNAPSHOT_STORE)
                .get(Bytes.wrap(Restaurants.key(restaurant)));
        return row == null ? null : Snapshot.of(row);
    }

    MenuWindow menu(String restaurant) {
        Snapshot snapshot = snapshot(restaurant);
        return snapshot == null ? new MenuWindow(new DayRange(0, 0), List.of()) : snapshot.now();
    }

    ItemWindow item(String item) {
        return menu(PLACE).items().stream()
                .filter(row -> row.itemId().equals(item))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no item " + item));
    }

    /** What histories are read from. */
    HistoryRows history() {
        return new HistoryRows(
                source(Names.SALES_STORE),
                new Menus(source(Names.MENU_STORE), topics.menuItems().valueSerde()),
                new Days(source(Names.DAY_STORE), topics.restaurantDays().valueSerde()));
    }

    /** A store as the stages read it. */
    RowSource source(String store) {
        KeyValueStore<Bytes, byte[]> rows = driver.getKeyValueStore(store);
        return new RowSource() {
            @Override
            public byte @Nullable [] get(byte[] key) {
                return rows.get(Bytes.wrap(key));
            }

            @Override
            public void scan(byte[] from, byte[] to, RowVisitor visitor) {
                try (KeyValueIterator<Bytes, byte[]> range = rows.range(Bytes.wrap(from), Bytes.wrap(to))) {
                    range.forEachRemaining(row -> visitor.row(row.key.get(), row.value));
                }
            }
        };
    }

    /** Every row of a store, by its bytes in hexadecimal. */
    Map<String, String> rows(String store) {
        Map<String, String> rows = new TreeMap<>();
        try (KeyValueIterator<Bytes, byte[]> all =
                driver.<Bytes, byte[]>getKeyValueStore(store).all()) {
            all.forEachRemaining(row -> rows.put(
                    java.util.HexFormat.of().formatHex(row.key.get()),
                    java.util.HexFormat.of().formatHex(row.value)));
        }
        return rows;
    }

    /** Stage and reason of each dead letter since the last call. */
    List<String> deadLetterReasons() {
        return deadLetters().stream().map(TopologyBench::reason).toList();
    }

    /** The dead letters since the last call. */
    List<TestRecord<byte[], byte[]>> deadLetters() {
        return deadLetters.readRecordsToList();
    }

    /** Why a record was set aside. */
    static String reason(TestRecord<byte[], byte[]> letter) {
        return new String(letter.headers().lastHeader("menuflow-reason").value(), StandardCharsets.UTF_8);
    }

    boolean hasDeadLetter() {
        return !deadLetters.isEmpty();
    }

    TestRecord<byte[], byte[]> deadLetter() {
        return deadLetters.readRecord();
    }

    /** Makes {@code days} what the topic is compacted to by the records since the last call. */
    void readDays(Map<String, ItemSalesDay> days) {
        read(itemDays, days);
    }

    /** The same of forecasts; returns how many records there were. */
    int readForecasts(Map<String, DemandForecast> into) {
        return read(forecasts, into);
    }

    /** The same of prices. */
    int readPrices(Map<String, PriceRecommendation> into) {
        return read(prices, into);
    }

    private static <V> int read(TestOutputTopic<String, V> topic, Map<String, V> into) {
        int records = 0;
        for (; !topic.isEmpty(); records++) {
            var record = topic.readKeyValue();
            if (record.value == null) {
                into.remove(record.key);
            } else {
                into.put(record.key, record.value);
            }
        }
        return records;
    }

    /** The last record of each key since the last call; null for a tombstone. */
    Map<String, ItemClassification> classifications() {
        Map<String, ItemClassification> last = new TreeMap<>();
        while (!classifications.isEmpty()) {
            var record = classifications.readKeyValue();
            last.put(record.key, record.value);
        }
        return last;
    }

    /** The changes told of menus since the last call; a null value for a restaurant that is gone. */
    List<KeyValue<String, MenuChange>> menuChanges() {
        return menuChanges.readKeyValuesToList();
    }

    @Override
    public void close() {
        driver.close();
    }
}
