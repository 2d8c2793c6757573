package io.menuflow.quickstart;

import static io.menuflow.quickstart.Api.item;
import static io.menuflow.quickstart.Api.path;
import static io.menuflow.quickstart.DeadLetters.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.menuflow.quickstart.broker.LocalBroker;
import io.menuflow.quickstart.registry.LocalRegistry;
import io.menuflow.schemas.RestaurantPartitioner;
import io.menuflow.schemas.Topic;
import io.menuflow.schemas.avro.CalendarPeriod;
import io.menuflow.schemas.avro.DatedAmount;
import io.menuflow.schemas.avro.LineKind;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.MenuSettings;
import io.menuflow.schemas.avro.PriceSettings;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.RestaurantDay;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.schemas.avro.TransactionLine;
import io.menuflow.schemas.avro.TransactionState;
import io.menuflow.serving.Node;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What foreign producers can get wrong, straight into Kafka: every record ends where it belongs or in the dead letters
 * with its bytes and the reason, is counted, and the next good check is counted as if nothing had been.
 */
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class BadInputIT {

    private static final int PARTITIONS = Cluster.PARTITIONS;
    private static final String PLACE = "trattoria";
    private static final String NEIGHBOUR = "bistro";
    private static final Instant NOON = Instant.parse("2025-03-10T12:00:00Z");

    private LocalBroker broker;
    private LocalRegistry registry;
    private Node node;
    private Api api;
    private Producer<byte[], byte[]> producer;
    private DeadLetters deadLetters;
    private int goodChecks;

    /** Bytes that are no transaction. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record BadBytes(String what, byte[] value, String reason) {}

    /** What makes a good record bad, and how that is said. */
    private record Bad<B>(String reason, String message, String key, UnaryOperator<B> change) {}

    /** A record in Kafka. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sent(RecordMetadata at, byte[] value) {}

    @BeforeAll
    void start(@TempDir Path dir) {
        broker = LocalBroker.start(new LocalBroker.Options(dir.resolve("kafka"), 0));
        registry = LocalRegistry.start(new LocalRegistry.Options(dir.resolve("registry"), 0));
        node = Node.start(Cluster.config(
                broker.bootstrapServers(), registry.url().toString(), dir.resolve("state"), "parked.for", "PT4S"));
        await().atMost(Duration.ofSeconds(60)).until(node::isReady);
        api = new Api(URI.create("http://127.0.0.1:" + node.port()));
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        deadLetters = new DeadLetters(broker.bootstrapServers());
        api.putOk("/v1/restaurants/" + PLACE, Bodies.restaurant("Europe/Rome"));
        api.putOk("/v1/restaurants/" + NEIGHBOUR, Bodies.restaurant("Europe/Rome"));
        sellAsEver();
    }

    @AfterAll
    void stop() {
        for (AutoCloseable part : Arrays.asList(deadLetters, producer, node, registry, broker)) {
            try {
                if (part != null) {
                    part.close();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Whatever a test sent: the same restaurant and its neighbour go on, and nothing else was counted for them. */
    @AfterEach
    void sellAsEver() {
        goodChecks++;
        for (String place : List.of(PLACE, NEIGHBOUR)) {
            produce(place, value(check("good-" + goodChecks).setRestaurantId(place)));
            JsonNode sales = api.found(path(place, "/sales"), answer -> assertThat(
                            answer.at("/totals/order_count").asInt())
                    .isEqualTo(goodChecks));
            assertThat(sales.at("/totals/revenue").decimalValue())
                    .isEqualByComparingTo(new BigDecimal("13.50").multiply(BigDecimal.valueOf(goodChecks)));
        }
        assertThat(node.isReady()).isTrue();
    }

    @Test
    void shouldSetAsideUntouched_whenBytesAreNoTransaction() {
        List<BadBytes> all = List.of(
                new BadBytes("text", utf8("hello, world"), "UNREADABLE"),
                new BadBytes("nothing at all", new byte[0], "UNREADABLE"),
                new BadBytes("a header cut short", new byte[] {0, 0, 0}, "UNREADABLE"),
                new BadBytes("an id the registry never gave", withHeader(987_654, "x"), "UNKNOWN_SCHEMA"),
                new BadBytes("a negative id", withHeader(-1, "x"), "UNKNOWN_SCHEMA"),
                new BadBytes("a tombstone", null, "NO_VALUE"));

        List<RecordMetadata> sent =
                all.stream().map(bad -> produce(PLACE, bad.value())).toList();

        for (int i = 0; i < sent.size(); i++) {
            assertSetAside(
                    sent.get(i),
                    PLACE,
                    all.get(i).value(),
                    "receive",
                    all.get(i).reason());
        }
    }

    @Test
    void shouldSetAsideUntouched_whenTheBodyIsNotWhatItsSchemaSays() {
        byte[] good = value(check("cut"));
        byte[] cut = Arrays.copyOf(good, good.length / 2);
        byte[] longer = Arrays.copyOf(good, good.length + 3);
        byte[] other = bytes(node.topics().menuItems(), menuItem(PLACE, "soup").build());

        assertAllUnreadable(cut, longer, other);
    }

    @Test
    void shouldSetAsideUntouched_whenLengthsAreAbsurd() {
        byte[] header = Arrays.copyOf(value(check("absurd")), 5);
        byte[] hugeString = concat(header, varint(Integer.MAX_VALUE - 8L));
        byte[] hugeArray = concat(
                header,
                // source, id, revision, restaurant, no opened_at, closed_at, state, order type, four nulls, currency
                new byte[] {2, 'a', 2, 'b', 2, 2, 'c', 0, 0, 0, 0, 0, 0, 0, 0, 6, 'E', 'U', 'R'},
                varint(Integer.MAX_VALUE - 8L));
        byte[] negative = concat(header, varint(-5));

        assertAllUnreadable(hugeString, hugeArray, negative);
    }

    private void assertAllUnreadable(byte[]... values) {
        List<RecordMetadata> sent =
                Stream.of(values).map(value -> produce(PLACE, value)).toList();
        for (int i = 0; i < values.length; i++) {
            assertSetAside(sent.get(i), PLACE, values[i], "receive", "UNREADABLE");
        }
    }

    @Test
    void shouldSetAsideUntouched_whenAReadableCheckIsNotValid() {
        List<Bad<Transaction.Builder>> all = invalidChecks();

        List<Sent> sent = new ArrayList<>();
        for (Bad<Transaction.Builder> bad : all) {
            byte[] value = value(bad.change().apply(check("invalid")));
            sent.add(new Sent(produce(PLACE, value), value));
        }

        for (int i = 0; i < all.size(); i++) {
            Sent one = sent.get(i);
            var letter = assertSetAside(
                    one.at(), PLACE, one.value(), "ingest", all.get(i).reason());
            assertThat(header(letter, "menuflow-message")).contains(all.get(i).message());
        }
    }

    private static List<Bad<Transaction.Builder>> invalidChecks() {
        return List.of(
                invalid("NEGATIVE_PRICE", "unit_list_price", check -> check.setLines(List.of(line("3", "-4.50")))),
                invalid("BAD_QUANTITY", "quantity", check -> check.setLines(List.of(line("-3", "4.50")))),
                invalid("BAD_QUANTITY", "quantity", check -> check.setLines(List.of(line("1000001", "4.50")))),
                invalid("BAD_AMOUNT", "unit_list_price", check -> check.setLines(List.of(line("1", "1000000001")))),
                invalid("BAD_AMOUNT", "lines", check -> check.setLines(List.of(line("1000000", "1000000")))),
                invalid("UNKNOWN_CURRENCY", "XYZ", check -> check.setCurrency("XYZ")),
                invalid("CURRENCY_MISMATCH", "USD", check -> check.setCurrency("USD")),
                invalid("NO_LINES", "lines", check -> check.setLines(List.of())),
                invalid(
                        "DUPLICATE_LINE",
                        "line_id",
                        check -> check.setLines(List.of(line("1", "4.50"), line("2", "4.50")))),
                invalid("TOO_MANY_LINES", "1001", check -> check.setLines(Collections.nCopies(1_001, line("1", "1")))),
                invalid("BAD_ID", "transaction_id", check -> check.setTransactionId("")),
                invalid("BAD_ID", "source", check -> check.setSource("x".repeat(129))),
                invalid("BAD_ID", "revision", check -> check.setRevision(-1)),
                invalid("ABSURD_TIME", "closed_at", check -> check.setClosedAt(Instant.EPOCH)),
                invalid("ABSURD_TIME", "closed_at", check -> check.setClosedAt(Instant.ofEpochMilli(Long.MIN_VALUE))),
                invalid(
                        "FUTURE",
                        "closed_at",
                        check -> check.setClosedAt(Instant.now().plus(Duration.ofHours(2)))),
                invalid("FUTURE", "closed_at", check -> check.setClosedAt(Instant.ofEpochMilli(Long.MAX_VALUE))),
                invalid("TOO_OLD", "closed_at", check -> check.setClosedAt(NOON.minus(Duration.ofDays(731)))));
    }

    private static Bad<Transaction.Builder> invalid(
            String reason, String message, UnaryOperator<Transaction.Builder> change) {
        return new Bad<>(reason, message, PLACE, change);
    }

    @Test
    void shouldSetAsideUntouched_whenTheKeyNamesAnotherRestaurant() {
        byte[] value = value(check("misplaced"));

        RecordMetadata neighbours = produce(NEIGHBOUR, value);
        RecordMetadata items = produce(PLACE + ":soup", value);

        assertSetAside(neighbours, NEIGHBOUR, value, "receive", "KEY_MISMATCH");
        assertSetAside(items, PLACE + ":soup", value, "receive", "KEY_MISMATCH");
    }

    @Test
    void shouldSetAsideUntouched_whenTheRestaurantIdIsNone() {
        byte[] value = value(check("nowhere").setRestaurantId("no such/id"));

        byte[] dots = value(check("above").setRestaurantId(".."));

        assertSetAside(produce("no such/id", value), "no such/id", value, "receive", "BAD_ID");
        assertSetAside(produce("..", dots), "..", dots, "receive", "BAD_ID");
    }

    @Test
    void shouldKeepTheSendersHeaders_whenSetAside() {
        byte[] value = {1, 2, 3};
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("pos-transactions", 0, utf8("k"), value);
        record.headers().add("trace", utf8("t-17")).add("menuflow-reason", utf8("forged"));

        ConsumerRecord<byte[], byte[]> letter = deadLetters.about(sent(record));

        assertThat(header(letter, "trace")).isEqualTo("t-17");
        assertThat(header(letter, "menuflow-reason")).isEqualTo("UNREADABLE");
        assertThat(letter.headers().headers("menuflow-reason")).hasSize(1);
    }

    @Test
    void shouldWaitAndThenSetAside_whenTheRestaurantIsUnknown() {
        byte[] value = value(check("early").setRestaurantId("nobody"));
        long before = api.counter("menuflow_transactions_total", "outcome=\"parked\"");

        RecordMetadata keyed = produce("nobody", value);
        RecordMetadata stray = produceTo(elsewhere("nobody"), null, value);

        var letter = assertSetAside(keyed, "nobody", value, "ingest", "UNKNOWN_RESTAURANT");
        assertThat(header(letter, "menuflow-message")).contains("nobody", "PT4S");
        assertSetAside(stray, null, value, "ingest", "UNKNOWN_RESTAURANT");
        assertThat(api.counter("menuflow_transactions_total", "outcome=\"parked\""))
                .isEqualTo(before + 2);
        assertThat(api.get("/metrics").text()).contains("menuflow_parked_records 0.0");
    }

    @Test
    void shouldCountWhatWaited_whenTheRestaurantBecomesKnownInTime() {
        RecordMetadata sent = produce("late-opening", value(check("early").setRestaurantId("late-opening")));
        api.putOk("/v1/restaurants/late-opening", Bodies.restaurant("Europe/Rome"));

        api.awaitOrders("late-opening", 1);
        assertThat(deadLetters.now(sent)).isEmpty();
    }

    @Test
    void shouldBringHome_whenARecordStandsInAnotherPartition() {
        String place = open("stray");
        long before = api.counter("menuflow_strays_total", "topic=\"pos-transactions\"");
        byte[] first = value(check("s1").setRestaurantId(place));
        byte[] second = value(check("s2").setRestaurantId(place));

        produceTo(elsewhere(place), place, first);
        produceTo(elsewhere(place), null, second);
        produceTo(home(place), null, first);
        produceTo(elsewhere(place), null, first);

        api.awaitOrders(place, 2);
        awaitCounter("menuflow_strays_total", "topic=\"pos-transactions\"", before + 3);
        assertThat(api.found(path(place, "/sales")).at("/totals/revenue").decimalValue())
                .isEqualByComparingTo("27.00");
    }

    @Test
    void shouldSetAsideWithItsFirstPlace_whenAStrayIsNotValid() {
        byte[] value = value(check("stray-usd").setCurrency("USD"));

        RecordMetadata keyed = produceTo(elsewhere(PLACE), PLACE, value);
        RecordMetadata keyless = produceTo(elsewhere(PLACE), null, value);
        RecordMetadata other = produceTo(elsewhere(PLACE), NEIGHBOUR, value);

        assertSetAside(keyed, PLACE, value, "ingest", "CURRENCY_MISMATCH");
        assertSetAside(keyless, null, value, "ingest", "CURRENCY_MISMATCH");
        assertSetAside(other, NEIGHBOUR, value, "receive", "KEY_MISMATCH");
    }

    @Test
    void shouldCountAtOnceAsUnlisted_whenTheItemIsOnNoMenu() {
        String place = open("menu-of-one");
        api.putOk(path(place, "/menu/water"), Bodies.item("2.00", "0.10"));

        produce(place, value(check("c1").setRestaurantId(place)));

        JsonNode items = api.found(path(place, "/items"), answer -> assertThat(
                        item(answer, "soup").path("revenue").decimalValue())
                .isEqualByComparingTo("13.50"));
        assertThat(item(items, "soup").path("listed").asBoolean(true)).isFalse();
        assertThat(item(items, "soup").path("in_scope").asBoolean()).isTrue();
        assertThat(item(items, "soup").path("cost_basis").asText()).isEqualTo("UNKNOWN");
        assertThat(item(items, "water").path("listed").asBoolean()).isTrue();
    }

    @Test
    void shouldKeepTheMenu_whenMenuItemsArePoisoned() {
        String place = open("menu-holder");
        api.putOk(path(place, "/menu/soup"), Bodies.item("4.50", "1.00"));
        JsonNode before = api.found(path(place, "/menu"));
        List<Bad<MenuItem.Builder>> all = poisonedItems();

        List<Sent> sent = new ArrayList<>();
        for (Bad<MenuItem.Builder> bad : all) {
            byte[] value = bytes(
                    node.topics().menuItems(),
                    bad.change().apply(menuItem(place, "soup")).build());
            sent.add(new Sent(send("menu-items", home(place), place + bad.key(), value), value));
        }

        for (int i = 0; i < all.size(); i++) {
            Sent one = sent.get(i);
            String key = place + all.get(i).key();
            var letter = assertSetAside(one.at(), key, one.value(), "menu-items", "BAD_MENU_ITEM");
            assertThat(header(letter, "menuflow-message")).contains(all.get(i).message());
        }
        assertThat(api.found(path(place, "/menu"))).isEqualTo(before);
    }

    private static List<Bad<MenuItem.Builder>> poisonedItems() {
        return List.of(
                poisonedItem("prices", ":soup", item -> item.setPrices(List.of(amount(0, "-1")))),
                poisonedItem("food_costs", ":soup", item -> item.setFoodCosts(List.of(amount(9, "1"), amount(9, "2")))),
                poisonedItem("name", ":soup", item -> item.setName(" ")),
                poisonedItem("item_id", ":..", item -> item.setItemId("..")),
                poisonedItem("item_id", ":", item -> item.setItemId("")),
                poisonedItem("restaurant", ":x:soup", item -> item.setRestaurantId(item.getRestaurantId() + ":x")));
    }

    private static Bad<MenuItem.Builder> poisonedItem(
            String message, String key, UnaryOperator<MenuItem.Builder> change) {
        return new Bad<>("BAD_MENU_ITEM", message, key, change);
    }

    @Test
    void shouldSetAside_whenADayCannotBeWhatItSays() {
        byte[] value = bytes(
                node.topics().restaurantDays(), day(PLACE).setTemperature(61.0).build());

        RecordMetadata sent = send("restaurant-days", home(PLACE), PLACE + ":2026-03-10", value);
        RecordMetadata tombstone = send("restaurant-days", home(PLACE), PLACE + ":soup", null);

        var letter = assertSetAside(sent, PLACE + ":2026-03-10", value, "days", "BAD_DAY");
        assertThat(header(letter, "menuflow-message")).isEqualTo("temperature must be -90 to 60 degrees Celsius");
        assertSetAside(tombstone, PLACE + ":soup", null, "days", "BAD_DAY");
        assertThat(api.get(path(PLACE, "/days/2026-03-10")).status()).isEqualTo(404);
    }

    private static RestaurantDay.Builder day(String restaurant) {
        return RestaurantDay.newBuilder()
                .setRestaurantId(restaurant)
                .setDate(LocalDate.parse("2026-03-10"))
                .setUpdatedAt(Instant.EPOCH.plus(Duration.ofDays(20_000)));
    }

    @Test
    void shouldSetAside_whenAMenuItemStandsUnderAnothersKey() {
        byte[] value = bytes(node.topics().menuItems(), menuItem(PLACE, "soup").build());

        RecordMetadata sent = send("menu-items", home(PLACE), PLACE + ":wine", value);

        assertSetAside(sent, PLACE + ":wine", value, "receive", "KEY_MISMATCH");
        assertThat(api.found(path(PLACE, "/menu")).path("items")).isEmpty();
    }

    @Test
    void shouldKeepTheRestaurant_whenItsRecordsArePoisoned() {
        JsonNode before = api.found("/v1/restaurants/" + PLACE);
        List<Bad<Restaurant.Builder>> all = poisonedRestaurants();

        List<Sent> sent = new ArrayList<>();
        for (Bad<Restaurant.Builder> bad : all) {
            byte[] value = bytes(
                    node.topics().restaurants(),
                    bad.change().apply(restaurant(PLACE)).build());
            sent.add(new Sent(send("restaurants", home(PLACE), PLACE, value), value));
        }
        RecordMetadata itemsTombstone = send("restaurants", home(PLACE), PLACE + ":soup", null);

        for (int i = 0; i < all.size(); i++) {
            Sent one = sent.get(i);
            var letter = assertSetAside(one.at(), PLACE, one.value(), "restaurants", "BAD_RESTAURANT");
            assertThat(header(letter, "menuflow-message")).contains(all.get(i).message());
        }
        assertSetAside(itemsTombstone, PLACE + ":soup", null, "restaurants", "BAD_RESTAURANT");
        assertThat(api.found("/v1/restaurants/" + PLACE)).isEqualTo(before);
    }

    private static List<Bad<Restaurant.Builder>> poisonedRestaurants() {
        return List.of(
                poisoned("Europe/Atlantis", place -> place.setCalendars(List.of(period("Europe/Atlantis", 0)))),
                poisoned("cut_off", place -> place.setCalendars(List.of(period("Europe/Rome", 24 * 60)))),
                poisoned("calendars", place -> place.setCalendars(List.of())),
                poisoned("currency", place -> place.setCurrency("EURO")),
                poisoned("currency", place -> place.setCurrency("XAU")),
                poisoned(
                        "popularity_factor",
                        place -> place.setSettings(MenuSettings.newBuilder()
                                .setPopularityFactor("much")
                                .build())),
                poisoned(
                        "settings.prices.max_step",
                        place -> place.setSettings(MenuSettings.newBuilder()
                                .setPrices(PriceSettings.newBuilder()
                                        .setMaxStep("2")
                                        .build())
                                .build())),
                poisoned("cannot become USD", place -> place.setCurrency("USD")),
                poisoned("cannot change", place -> place.setCalendars(List.of(period("Asia/Tokyo", 0)))));
    }

    private static Bad<Restaurant.Builder> poisoned(String message, UnaryOperator<Restaurant.Builder> change) {
        return new Bad<>("BAD_RESTAURANT", message, PLACE, change);
    }

    @Test
    void shouldBringHome_whenRestaurantsAndItemsStandInAnotherPartition() {
        String place = "wanderer";
        byte[] restaurant = bytes(node.topics().restaurants(), restaurant(place).build());
        byte[] soup = bytes(node.topics().menuItems(), menuItem(place, "soup").build());
        byte[] day = bytes(node.topics().restaurantDays(), day(place).build());

        send("restaurants", elsewhere(place), place, restaurant);
        send("menu-items", elsewhere(place), place + ":soup", soup);
        send("restaurant-days", elsewhere(place), place + ":2026-03-10", day);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> api.get(path(place, "/menu")).status() == 200);
        api.found(path(place, "/menu"), menu -> assertThat(menu.path("items")).hasSize(1));
        String days = path(place, "/days?from=2026-03-10&to=2026-03-10");
        api.found(days, answer -> assertThat(answer.path("days")).hasSize(1));
        awaitCounter("menuflow_strays_total", "topic=\"restaurants\"", 1);
        awaitCounter("menuflow_strays_total", "topic=\"restaurant-days\"", 1);
        awaitCounter("menuflow_strays_total", "topic=\"menu-items\"", 1);
        send("menu-items", elsewhere(place), place + ":soup", null);
        api.found(path(place, "/menu"), menu -> assertThat(menu.path("items")).isEmpty());
    }

    private ConsumerRecord<byte[], byte[]> assertSetAside(
            RecordMetadata sent, String key, byte[] value, String stage, String reason) {
        ConsumerRecord<byte[], byte[]> letter = deadLetters.about(sent);
        assertThat(letter.key()).isEqualTo(key == null ? null : utf8(key));
        assertThat(letter.value()).isEqualTo(value);
        assertThat(header(letter, "menuflow-stage")).isEqualTo(stage);
        assertThat(header(letter, "menuflow-reason")).isEqualTo(reason);
        assertThat(header(letter, "menuflow-message")).isNotBlank();
        assertThat(api.counter("menuflow_dead_letters_total", "reason=\"" + reason + "\",stage=\"" + stage + "\""))
                .isPositive();
        return letter;
    }

    private void awaitCounter(String name, String labels, long value) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(api.counter(name, labels)).isEqualTo(value));
    }

    private String open(String place) {
        api.putOk("/v1/restaurants/" + place, Bodies.restaurant("Europe/Rome"));
        return place;
    }

    private RecordMetadata produce(String key, byte[] value) {
        return produceTo(home(key), key, value);
    }

    private RecordMetadata produceTo(int partition, String key, byte[] value) {
        return send("pos-transactions", partition, key, value);
    }

    private RecordMetadata send(String topic, int partition, String key, byte[] value) {
        return sent(new ProducerRecord<>(topic, partition, key == null ? null : utf8(key), value));
    }

    private RecordMetadata sent(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the broker did not take " + record, e);
        }
    }

    private static int home(String key) {
        return RestaurantPartitioner.partition(key, PARTITIONS);
    }

    private static int elsewhere(String key) {
        return (home(key) + 1) % PARTITIONS;
    }

    private byte[] value(Transaction.Builder check) {
        return bytes(node.topics().transactions(), check.build());
    }

    private static <V> byte[] bytes(Topic<String, V> topic, V value) {
        return topic.valueSerde().serializer().serialize(topic.name(), value);
    }

    private static Transaction.Builder check(String id) {
        return Transaction.newBuilder()
                .setSource("till")
                .setTransactionId(id)
                .setRevision(1)
                .setRestaurantId(PLACE)
                .setClosedAt(NOON)
                .setState(TransactionState.CLOSED)
                .setCurrency("EUR")
                .setLines(List.of(line("3", "4.50")));
    }

    private static TransactionLine line(String quantity, String price) {
        return TransactionLine.newBuilder()
                .setLineId("1")
                .setItemId("soup")
                .setItemName("Soup of the day")
                .setQuantity(new BigDecimal(quantity).setScale(5))
                .setUnitListPrice(new BigDecimal(price).setScale(4))
                .setKind(LineKind.SALE)
                .build();
    }

    private static MenuItem.Builder menuItem(String restaurant, String id) {
        return MenuItem.newBuilder()
                .setRestaurantId(restaurant)
                .setItemId(id)
                .setName("Soup")
                .setPrices(List.of(amount(0, "4.50")))
                .setUpdatedAt(NOON);
    }

    private static DatedAmount amount(int day, String amount) {
        return DatedAmount.newBuilder()
                .setEffectiveFrom(LocalDate.ofEpochDay(day))
                .setAmount(new BigDecimal(amount).setScale(4))
                .build();
    }

    private static Restaurant.Builder restaurant(String id) {
        return Restaurant.newBuilder()
                .setRestaurantId(id)
                .setName("Poisoned")
                .setCurrency("EUR")
                .setCalendars(List.of(period("Europe/Rome", 0)))
                .setSettings(MenuSettings.newBuilder().setNewItemDays(0).build())
                .setUpdatedAt(NOON);
    }

    private static CalendarPeriod period(String zone, int cutOffMinutes) {
        return CalendarPeriod.newBuilder()
                .setEffectiveFrom(LocalDate.EPOCH)
                .setZone(zone)
                .setCutOffMinutes(cutOffMinutes)
                .build();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] withHeader(int schema, String body) {
        return concat(ByteBuffer.allocate(5).put((byte) 0).putInt(schema).array(), utf8(body));
    }

    /** A number as Avro writes it. */
    private static byte[] varint(long value) {
        ByteBuffer bytes = ByteBuffer.allocate(10);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            bytes.put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static byte[] concat(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Stream.of(parts).mapToInt(part -> part.length).sum());
        Stream.of(parts).forEach(all::put);
        return all.array();
    }
}
