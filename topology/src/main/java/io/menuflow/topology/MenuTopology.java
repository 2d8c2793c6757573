package io.menuflow.topology;

import io.menuflow.models.demand.DemandModels;
import io.menuflow.models.outlook.OutlookModels;
import io.menuflow.schemas.RestaurantPartitioner;
import io.menuflow.schemas.Topic;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.RestaurantDay;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.topology.classify.Classify;
import io.menuflow.topology.closes.CloseDays;
import io.menuflow.topology.days.PublishDays;
import io.menuflow.topology.ingest.Ingest;
import io.menuflow.topology.ingest.KeepParts;
import io.menuflow.topology.ingest.KeepRestaurants;
import io.menuflow.topology.ingest.Receive;
import io.menuflow.topology.menu.Restaurants;
import io.menuflow.topology.sales.Sales;
import io.menuflow.topology.store.LiveMemory;
import io.menuflow.topology.store.Rows;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The whole topology, in the order of the data. Pure: no I/O, clock or environment; the clock of the processors only
 * triggers work.
 *
 * <pre>
 * restaurants ─────▶ receive ─▶ keep-restaurants ─┬───────────┐
 * restaurant-days ─▶ receive ─▶ keep-days ────────┼─────────┐ │
 * menu-items ──────▶ receive ─▶ keep-menu-items ──┼───────┐ │ │
 * pos-transactions ▶ receive ─▶ ingest ◀──────────┘ ─▶ sales ─▶ classify ─▶ item-classifications, menu-changes
 *                      │  ▲       │                  ├─▶ publish-days ─▶ item-sales-daily
 *                      │  │       │                  ├─▶ close-days ─▶ demand-forecasts, price-recommendations
 *                      ▼  │       ▼                  ▼
 *                     strays     dead letters ◀──────┘
 * </pre>
 */
public final class MenuTopology {

    /** How much of a thread's time day closes have, against scoring: a menu's takes some thirty times as long, once a day. */
    private static final int CLOSES_TO_SCORES = 2;

    private final TopologySettings settings;
    private final Topics topics;
    private final OutlookModels models;
    private final DemandModels demand;
    private final StageObserver observer;
    private final ScoreBudget budget;
    private final ScoreBudget closesBudget;
    private final Topology topology = new Topology();

    private MenuTopology(
            TopologySettings settings,
            Topics topics,
            OutlookModels models,
            DemandModels demand,
            StageObserver observer,
            LongSupplier clock) {
        this.settings = settings;
        this.models = models;
        this.demand = demand;
        this.topics = topics;
        this.observer = observer;
        this.budget = new ScoreBudget(settings.scorePeriod().toMillis(), settings.scoreShare(), clock);
        this.closesBudget = new ScoreBudget(
                settings.scorePeriod().toMillis(), Math.min(1, CLOSES_TO_SCORES * settings.scoreShare()), clock);
    }

    /** The topology over {@code topics}, scoring by {@code models}, forecasting by {@code demand}. */
    public static Topology build(
            TopologySettings settings,
            Topics topics,
            OutlookModels models,
            DemandModels demand,
            StageObserver observer) {
        return build(settings, topics, models, demand, observer, System::nanoTime);
    }

    /** The same, taking the time of its turns by another clock, in nanoseconds. */
    static Topology build(
            TopologySettings settings,
            Topics topics,
            OutlookModels models,
            DemandModels demand,
            StageObserver observer,
            LongSupplier clock) {
        return new MenuTopology(settings, topics, models, demand, observer, clock).build();
    }

    private Topology build() {
        sources();
        restaurants();
        ingest();
        sales();
        days();
        classify();
        closes();
        sinks();
        stores();
        return topology;
    }

    private void sources() {
        // Of the records at hand the earliest goes first: a restaurant before its checks, also when it was changed
        // since
        // and its only record is younger than they are.
        TimestampExtractor first = (record, partitionTime) -> 0;
        TimestampExtractor asAppended = (record, partitionTime) -> Math.max(0, record.timestamp());
        source(topics.restaurants(), first);
        source(topics.restaurantDays(), first);
        source(topics.menuItems(), first);
        source(topics.transactions(), asAppended);
        source(topics.strays(), asAppended);
    }

    private void restaurants() {
        receive(Names.RECEIVE_RESTAURANTS, topics.restaurants(), Restaurant::getRestaurantId, true, Names.RESTAURANTS);
        topology.addProcessor(
                Names.RESTAURANTS, () -> new KeepRestaurants(this::restaurants, observer), Names.RECEIVE_RESTAURANTS);
        Function<RestaurantDay, String> dayKey = day -> day.getRestaurantId() + ":" + day.getDate();
        receive(Names.RECEIVE_DAYS, topics.restaurantDays(), dayKey, true, Names.DAYS);
        topology.addProcessor(Names.DAYS, () -> KeepParts.days(observer), Names.RECEIVE_DAYS);
        Function<MenuItem, String> itemKey = item -> item.getRestaurantId() + ":" + item.getItemId();
        receive(Names.RECEIVE_MENU_ITEMS, topics.menuItems(), itemKey, true, Names.MENU_ITEMS);
        topology.addProcessor(Names.MENU_ITEMS, () -> KeepParts.menuItems(observer), Names.RECEIVE_MENU_ITEMS);
    }

    private void ingest() {
        receive(Names.RECEIVE_TRANSACTIONS, topics.transactions(), Transaction::getRestaurantId, false, Names.INGEST);
        topology.addProcessor(
                Names.INGEST,
                () -> new Ingest(settings, topics.transactions(), this::restaurants, observer),
                Names.RECEIVE_TRANSACTIONS,
                Names.RESTAURANTS);
    }

    private void sales() {
        topology.addProcessor(Names.SALES, () -> new Sales(settings.historyDays(), observer), Names.INGEST);
    }

    private void days() {
        topology.addProcessor(
                Names.PUBLISH_DAYS, () -> new PublishDays(settings, budget, observer), Names.SALES, Names.RESTAURANTS);
    }

    private void classify() {
        topology.addProcessor(
                Names.CLASSIFY,
                () -> new Classify(settings, this::restaurants, topics, models, budget, observer),
                Names.SALES,
                Names.RESTAURANTS,
                Names.DAYS,
                Names.MENU_ITEMS);
    }

    private void closes() {
        topology.addProcessor(
                Names.CLOSE_DAYS,
                () -> new CloseDays(settings, this::restaurants, topics, demand, closesBudget, observer),
                Names.SALES,
                Names.RESTAURANTS,
                Names.MENU_ITEMS,
                Names.DAYS);
    }

    private void sinks() {
        sink(
                Names.STRAYS_SINK,
                topics.strays(),
                byRestaurant(key -> new String(key, StandardCharsets.UTF_8)),
                Names.RECEIVE_RESTAURANTS,
                Names.RECEIVE_DAYS,
                Names.RECEIVE_MENU_ITEMS,
                Names.RECEIVE_TRANSACTIONS);
        topology.addSink(
                Names.DEAD_LETTERS_SINK,
                topics.deadLetters().name(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                Names.RECEIVE_RESTAURANTS,
                Names.RECEIVE_DAYS,
                Names.RECEIVE_MENU_ITEMS,
                Names.RECEIVE_TRANSACTIONS,
                Names.RESTAURANTS,
                Names.DAYS,
                Names.MENU_ITEMS,
                Names.INGEST,
                Names.SALES);
        sink(Names.ITEM_DAYS_SINK, topics.itemDays(), byRestaurant(key -> key), Names.PUBLISH_DAYS);
        sink(Names.CLASSIFICATIONS_SINK, topics.classifications(), byRestaurant(key -> key), Names.CLASSIFY);
        sink(Names.FORECASTS_SINK, topics.forecasts(), byRestaurant(key -> key), Names.CLOSE_DAYS);
        sink(Names.PRICES_SINK, topics.prices(), byRestaurant(key -> key), Names.CLOSE_DAYS);
        sink(Names.MENU_CHANGES_SINK, topics.menuChanges(), byRestaurant(key -> key), Names.CLASSIFY);
    }

    private void stores() {
        LiveMemory live = new LiveMemory(settings.liveBytes());
        observer.live(live::bytes);
        topology.addStateStore(
                Rows.builder(Names.RESTAURANT_STORE),
                Names.RESTAURANTS,
                Names.INGEST,
                Names.PUBLISH_DAYS,
                Names.CLASSIFY,
                Names.CLOSE_DAYS);
        topology.addStateStore(Rows.builder(Names.DAY_STORE), Names.DAYS, Names.CLASSIFY, Names.CLOSE_DAYS);
        topology.addStateStore(Rows.builder(Names.MENU_STORE), Names.MENU_ITEMS, Names.CLASSIFY, Names.CLOSE_DAYS);
        topology.addStateStore(Rows.builder(Names.PARKING_STORE), Names.INGEST);
        topology.addStateStore(Rows.builder(Names.CHECK_STORE), Names.INGEST, Names.SALES);
        topology.addStateStore(
                Rows.live(Rows.builder(Names.SALES_STORE), live),
                Names.RESTAURANTS,
                Names.INGEST,
                Names.SALES,
                Names.PUBLISH_DAYS,
                Names.CLASSIFY,
                Names.CLOSE_DAYS);
        topology.addStateStore(Rows.builder(Names.SNAPSHOT_STORE), Names.CLASSIFY);
        topology.addStateStore(Rows.builder(Names.FORECAST_STORE), Names.CLOSE_DAYS);
        topology.addStateStore(Rows.builder(Names.PRICE_STORE), Names.CLOSE_DAYS);
    }

    private void source(Topic<?, ?> topic, TimestampExtractor time) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                topic.name() + Names.SOURCE,
                time,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topic.name());
    }

    private <V> void receive(
            String name, Topic<String, V> topic, Function<V, String> keyOf, boolean tombstones, String next) {
        String strays = topics.strays().name();
        topology.addProcessor(
                name,
                () -> new Receive<>(topic, keyOf, tombstones, next, strays, settings.partitions(), observer),
                topic.name() + Names.SOURCE,
                strays + Names.SOURCE);
    }

    private <K, V> void sink(String name, Topic<K, V> topic, StreamPartitioner<K, V> partitioner, String... parents) {
        topology.addSink(
                name,
                topic.name(),
                topic.keySerde().serializer(),
                topic.valueSerde().serializer(),
                partitioner,
                parents);
    }

    private static <K, V> StreamPartitioner<K, V> byRestaurant(Function<K, String> text) {
        return (topic, key, value, partitions) ->
                Optional.of(Set.of(RestaurantPartitioner.partition(text.apply(key), partitions)));
    }

    private Restaurants restaurants(io.menuflow.topology.store.RowSource rows) {
        return new Restaurants(rows, topics.restaurants().valueSerde());
    }
}
