package io.menuflow.quickstart;

import static io.menuflow.quickstart.Api.path;
import static io.menuflow.quickstart.Bodies.check;
import static io.menuflow.quickstart.Bodies.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.menuflow.connectors.KafkaEventSink;
import io.menuflow.connectors.simulator.Simulator;
import io.menuflow.connectors.simulator.SimulatorOptions;
import io.menuflow.serving.Node;
import io.menuflow.serving.NodeConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged survives a stop, on other ports, and with the state directory gone. */
@Timeout(180)
class RestartIT {

    private static final String PLACE = "phoenix";
    private static final Instant NOON = Instant.parse("2025-03-10T12:00:00Z");
    private static final List<String> QUESTIONS = List.of(
            "",
            "/menu",
            "/items?window=60d",
            "/classifications",
            "/classifications?window=7d&method=kasavana-smith",
            "/sales?window=60d",
            "/sales?window=60d&granularity=hour");

    @TempDir
    Path dir;

    @Test
    void shouldGoOnWhereItStopped_whenStartedAgain() throws IOException {
        List<ObjectNode> checks = checks();
        Map<String, JsonNode> before;
        try (Quickstart quickstart = start()) {
            Api api = new Api(quickstart.httpUrl());
            fill(api, checks.subList(0, 100));
            before = answers(api);
            assertThat(before.get("/items?window=60d").path("items")).hasSize(6);

            Duration closing = timeToClose(quickstart);

            assertThat(closing).isLessThan(Duration.ofSeconds(10));
        }

        try (Quickstart quickstart = start()) {
            Api api = new Api(quickstart.httpUrl());
            assertThat(answers(api)).containsExactlyEntriesOf(before);
            api.sell(PLACE, checks.subList(50, 150));
            awaitScored(api, 150);
            before = answers(api);
            assertThat(timeToClose(quickstart)).isLessThan(Duration.ofSeconds(10));
        }

        delete(dir.resolve("state"));
        try (Quickstart quickstart = start()) {
            Api api = new Api(quickstart.httpUrl());
            assertThat(answers(api)).containsExactlyEntriesOf(before);
            api.sell(PLACE, checks);
            api.awaitOrders(PLACE, 200);
            assertThat(api.counter("menuflow_transactions_total", "outcome=\"duplicate\""))
                    .isEqualTo(150);
            assertThat(api.counter("menuflow_transactions_total", "outcome=\"new\""))
                    .isEqualTo(50);
        }
    }

    /** Restaurants changed since have records younger than all their checks; there is no room for records that wait. */
    @Test
    void shouldCountTheSame_whenEverythingIsReadAnew() {
        try (Quickstart quickstart = start()) {
            sendChecksBeforeTheirRestaurants(quickstart);
            Api api = new Api(quickstart.httpUrl());
            String question = "/v1/restaurants/corner-cafe/sales?window=90d";
            JsonNode counted = await().atMost(Duration.ofSeconds(60))
                    .until(
                            () -> api.get(question).json(),
                            sales -> sales.at("/totals/order_count").asInt() > 0
                                    && quickstart.node().isReady()
                                    && api.counter("menuflow_transactions_total", "outcome=\"new\"") > 2_000);
            NodeConfig config = Cluster.config(
                    quickstart.bootstrapServers(),
                    quickstart.registryUrl().toString(),
                    dir.resolve("state-anew"),
                    "application-id",
                    "reader-anew",
                    "parked.records",
                    "0");

            try (Node anew = Node.start(config)) {
                Api other = new Api(URI.create("http://127.0.0.1:" + anew.port()));

                await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                                other.get(question).json().at("/totals"))
                        .isEqualTo(api.get(question).json().at("/totals")));
                assertThat(counted.at("/totals/order_count").asInt()).isPositive();
                assertThat(other.get("/metrics").text()).doesNotContain("menuflow_dead_letters_total");
            }
        }
    }

    private static void sendChecksBeforeTheirRestaurants(Quickstart quickstart) {
        try (KafkaEventSink sink = KafkaEventSink.connect(
                Map.of("bootstrap.servers", quickstart.bootstrapServers()),
                quickstart.node().topics())) {
            Simulator simulator = new Simulator(SimulatorOptions.defaults(), sink);
            simulator
                    .history(LocalDate.now(ZoneOffset.UTC).minusDays(6), Instant.now())
                    .forEach(sink::check);
            sink.flush();
            simulator.restaurants().forEach(sink::restaurant);
        }
    }

    @Test
    void shouldApplyWhatWasAcknowledged_whenStoppedAtOnce() {
        try (Quickstart quickstart = start()) {
            Api api = new Api(quickstart.httpUrl());
            open(api);
            api.sell(PLACE, checks());
        }

        try (Quickstart quickstart = start()) {
            new Api(quickstart.httpUrl()).awaitOrders(PLACE, 200);
        }
    }

    private static void fill(Api api, List<ObjectNode> checks) {
        open(api);
        for (int item = 0; item < 6; item++) {
            api.putOk(path(PLACE, "/menu/item-" + item), Bodies.item("9.50", Integer.toString(item + 1)));
        }
        api.sell(PLACE, checks);
        awaitScored(api, checks.size());
    }

    /** Waits until the orders are counted, and every menu that they touched has been scored: its outlook needs older days too. */
    private static void awaitScored(Api api, int orders) {
        api.awaitOrders(PLACE, orders);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(api.get("/metrics").text()).contains("\nmenuflow_menus_unscored 0.0\n"));
        assertThat(api.found(path(PLACE, "/classifications"))
                        .at("/outlook/model_version")
                        .isTextual())
                .isTrue();
    }

    private static void open(Api api) {
        api.putOk("/v1/restaurants/" + PLACE, Bodies.restaurant("Europe/Rome").put("cut_off", "04:00"));
    }

    private static List<ObjectNode> checks() {
        List<ObjectNode> checks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            checks.add(check(
                    "c" + i,
                    NOON.minus(Duration.ofHours(5L * i)),
                    line("item-" + i % 6, Integer.toString(1 + i % 4), "9.50"),
                    line("item-" + i % 5, "1", "8.25")));
        }
        return checks;
    }

    /** Every answer but for its age, once the node knows of no record that waits. */
    private static Map<String, JsonNode> answers(Api api) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !api.found(path(PLACE, "/items")).path("stale").asBoolean());
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        for (String question : QUESTIONS) {
            ObjectNode answer = (ObjectNode) api.found(path(PLACE, question));
            answer.remove("feed_age_s");
            answers.put(question, answer);
        }
        return answers;
    }

    private Quickstart start() {
        return Quickstart.start(new Quickstart.Options(dir, 0, 0, 0, 730), step -> {});
    }

    private static Duration timeToClose(Quickstart quickstart) {
        long begin = System.nanoTime();
        quickstart.close();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
