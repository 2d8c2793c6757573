package io.menuflow.quickstart;

import static io.menuflow.quickstart.Api.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.menuflow.quickstart.EventClient.Event;
import io.menuflow.serving.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Live events from two nodes: whoever listens where, what is told adds up to what is asked. */
@Timeout(120)
class EventsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    static Path dir;

    private static Cluster cluster;
    private static Node one;
    private static Node other;
    private static int places;
    private final Instant noon = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(12));
    private String place;
    private int checks;

    @BeforeAll
    static void start() {
        cluster = new Cluster(dir);
        one = cluster.start("state-1", "instance-id", "node-1", "threads", "1");
        other = cluster.start("state-2", "instance-id", "node-2", "threads", "1");
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void open() {
        place = "place-" + places++;
        cluster.send(Cluster.restaurant(place));
        sell("soup", "6.50");
        sell("pie", "9");
        Api api = Cluster.api(one);
        await().atMost(PATIENCE)
                .until(() -> api.get(path(place, "/items")).status() == 200
                        && api.found(path(place, "/items")).path("items").size() == 2);
    }

    @Test
    void shouldBeginWithASnapshot_andTellWhatChanges() {
        for (Node node : List.of(one, other)) {
            try (EventClient client = EventClient.listen(node.port(), place, null)) {
                Event snapshot =
                        client.await(0, "a snapshot", event -> event.type().equals("snapshot"));
                assertThat(client.header("Content-Type")).isEqualTo("text/event-stream;charset=utf-8");
                assertThat(snapshot.data().path("reason").asText()).isEqualTo("connected");
                assertThat(snapshot.data().at("/classifications/items")).hasSize(2);
                int sold = Api.item(snapshot.data().path("items"), "soup")
                        .path("quantity_sold")
                        .asInt();

                sell("soup", "6.50");
                Event change = client.await(0, "soup sold", event -> quantity(event, "soup") == sold + 1);

                JsonNode answer = Cluster.api(node).found(path(place, "/items"), items -> assertThat(
                                Api.item(items, "soup").path("quantity_sold").asInt())
                        .isEqualTo(sold + 1));
                assertThat(change.data().path("as_of")).isEqualTo(answer.path("as_of"));
                assertThat(change.data().path("window")).isEqualTo(answer.path("window"));
                assertThat(applied(client.events())).isEqualTo(byId(answer));
            }
        }
    }

    @Test
    void shouldGoOnWhereItWas_onAnotherNode() {
        String heard;
        try (EventClient client = EventClient.listen(one.port(), place, null)) {
            client.await(0, "a snapshot", event -> event.type().equals("snapshot"));
            sell("soup", "6.50");
            heard = client.await(0, "soup sold", event -> quantity(event, "soup") == 2)
                    .id();
        }
        for (int more = 3; more <= 5; more++) {
            int sold = more;
            sell("soup", "6.50");
            Cluster.api(one).found(path(place, "/items"), items -> assertThat(
                            Api.item(items, "soup").path("quantity_sold").asInt())
                    .isEqualTo(sold));
        }

        try (EventClient client = EventClient.listen(other.port(), place, heard)) {
            client.await(0, "what was missed", event -> quantity(event, "soup") == 5);
            sell("pie", "9");
            client.await(0, "what comes", event -> quantity(event, "pie") == 2);

            assertThat(client.events()).extracting(Event::type).doesNotContain("snapshot");
            assertThat(client.events().stream()
                            .filter(event -> quantity(event, "soup") > 0)
                            .map(event -> quantity(event, "soup"))
                            .distinct())
                    .containsExactly(3, 4, 5);
        }
    }

    @Test
    void shouldBeginAnewAndSayWhy_whenTheIdIsNoneOfTheStream() {
        for (String id : List.of("nonsense", "1-2-3-4-5-6", Cluster.elsewhere(place) + "-0-0-0-0")) {
            try (EventClient client = EventClient.listen(one.port(), place, id)) {
                Event first = client.await(0, "a snapshot", event -> true);

                assertThat(first.type()).isEqualTo("snapshot");
                assertThat(first.data().path("reason").asText()).isEqualTo("your Last-Event-ID is none of this stream");
            }
        }
        String ahead = Cluster.home(place) + "-999999999".repeat(4);
        try (EventClient client = EventClient.listen(one.port(), place, ahead)) {
            assertThat(client.await(0, "a snapshot", event -> true)
                            .data()
                            .path("reason")
                            .asText())
                    .isEqualTo("your Last-Event-ID is of another cluster");
        }
    }

    @Test
    void shouldTakeASnapshotAnew_whenAnotherDayBegins() {
        try (EventClient client = EventClient.listen(other.port(), place, null)) {
            client.await(0, "a snapshot", event -> event.type().equals("snapshot"));

            cluster.send(Cluster.check(
                    place, "next-day", noon.plus(Duration.ofHours(11)).plus(Duration.ofHours(2)), soup("6.50")));

            Event anew =
                    client.await(1, "another snapshot", event -> event.type().equals("snapshot"));
            assertThat(anew.data().path("reason").asText()).startsWith("the menu changed as a whole");
            assertThat(quantityOf(anew.data().path("items"), "soup")).isEqualTo(2);
            client.await(0, "classes of the closed day", event -> event.type().equals("classification"));
            Event forecast = client.await(
                    0,
                    "what soup will sell",
                    event -> event.type().equals("forecast")
                            && event.data().path("item_id").asText().equals("soup"));
            Event price = client.await(
                    0, "what soup should cost", event -> event.type().equals("price"));
            JsonNode links = anew.data().path("links");
            JsonNode sold = Cluster.api(one)
                    .found(links.path("forecasts").asText() + "/soup")
                    .path("item");
            assertThat(forecast.data().path("expected")).isEqualTo(sold.path("expected"));
            assertThat(forecast.data().at("/days/0/p50")).isEqualTo(sold.at("/days/0/p50"));
            JsonNode advised = Cluster.api(one)
                    .found(links.path("prices").asText() + "/"
                            + price.data().path("item_id").asText())
                    .path("item");
            assertThat(price.data().path("action")).isEqualTo(advised.path("action"));
            assertThat(price.data().path("proposal")).isEqualTo(advised.path("proposal"));
        }
    }

    @Test
    void shouldRefuse_whoIsNotKnown() {
        try (EventClient unknown = EventClient.connect(one.port(), "nowhere", null)) {
            assertThat(unknown.status()).isEqualTo(404);
            assertThat(unknown.problem()).contains("restaurant nowhere is not known");
        }
    }

    @Test
    void shouldRefuseWhoHasTooMany_andSayThatItStops() {
        Node third = cluster.start("state-3", "instance-id", "node-3", "threads", "1", "events.clients-per-key", "1");
        try (EventClient client = EventClient.listen(third.port(), place, null);
                EventClient second = EventClient.connect(third.port(), place, null)) {
            client.await(0, "a snapshot", event -> event.type().equals("snapshot"));
            assertThat(second.status()).isEqualTo(429);
            assertThat(second.problem()).contains("you have 1 streams open on this node, which is the limit");

            third.close();

            Event last = client.await(0, "an end", event -> event.type().equals("error"));
            assertThat(last.data().path("reason").asText())
                    .isEqualTo("the node is stopping; connect again to go on where you were");
            await().atMost(PATIENCE).until(client::isEnded);
        }
    }

    private void sell(String item, String price) {
        checks++;
        cluster.send(Cluster.check(
                place, Integer.toString(checks), noon.plusSeconds(checks), Cluster.line("1", item, "1", price)));
    }

    private static io.menuflow.schemas.avro.TransactionLine soup(String price) {
        return Cluster.line("1", "soup", "1", price);
    }

    /** The quantity an event tells of an item, 0 when it says nothing of it. */
    private static int quantity(Event event, String id) {
        return event.type().equals("items") ? quantityOf(event.data(), id) : 0;
    }

    private static int quantityOf(JsonNode items, String id) {
        for (JsonNode item : items.path("items")) {
            if (item.path("item_id").asText().equals(id)) {
                return item.path("quantity_sold").asInt();
            }
        }
        return 0;
    }

    /** The last snapshot's items, and what was told since. */
    private static Map<String, JsonNode> applied(List<Event> events) {
        Map<String, JsonNode> items = new TreeMap<>();
        for (Event event : events) {
            if (event.type().equals("snapshot")) {
                items = byId(event.data().path("items"));
            } else if (event.type().equals("items")) {
                items.putAll(byId(event.data()));
                for (JsonNode id : event.data().path("removed")) {
                    items.remove(id.asText());
                }
            }
        }
        return items;
    }

    private static Map<String, JsonNode> byId(JsonNode answer) {
        Map<String, JsonNode> items = new TreeMap<>();
        answer.path("items").forEach(item -> items.put(item.path("item_id").asText(), ((ObjectNode) item).deepCopy()));
        return items;
    }
}
