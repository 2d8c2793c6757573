package io.menuflow.quickstart;

import static io.menuflow.quickstart.Api.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.menuflow.quickstart.BatchRecompute.Sum;
import io.menuflow.quickstart.Cli.Run;
import io.menuflow.quickstart.GeneratedSales.Sale;
import io.menuflow.quickstart.broker.LocalBroker;
import io.menuflow.quickstart.registry.LocalRegistry;
import io.menuflow.schemas.RestaurantPartitioner;
import io.menuflow.schemas.avro.OrderType;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.schemas.avro.TransactionLine;
import io.menuflow.schemas.avro.TransactionState;
import io.menuflow.serving.Node;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters by the command line: found, shown, repaired, sent again, and then counted as if they had been right. */
@Timeout(180)
class ReplayIT {

    private static final int PARTITIONS = Cluster.PARTITIONS;
    private static final String PLACE = "rome";

    @TempDir
    Path dir;

    private LocalBroker broker;
    private LocalRegistry registry;
    private Node node;
    private Api api;
    private Cli cli;
    private Producer<byte[], byte[]> producer;

    @BeforeEach
    void start() {
        broker = LocalBroker.start(new LocalBroker.Options(dir.resolve("kafka"), 0));
        registry = LocalRegistry.start(new LocalRegistry.Options(dir.resolve("registry"), 0));
        // What has no restaurant is a dead letter at once.
        node = Node.start(Cluster.config(
                broker.bootstrapServers(), registry.url().toString(), dir.resolve("state"), "parked.records", "0"));
        await().atMost(Duration.ofSeconds(60)).until(node::isReady);
        api = new Api(URI.create("http://127.0.0.1:" + node.port()));
        cli = new Cli(broker.bootstrapServers(), registry.url().toString());
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable part : Arrays.asList(producer, node, registry, broker)) {
            if (part != null) {
                part.close();
            }
        }
    }

    /** What was broken about a sale, and so where it ended. */
    private enum Fate {
        GOOD,
        CURRENCY,
        KEY,
        PRICE,
        BYTES
    }

    @Test
    void shouldEqualTheRecompute_whenWhatWasBrokenIsRepairedAndReplayedTwice() throws IOException {
        GeneratedSales sales = GeneratedSales.of(PLACE, "Europe/Rome", "04:00");
        List<Sale> good = new ArrayList<>();
        Map<Fate, Integer> fates = new TreeMap<>();
        open(sales);
        for (int i = 0; i < sales.sent().size(); i++) {
            Sale sale = sales.sent().get(i);
            Fate fate = fate(i, sale, fates);
            fates.merge(fate, 1, Integer::sum);
            if (fate == Fate.GOOD) {
                good.add(sale);
            }
            send(sale, fate);
        }
        int broken = sales.sent().size() - good.size();
        awaitLetters(broken);
        assertSums(new GeneratedSales(PLACE, sales.zone(), sales.cutOff(), good));

        repairAll();

        assertSums(sales);
        assertThat(cli.run("dlq", "list", "--open")).contains("0 of 0 dead letters");
        List<JsonNode> letters = letters();
        assertThat(letters).hasSize(broken).allSatisfy(letter -> {
            assertThat(letter.path("replays")).hasSize(1);
            assertThat(letter.at("/replays/0/repaired").asBoolean()).isTrue();
        });
        long duplicates = duplicates();
        List<String> currencies = ids(letters, "UNKNOWN_CURRENCY");
        List<String> again = new ArrayList<>(List.of("dlq", "replay", "--set", "currency=EUR", "--yes"));
        again.addAll(currencies);
        cli.run(again.toArray(String[]::new));
        await().atMost(Duration.ofSeconds(30)).until(() -> duplicates() >= duplicates + 1);
        cli.run(again.toArray(String[]::new));

        assertSums(sales);
        awaitLetters(broken);
        assertThat(letters().stream()
                        .filter(letter -> currencies.contains(letter.path("id").asText())))
                .allSatisfy(letter -> assertThat(letter.path("replays")).hasSize(3));
    }

    private void repairAll() throws IOException {
        cli.run("dlq", "replay", "--reason", "unknown_currency", "--set", "currency=EUR", "--yes");
        cli.run("dlq", "replay", "--reason", "KEY_MISMATCH", "--set", "restaurant_id=" + PLACE, "--yes");
        List<JsonNode> open = letters("--open");
        for (String id : ids(open, "NEGATIVE_PRICE")) {
            ObjectNode value = (ObjectNode) Api.parsed(cli.run("dlq", "show", id, "--value"));
            ObjectNode line = (ObjectNode) value.at("/lines/0");
            line.put(
                    "unit_list_price",
                    line.path("unit_list_price").decimalValue().negate());
            replayValue(id, value.toString());
        }
        for (String id : ids(open, "UNREADABLE")) {
            Path bytes = dir.resolve(id + ".bin");
            cli.run("dlq", "show", id, "--out", bytes.toString());
            replayValue(id, whole(Files.readAllBytes(bytes)));
        }
    }

    private void replayValue(String id, String json) throws IOException {
        Path file = Files.writeString(dir.resolve(id + ".json"), json);
        assertThat(cli.run("dlq", "replay", id, "--value", file.toString(), "--yes"))
                .contains("1 sent again");
    }

    /** The bytes were cut short by one; what they were is known to whoever sent them. */
    private String whole(byte[] cut) {
        byte[] bytes = Arrays.copyOf(cut, cut.length + 1);
        Transaction value = node.topics()
                .transactions()
                .valueSerde()
                .deserializer()
                .deserialize("pos-transactions", bytes); // the last byte of a check is the null of its total: zero
        StringBuilder lines = new StringBuilder();
        for (TransactionLine line : value.getLines()) {
            lines.append(lines.isEmpty() ? "" : ",")
                    .append("{\"line_id\":\"" + line.getLineId() + "\",\"item_id\":\"" + line.getItemId()
                            + "\",\"item_name\":\"" + line.getItemName() + "\",\"quantity\":"
                            + line.getQuantity().toPlainString() + ",\"unit_list_price\":"
                            + line.getUnitListPrice().toPlainString() + "}");
        }
        return "{\"source\":\"till\",\"transaction_id\":\"" + value.getTransactionId() + "\",\"revision\":"
                + value.getRevision() + ",\"restaurant_id\":\"" + PLACE + "\",\"closed_at\":\"" + value.getClosedAt()
                + "\",\"state\":\"" + value.getState() + "\",\"order_type\":\"" + value.getOrderType()
                + "\",\"currency\":\"EUR\",\"lines\":[" + lines + "]}";
    }

    private static Fate fate(int i, Sale sale, Map<Fate, Integer> sofar) {
        if (i % 4 != 0) {
            return Fate.GOOD;
        }
        boolean few = !sale.voided() && i % 8 == 0;
        if (few && sofar.getOrDefault(Fate.PRICE, 0) < 3) {
            return Fate.PRICE;
        }
        if (few && sofar.getOrDefault(Fate.BYTES, 0) < 3) {
            return Fate.BYTES;
        }
        return i % 3 == 0 ? Fate.KEY : Fate.CURRENCY;
    }

    private void send(Sale sale, Fate fate) {
        List<TransactionLine> lines = new ArrayList<>();
        for (int i = 0; i < sale.lines().size(); i++) {
            GeneratedSales.Line line = sale.lines().get(i);
            BigDecimal price = fate == Fate.PRICE && i == 0 ? line.price().negate() : line.price();
            lines.add(TransactionLine.newBuilder()
                    .setLineId("l" + i)
                    .setItemId(line.item())
                    .setItemName(line.item())
                    .setQuantity(line.quantity().setScale(5))
                    .setUnitListPrice(price.setScale(4))
                    .build());
        }
        byte[] value = bytes(Transaction.newBuilder()
                .setSource("till")
                .setTransactionId(sale.id())
                .setRevision(sale.revision())
                .setRestaurantId(PLACE)
                .setClosedAt(sale.closedAt().truncatedTo(ChronoUnit.MILLIS))
                .setState(sale.voided() ? TransactionState.VOIDED : TransactionState.CLOSED)
                .setOrderType(OrderType.valueOf(sale.orderType()))
                .setCurrency(fate == Fate.CURRENCY ? "EURO" : "EUR")
                .setLines(lines));
        produce(
                fate == Fate.KEY ? "rome/till-3" : PLACE,
                fate == Fate.BYTES ? Arrays.copyOf(value, value.length - 1) : value);
    }

    @Test
    void shouldCountThem_whenReplayedAsTheyWereOnceTheRestaurantIsKnown() {
        for (int i = 0; i < 30; i++) {
            produce("osteria", bytes(check("c" + i, "osteria")));
        }
        produce(null, bytes(check("keyless", "osteria")));
        awaitLetters(31);
        assertThat(cli.run("dlq", "list", "--restaurant", "osteria", "--limit", "40"))
                .contains("31 of 31 dead letters", "UNKNOWN_RESTAURANT");
        api.putOk("/v1/restaurants/osteria", Bodies.restaurant("Europe/Rome"));

        Run refused = cli.answering("no\n", "dlq", "replay", "--restaurant", "osteria");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.said()).contains("Send 31 dead letters?", "nothing was sent");
        assertThat(cli.answering("", "dlq", "replay", "--all").said()).contains("nobody answered", "nothing was sent");
        assertThat(cli.run("dlq", "replay", "--all", "--dry-run")).contains("31 UNKNOWN_RESTAURANT", "dry run");
        assertThat(letters("--open")).hasSize(31);

        Run some = cli.answering("y\n", "dlq", "replay", "--restaurant", "osteria", "--limit", "10");
        assertThat(some.status()).as(some.said()).isZero();
        assertThat(some.said()).contains("the oldest 10 of 31", "10 sent again");
        assertThat(cli.run("dlq", "replay", "--all", "--yes")).contains("21 sent again");

        api.awaitOrders("osteria", 31);
        assertThat(api.found(path("osteria", "/sales")).at("/totals/revenue").decimalValue())
                .isEqualByComparingTo("418.50");
        assertThat(cli.run("dlq", "replay", "--all", "--yes")).contains("there is nothing to send");
    }

    @Test
    void shouldNameTheFirst_whenAReplayedLetterIsSetAsideAgain() {
        api.putOk("/v1/restaurants/" + PLACE, Bodies.restaurant("Europe/Rome"));
        produce(PLACE, bytes(check("bad", PLACE).setCurrency("EURO")));
        awaitLetters(1);
        String first = letters().get(0).path("id").asText();

        assertThat(cli.run("dlq", "replay", first, "--yes")).contains("1 will be set aside again", "UNKNOWN_CURRENCY");
        awaitLetters(2);

        JsonNode second = letters("--open").get(0);
        assertThat(second.path("replayed_from").asText()).isEqualTo(first);
        assertThat(cli.run("dlq", "list")).contains("again, was " + first, "replayed 2");
        assertThat(cli.run("dlq", "show", second.path("id").asText())).contains("was           " + first);
        cli.run("dlq", "replay", second.path("id").asText(), "--set", "currency=EUR", "--yes");
        api.awaitOrders(PLACE, 1);
        Run stillWrong = cli.execute("dlq", "replay", first, "--set", "currency=GELD", "--yes");
        assertThat(stillWrong.status()).isEqualTo(1);
        assertThat(stillWrong.said()).contains("repaired, it would be set aside again", "GELD", "nothing to send");
    }

    @Test
    void shouldTellEverything_whateverTheBytesAre() throws IOException {
        byte[] hostile = "\u001b[2J not avro at all \u0007".getBytes(StandardCharsets.UTF_8);
        produce("\u001b]0;pwned\u0007", hostile);
        sent(new ProducerRecord<>("menuflow-dlq", 0, null, new byte[] {1, 2, 3})); // by whoever may write there
        ProducerRecord<byte[], byte[]> forged = new ProducerRecord<>("menuflow-dlq", 1, null, new byte[] {4});
        forged.headers().add("menuflow-topic", "item-classifications".getBytes(StandardCharsets.UTF_8));
        forged.headers().add("menuflow-partition", "0".getBytes(StandardCharsets.UTF_8));
        sent(forged);
        awaitLetters(3);
        String id = ids(letters(), "UNREADABLE").get(0);

        String shown =
                cli.run("dlq", "show", id, "--out", dir.resolve("out.bin").toString());
        Run again = cli.execute("dlq", "replay", "0-0", "1-0", "--yes");

        assertThat(shown)
                .doesNotContain("\u001b", "\u0007")
                .contains("UNREADABLE", "not in the Confluent wire format", "1b 5b 32 4a", "[2J not avro");
        assertThat(cli.run("dlq", "list")).doesNotContain("\u001b", "\u0007").contains("3 of 3");
        assertThat(Files.readAllBytes(dir.resolve("out.bin"))).isEqualTo(hostile);
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.said()).contains("2 cannot be sent", "did not come from a topic", "nothing to send");
        assertThat(cli.execute("dlq", "show", "0-17").said()).contains("there is no dead letter 0-17");
        assertThat(cli.execute("dlq", "show", id, "--value").said()).contains("not readable");
        assertThat(cli.execute("dlq", "replay").said()).contains("say which");
        assertThat(cli.execute("dlq", "replay", "x").said()).contains("'x' is no id of a dead letter");
    }

    @Test
    void shouldCountByReason_andKeepToTheFilters() {
        api.putOk("/v1/restaurants/" + PLACE, Bodies.restaurant("Europe/Rome"));
        for (int i = 0; i < 3; i++) {
            produce(PLACE, bytes(check("a" + i, PLACE).setCurrency("EURO")));
            produce("osteria", bytes(check("b" + i, "osteria")));
        }
        produce(PLACE, bytes(check("c", PLACE).setLines(List.of())));
        awaitLetters(7);

        List<JsonNode> groups = cli.run("dlq", "list", "--summary", "--json")
                .lines()
                .map(Api::parsed)
                .toList();

        assertThat(groups)
                .extracting(group -> group.path("reason").asText() + " "
                        + group.path("restaurant").asText() + " "
                        + group.path("count").asInt())
                .containsExactlyInAnyOrder(
                        "UNKNOWN_CURRENCY rome 3", "UNKNOWN_RESTAURANT osteria 3", "NO_LINES rome 1");
        assertThat(cli.run("dlq", "list", "--summary")).contains("3 of 3 groups, 7 dead letters in all");
        assertThat(letters("--restaurant", PLACE)).hasSize(4);
        assertThat(letters("--reason", "no_lines", "--stage", "ingest", "--topic", "pos-transactions"))
                .hasSize(1);
        assertThat(letters("--topic", "restaurants")).isEmpty();
        assertThat(letters("--since", "1h")).hasSize(7);
        assertThat(letters("--until", "1h")).isEmpty();
        assertThat(letters("--limit", "2", "--oldest")
                        .get(0)
                        .path("set_aside_at")
                        .asText())
                .isEqualTo(letters().stream()
                        .map(letter -> letter.path("set_aside_at").asText())
                        .min(String::compareTo)
                        .orElseThrow());
        assertThat(cli.execute("dlq", "list", "--since", "yesterday").said()).contains("is no time");
    }

    private void assertSums(GeneratedSales sales) {
        BatchRecompute batch = new BatchRecompute(sales);
        api.found(path(PLACE, "/sales?from=2024-12-20&to=2026-01-10"), answer -> assertThat(points(answer))
                .isEqualTo(batch.byDay(BatchRecompute.all())));
        api.found(path(PLACE, "/items?from=2024-12-20&to=2026-01-10"), answer -> assertThat(items(answer))
                .isEqualTo(batch.byItem(BatchRecompute.all())));
    }

    private static Map<String, Sum> points(JsonNode sales) {
        Map<String, Sum> points = new TreeMap<>();
        sales.path("points").forEach(point -> points.put(point.path("date").asText(), sum(point)));
        return points;
    }

    private static Map<String, Sum> items(JsonNode menu) {
        Map<String, Sum> items = new TreeMap<>();
        menu.path("items").forEach(item -> {
            if (item.path("order_count").asInt() > 0) {
                items.put(item.path("item_id").asText(), sum(item));
            }
        });
        return items;
    }

    private static Sum sum(JsonNode row) {
        return Sum.of(
                row.path("order_count").asInt(),
                row.path("quantity_sold").decimalValue(),
                row.path("revenue").decimalValue());
    }

    private void open(GeneratedSales place) {
        api.putOk(
                "/v1/restaurants/" + place.restaurant(),
                Bodies.restaurant(place.zone().getId())
                        .put("cut_off", place.cutOff().toString()));
    }

    private void awaitLetters(int count) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(letters()).hasSize(count));
    }

    private List<JsonNode> letters(String... more) {
        List<String> arguments = new ArrayList<>(List.of("dlq", "list", "--json"));
        if (!Arrays.asList(more).contains("--limit")) {
            arguments.addAll(List.of("--limit", "10000"));
        }
        arguments.addAll(List.of(more));
        return cli.run(arguments.toArray(String[]::new))
                .lines()
                .map(Api::parsed)
                .toList();
    }

    private static List<String> ids(List<JsonNode> letters, String reason) {
        return letters.stream()
                .filter(letter -> letter.path("reason").asText().equals(reason))
                .map(letter -> letter.path("id").asText())
                .toList();
    }

    private long duplicates() {
        return api.counter("menuflow_transactions_total", "outcome=\"duplicate\"");
    }

    private static Transaction.Builder check(String id, String restaurant) {
        return Transaction.newBuilder()
                .setSource("till")
                .setTransactionId(id)
                .setRevision(1)
                .setRestaurantId(restaurant)
                .setClosedAt(GeneratedSales.END)
                .setState(TransactionState.CLOSED)
                .setCurrency("EUR")
                .setLines(List.of(TransactionLine.newBuilder()
                        .setLineId("1")
                        .setItemId("soup")
                        .setItemName("Soup")
                        .setQuantity(new BigDecimal("3.00000"))
                        .setUnitListPrice(new BigDecimal("4.5000"))
                        .build()));
    }

    private byte[] bytes(Transaction.Builder check) {
        return node.topics().transactions().valueSerde().serializer().serialize("pos-transactions", check.build());
    }

    private void produce(String key, byte[] value) {
        Integer partition = key == null ? 0 : (Integer) RestaurantPartitioner.partition(key, PARTITIONS);
        sent(new ProducerRecord<>(
                "pos-transactions", partition, key == null ? null : key.getBytes(StandardCharsets.UTF_8), value));
    }

    private void sent(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the broker did not take " + record, e);
        }
    }
}
