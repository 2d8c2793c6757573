package io.menuflow.quickstart;

import static io.menuflow.quickstart.Api.item;
import static io.menuflow.quickstart.Api.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.menuflow.connectors.EventSink;
import io.menuflow.connectors.KafkaEventSink;
import io.menuflow.connectors.replay.Mapping;
import io.menuflow.connectors.replay.Replay;
import io.menuflow.connectors.replay.ReplayListener;
import io.menuflow.connectors.replay.ReplayOptions;
import io.menuflow.models.check.Check;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Four years of a real takeaway's orders, replayed through Kafka, come out to the unit and the penny. */
@Timeout(180)
class TakeawayIT {

    private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));
    private static final Path ORDERS = ROOT.resolve("../shared/data/takeaway/restaurant-1-orders.csv.gz");
    private static final Path MAPPING = ROOT.resolve("connectors/mappings/takeaway.yaml");
    private static final String PLACE = "takeaway-1";

    @TempDir
    Path dir;

    @Test
    void shouldComeOutExactly_whenOldOrdersLeaveTheHistory() throws InterruptedException {
        assumeThat(ORDERS).as("test data, which is not part of the repository").exists();
        try (Quickstart quickstart = start(730)) {
            Api api = new Api(quickstart.httpUrl());

            assertThat(replay(quickstart, ReplayOptions.DEFAULT)).isEqualTo(PLACE);

            assertWindow(api, "28d", 183, 414, "2904", "13919.05");
            assertWindow(api, "730d", 241, 9_475, "65527", "314390.55");
            assertThat(api.get(path(PLACE, "/sales?window=1826d")).status()).isEqualTo(400);
            assertThat(api.counter("menuflow_transactions_total", "outcome=\"new\""))
                    .isEqualTo(13_397);
        }
    }

    @Test
    void shouldStayTheSame_whenTheFileIsReplayedTwice() throws InterruptedException {
        assumeThat(ORDERS).as("test data, which is not part of the repository").exists();
        try (Quickstart quickstart = start(1_826)) {
            Api api = new Api(quickstart.httpUrl());
            replay(quickstart, ReplayOptions.DEFAULT.withHistoryDays(1_826));
            assertAll(api);
            JsonNode items = withoutAge(api.found(path(PLACE, "/items?window=1826d")));
            JsonNode classes = withoutAge(api.found(path(PLACE, "/classifications")));

            replay(quickstart, ReplayOptions.DEFAULT.withHistoryDays(1_826));

            assertAll(api);
            assertThat(withoutAge(api.found(path(PLACE, "/items?window=1826d"))))
                    .isEqualTo(items);
            assertThat(withoutAge(api.found(path(PLACE, "/classifications")))).isEqualTo(classes);
            assertThat(api.counter("menuflow_transactions_total", "outcome=\"duplicate\""))
                    .isEqualTo(13_397);
        }
    }

    @Test
    void shouldComeToTheSame_whenEveryOrderComesTwiceAndSomeThriceInAnyOrder() {
        assumeThat(ORDERS).as("test data, which is not part of the repository").exists();
        try (Quickstart quickstart = start(1_826);
                KafkaEventSink kafka = KafkaEventSink.connect(
                        Map.of("bootstrap.servers", quickstart.bootstrapServers()),
                        quickstart.node().topics())) {
            Api api = new Api(quickstart.httpUrl());
            List<Check> orders = new ArrayList<>();
            new Replay(
                            Mapping.load(MAPPING),
                            ReplayOptions.DEFAULT.withRestaurantId(PLACE),
                            new ChecksApart(kafka, orders),
                            check -> List.of(),
                            ReplayListener.NONE)
                    .run(ORDERS);
            List<Check> sent = new ArrayList<>(orders);
            sent.addAll(orders);
            Collections.shuffle(sent, new Random(8));
            sent.addAll(sent.subList(0, sent.size() / 20));
            Collections.shuffle(sent, new Random(9));

            sent.forEach(kafka::check);
            kafka.flush();

            assertThat(sent).hasSize(28_133);
            await().atMost(Duration.ofMinutes(4)).until(() -> handled(api) == sent.size());
            assertAll(api);
            assertThat(api.counter("menuflow_transactions_total", "outcome=\"new\""))
                    .isEqualTo(13_397);
            assertThat(api.counter("menuflow_transactions_total", "outcome=\"duplicate\""))
                    .isEqualTo(28_133 - 13_397);
            assertThat(api.get("/metrics").text()).doesNotContain("menuflow_dead_letters_total{");
        }
    }

    private static double handled(Api api) {
        return api.counter("menuflow_transactions_total", "outcome=\"new\"")
                + api.counter("menuflow_transactions_total", "outcome=\"duplicate\"");
    }

    /** Keeps the checks back. */
    private record ChecksApart(EventSink next, List<Check> checks) implements EventSink {
        @Override
        public void restaurant(Restaurant restaurant) {
            next.restaurant(restaurant);
        }

        @Override
        public void item(MenuItem item) {
            next.item(item);
        }

        @Override
        public void check(Check check) {
            checks.add(check);
        }

        @Override
        public void flush() {
            next.flush();
        }

        @Override
        public void close() {
            next.close();
        }
    }

    private static void assertAll(Api api) {
        assertWindow(api, "28d", 183, 414, "2904", "13919.05");
        assertWindow(api, "730d", 241, 9_475, "65527", "314390.55");
        assertWindow(api, "1826d", 248, 13_397, "93041", "446517.45");
    }

    private static void assertWindow(Api api, String window, int items, int orders, String units, String revenue) {
        JsonNode sales = api.found(path(PLACE, "/sales?window=" + window), answer -> assertThat(
                                answer.at("/totals/revenue").decimalValue())
                        .isEqualByComparingTo(revenue))
                .path("totals");
        assertThat(sales.path("items_sold").asInt()).isEqualTo(items);
        assertThat(sales.path("order_count").asInt()).isEqualTo(orders);
        assertThat(sales.path("quantity_sold").decimalValue()).isEqualByComparingTo(units);
        assertThat(sales.path("revenue").decimalValue()).isEqualByComparingTo(revenue);
        JsonNode menu = api.found(path(PLACE, "/items?window=" + window), answer -> assertThat(
                        answer.at("/totals/revenue").decimalValue())
                .isEqualByComparingTo(revenue));
        assertThat(menu.at("/totals/items_sold").asInt()).isEqualTo(items);
        assertThat(menu.at("/totals/quantity_sold").decimalValue()).isEqualByComparingTo(units);
        if (window.equals("28d")) {
            JsonNode papadum = item(menu, "Plain Papadum");
            assertThat(papadum.path("quantity_sold").decimalValue()).isEqualByComparingTo("351");
            assertThat(papadum.path("order_count").asInt()).isEqualTo(120);
            assertThat(papadum.path("revenue").decimalValue()).isEqualByComparingTo("280.80");
        }
    }

    private static JsonNode withoutAge(JsonNode answer) {
        ((ObjectNode) answer).remove("feed_age_s");
        return answer;
    }

    private Quickstart start(int historyDays) {
        return Quickstart.start(new Quickstart.Options(dir, 0, 0, 0, historyDays), step -> {});
    }

    private static String replay(Quickstart quickstart, ReplayOptions options) throws InterruptedException {
        return quickstart.replay(Mapping.load(MAPPING), options.withRestaurantId(PLACE), ORDERS);
    }
}
