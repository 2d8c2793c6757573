package io.menuflow.quickstart;

import static io.menuflow.quickstart.Api.path;
import static io.menuflow.quickstart.Bodies.check;
import static io.menuflow.quickstart.Bodies.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.menuflow.schemas.RestaurantPartitioner;
import io.menuflow.schemas.Topic;
import io.menuflow.schemas.avro.LineKind;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.schemas.avro.TransactionLine;
import io.menuflow.schemas.avro.TransactionState;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What alerts and dashboard ask for is what a node that has seen everything once exports. */
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class MonitoringIT {

    private static final Instant NOON = Instant.parse("2025-03-10T12:00:00Z");
    private static final String PLACE = "watched";
    private static final int PARTITIONS = 2;
    private static final Pattern SAMPLE = Pattern.compile("^([a-zA-Z_:][a-zA-Z0-9_:]*)[{ ]", Pattern.MULTILINE);

    private Quickstart quickstart;
    private Api api;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        quickstart = Quickstart.start(new Quickstart.Options(dir, 0, 0, 0, 730, PARTITIONS), step -> {});
        api = new Api(quickstart.httpUrl());
        api.putOk("/v1/restaurants/" + PLACE, Bodies.restaurant("Europe/Rome"));
        api.sell(PLACE, check("c1", NOON, line("soup", "1", "4")));
        api.awaitOrders(PLACE, 1);
    }

    @AfterAll
    void stop() {
        quickstart.close();
    }

    @Test
    void shouldExportEveryMetricThatIsWatched_whenEverythingHappenedOnce() throws Exception {
        produceADeadLetterAndAStray();
        refuseATransaction();
        System.gc(); // the JVM's own figures of a collection appear with the first one

        Map<String, String> watched = WatchedMetrics.all();

        assertThat(watched).hasSizeGreaterThan(15).containsKeys("menuflow_dead_letters_total", "menuflow_strays_total");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Map<String, String> missing = new TreeMap<>(watched);
            missing.keySet().removeAll(exported());
            assertThat(missing).isEmpty();
        });
    }

    @Test
    void shouldCountRequestsByRouteAndStatus_whateverIsAsked() {
        api.get("/v1/restaurants/nobody/items");
        api.get("/v1/restaurants/no-one/items");
        api.get("/made-up/" + "x".repeat(40));
        api.get("/matrix.js");

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(requests("GET", "/v1/restaurants/{restaurant}/items", 404))
                        .isEqualTo(2));
        assertThat(requests("GET", "other", 404)).isEqualTo(1);
        assertThat(requests("GET", "other", 200)).isEqualTo(1);
        assertThat(api.get("/metrics").text()).doesNotContain("made-up", "nobody", "matrix.js");
    }

    @Test
    void shouldCountRefusedTransactionsByTheirFirstReason() {
        long negative = rejected("NEGATIVE_PRICE");
        long malformed = rejected("MALFORMED");

        api.post(path(PLACE, "/transactions"), check("bad", NOON, line("soup", "1", "-4")));
        api.post(path(PLACE, "/transactions"), "{\"transaction_id\": 7, \"lines\": \"none\"}");

        assertThat(rejected("NEGATIVE_PRICE")).isEqualTo(negative + 1);
        assertThat(rejected("MALFORMED")).isEqualTo(malformed + 1);
    }

    @Test
    void shouldFindTheMetricsOfAnExpression_andNothingElse() {
        assertThat(WatchedMetrics.in("sum by (a, b) (increase(x_total{c=~\"d|e\", f=\"g\"}[15m])) > 0.5"
                        + " or (y unless y offset 15m) / on (h) group_left (i) z:rate5m and k == 2e3"))
                .isEqualTo(Set.of("x_total", "y", "z:rate5m", "k"));
        assertThat(WatchedMetrics.in("histogram_quantile(0.99, sum by (le) (rate(q_bucket[$__rate_interval])))"))
                .isEqualTo(Set.of("q_bucket"));
    }

    private void refuseATransaction() {
        assertThat(api.post(path(PLACE, "/transactions"), check("bad", NOON, line("soup", "1", "-4")))
                        .status())
                .isEqualTo(422);
    }

    private void produceADeadLetterAndAStray() throws Exception {
        int elsewhere = (RestaurantPartitioner.partition(PLACE, PARTITIONS) + 1) % PARTITIONS;
        Topic<String, Transaction> topic = quickstart.node().topics().transactions();
        byte[] stray = topic.valueSerde().serializer().serialize(topic.name(), soup());
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, quickstart.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.name(), elsewhere, null, stray))
                    .get();
            producer.send(new ProducerRecord<>(
                            topic.name(), 0, null, "no transaction".getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private static Transaction soup() {
        return Transaction.newBuilder()
                .setSource("till")
                .setTransactionId("stray")
                .setRevision(1)
                .setRestaurantId(PLACE)
                .setClosedAt(NOON)
                .setState(TransactionState.CLOSED)
                .setCurrency("EUR")
                .setLines(List.of(TransactionLine.newBuilder()
                        .setLineId("1")
                        .setItemId("soup")
                        .setItemName("Soup")
                        .setQuantity(new BigDecimal("1.00000"))
                        .setUnitListPrice(new BigDecimal("4.0000"))
                        .setKind(LineKind.SALE)
                        .build()))
                .build();
    }

    private long requests(String method, String route, int status) {
        return api.counter(
                "menuflow_http_requests_seconds_count",
                "method=\"" + method + "\",route=\"" + route + "\",status=\"" + status + "\"");
    }

    private long rejected(String reason) {
        return api.counter("menuflow_transactions_rejected_total", "reason=\"" + reason + "\"");
    }

    private Set<String> exported() {
        return SAMPLE.matcher(api.get("/metrics").text())
                .results()
                .map(sample -> sample.group(1))
                .collect(Collectors.toSet());
    }
}
