package io.menuflow.schemas;

import io.menuflow.schemas.Topic.Layout;
import io.menuflow.schemas.avro.DemandForecast;
import io.menuflow.schemas.avro.ItemClassification;
import io.menuflow.schemas.avro.ItemSalesDay;
import io.menuflow.schemas.avro.MenuChange;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.ModelRecord;
import io.menuflow.schemas.avro.PriceRecommendation;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.RestaurantDay;
import io.menuflow.schemas.avro.TrainingJob;
import io.menuflow.schemas.avro.Transaction;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;

/** Every topic Menuflow reads or writes. The only place where a topic's name stands. */
public final class Topics {

    /** Bytes a record of an input may have: what is larger is refused before it is read. */
    public static final int MAX_RECORD_BYTES = 1_000_000;
    /** Bytes its key and headers together may have. */
    public static final int MAX_ENVELOPE_BYTES = 64 << 10;
    /** Bytes the dead letters take of a record; of a larger one they keep the beginning. */
    public static final int MAX_DEAD_LETTER_BYTES = 10 << 20;
    /** What a producer of ours must be allowed to send in one record: a dead letter with its headers. */
    public static final int MAX_REQUEST_BYTES = 12 << 20;

    private static final Map<String, String> COMPACTED =
            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    /** A day and an hour, in pieces of an hour: a topic forgets by whole pieces. */
    private static final Map<String, String> FOR_A_DAY = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            Long.toString(Duration.ofHours(25).toMillis()),
            TopicConfig.SEGMENT_MS_CONFIG,
            Long.toString(Duration.ofHours(1).toMillis()),
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            "LogAppendTime");

    private static final Map<String, String> LARGE =
            Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_REQUEST_BYTES));

    private final Topic<String, Transaction> transactions;
    private final Topic<String, Restaurant> restaurants;
    private final Topic<String, RestaurantDay> restaurantDays;
    private final Topic<String, MenuItem> menuItems;
    private final Topic<String, ItemSalesDay> itemDays;
    private final Topic<String, ItemClassification> classifications;
    private final Topic<String, DemandForecast> forecasts;
    private final Topic<String, PriceRecommendation> prices;
    private final Topic<String, MenuChange> menuChanges;
    private final Topic<String, ModelRecord> models;
    private final Topic<String, TrainingJob> trainingJobs;
    private final Topic<byte[], byte[]> strays;
    private final Topic<byte[], byte[]> deadLetters;
    private final Topic<String, String> replays;

    /** Topics whose Avro values are registered with, and looked up in, {@code registry}. */
    public Topics(SchemaRegistry registry) {
        transactions = avro("pos-transactions", registry, Transaction.getClassSchema(), keptFor(Duration.ofDays(731)));
        restaurants = avro("restaurants", registry, Restaurant.getClassSchema(), COMPACTED);
        restaurantDays = avro("restaurant-days", registry, RestaurantDay.getClassSchema(), COMPACTED);
        menuItems = avro("menu-items", registry, MenuItem.getClassSchema(), COMPACTED);
        itemDays = avro("item-sales-daily", registry, ItemSalesDay.getClassSchema(), COMPACTED);
        classifications = avro("item-classifications", registry, ItemClassification.getClassSchema(), COMPACTED);
        forecasts = avro("demand-forecasts", registry, DemandForecast.getClassSchema(), COMPACTED);
        prices = avro("price-recommendations", registry, PriceRecommendation.getClassSchema(), COMPACTED);
        menuChanges = avro("menu-changes", registry, MenuChange.getClassSchema(), FOR_A_DAY);
        models = single("models", registry, ModelRecord.getClassSchema(), with(LARGE, COMPACTED));
        trainingJobs = single("training-jobs", registry, TrainingJob.getClassSchema(), COMPACTED);
        strays = new Topic<>(
                "menuflow-strays",
                Serdes.ByteArray(),
                Serdes.ByteArray(),
                Layout.BY_RESTAURANT,
                with(
                        LARGE,
                        Map.of(
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                TopicConfig.CLEANUP_POLICY_DELETE,
                                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                                "CreateTime")));
        deadLetters = new Topic<>(
                "menuflow-dlq",
                Serdes.ByteArray(),
                Serdes.ByteArray(),
                Layout.ANY,
                with(LARGE, keptFor(Duration.ofDays(30))));
        // As long as the letters themselves and a day more, so that no letter outlives what became of it.
        replays = new Topic<>(
                "menuflow-dlq-replays", Serdes.String(), Serdes.String(), Layout.ANY, keptFor(Duration.ofDays(31)));
    }

    /** {@code pos-transactions}: closed checks, keyed by restaurant; kept two years, by append time. */
    public Topic<String, Transaction> transactions() {
        return transactions;
    }

    /** {@code restaurants}: the latest settings of each restaurant. */
    public Topic<String, Restaurant> restaurants() {
        return restaurants;
    }

    /** {@code restaurant-days}: the latest facts of each business day, keyed {@code restaurant:yyyy-mm-dd}. */
    public Topic<String, RestaurantDay> restaurantDays() {
        return restaurantDays;
    }

    /** {@code menu-items}: the latest state of each item, keyed {@code restaurant:item}. */
    public Topic<String, MenuItem> menuItems() {
        return menuItems;
    }

    /**
     * {@code item-sales-daily}: what each item sold on each closed business day of the history, keyed
     * {@code restaurant:item:yyyy-mm-dd}, the date after the last colon.
     */
    public Topic<String, ItemSalesDay> itemDays() {
        return itemDays;
    }

    /** {@code item-classifications}: the latest classification of each item, keyed {@code restaurant:item}. */
    public Topic<String, ItemClassification> classifications() {
        return classifications;
    }

    /**
     * {@code demand-forecasts}: what each item will sell, keyed {@code restaurant:item}, and the restaurant as a whole,
     * keyed {@code restaurant:} with nothing after the colon.
     */
    public Topic<String, DemandForecast> forecasts() {
        return forecasts;
    }

    /** {@code price-recommendations}: what each item should cost, keyed {@code restaurant:item}. */
    public Topic<String, PriceRecommendation> prices() {
        return prices;
    }

    /**
     * {@code menu-changes}: what changed in the figures of each menu's running window, keyed by restaurant, kept for a day:
     * what live streams are made of and resumed from.
     */
    public Topic<String, MenuChange> menuChanges() {
        return menuChanges;
    }

    /** {@code models}: trained models keyed {@code name/version}, and under {@code name} which of them are in force. */
    public Topic<String, ModelRecord> models() {
        return models;
    }

    /** {@code training-jobs}: requests to train a model and their state, keyed by job. */
    public Topic<String, TrainingJob> trainingJobs() {
        return trainingJobs;
    }

    /** Records that a foreign producer put into another partition than their restaurant's, on their way home. */
    public Topic<byte[], byte[]> strays() {
        return strays;
    }

    /** {@code menuflow-dlq}: the untouched bytes of what could not be processed, with the reason in headers. */
    public Topic<byte[], byte[]> deadLetters() {
        return deadLetters;
    }

    /** Which dead letters an operator sent again, and where to. Keyed by the letter's id, {@code partition-offset}. */
    public Topic<String, String> replays() {
        return replays;
    }

    /** All topics that must exist before a node starts. */
    public List<Topic<?, ?>> all() {
        return List.of(
                transactions,
                restaurants,
                restaurantDays,
                menuItems,
                itemDays,
                classifications,
                forecasts,
                prices,
                menuChanges,
                models,
                trainingJobs,
                strays,
                deadLetters,
                replays);
    }

    private static <V extends SpecificRecord> Topic<String, V> avro(
            String name, SchemaRegistry registry, Schema schema, Map<String, String> settings) {
        return avro(name, registry, schema, Layout.BY_RESTAURANT, settings);
    }

    private static <V extends SpecificRecord> Topic<String, V> single(
            String name, SchemaRegistry registry, Schema schema, Map<String, String> settings) {
        return avro(name, registry, schema, Layout.SINGLE, settings);
    }

    private static <V extends SpecificRecord> Topic<String, V> avro(
            String name, SchemaRegistry registry, Schema schema, Layout layout, Map<String, String> settings) {
        return new Topic<>(name, Serdes.String(), new AvroSerde<>(registry, name + "-value", schema), layout, settings);
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(others);
        return all;
    }

    private static Map<String, String> keptFor(Duration retention) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(retention.toMillis()),
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                "LogAppendTime");
    }
}
