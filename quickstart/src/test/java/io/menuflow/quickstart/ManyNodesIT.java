package io.menuflow.quickstart;

import static io.menuflow.quickstart.Api.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.serving.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes of one cluster: who works on what, who answers, and what becomes of answers when one goes. */
@Timeout(240)
class ManyNodesIT {

    private static final int RESTAURANTS = 24;
    private static final String OF_GROUP = "/v1/groups/places/items";
    /** Each is answered by the node that has the restaurant. */
    private static final List<String> QUESTIONS = List.of(
            "/classifications",
            "/classifications/soup",
            "/item-sales",
            "/data-quality",
            "/forecasts",
            "/forecasts/soup",
            "/prices",
            "/prices/soup",
            "/prices/soup/curve",
            "/prices/soup:simulate",
            "/revenue-change");

    private static final int DAYS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path dir;

    private final Instant noon = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(12));
    private Cluster cluster;
    private final List<Node> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldGiveEqualAnswers_andGoOnAnswering_whenANodeGoes() {
        cluster = new Cluster(dir);
        for (int i = 1; i <= 3; i++) {
            nodes.add(cluster.start("state-" + i, "instance-id", "node-" + i, "threads", "1"));
        }
        fill();
        awaitCopies(3);

        assertThat(partitions(Cluster.api(nodes.get(0)), "active")).hasSize(Cluster.PARTITIONS);
        assertThat(partitions(Cluster.api(nodes.get(0)), "standby")).hasSize(Cluster.PARTITIONS);
        List<JsonNode> lists = nodes.stream()
                .map(node -> Cluster.api(node).found("/v1/restaurants"))
                .toList();
        assertThat(lists).allSatisfy(list -> assertThat(list).isEqualTo(lists.get(0)));
        assertThat(lists.get(0).path("restaurants")).hasSize(RESTAURANTS);
        assertThat(lists.get(0).path("missing")).isEmpty();
        for (String restaurant : restaurants()) {
            List<JsonNode> answers = nodes.stream()
                    .map(node -> timeless(Cluster.api(node).found(path(restaurant, "/items"))))
                    .toList();
            assertThat(answers).allSatisfy(answer -> assertThat(answer).isEqualTo(answers.get(0)));
            assertThat(Api.item(answers.get(0), "soup").path("quantity_sold").asInt())
                    .isEqualTo(2);
        }

        List<JsonNode> groups =
                nodes.stream().map(node -> Cluster.api(node).found(OF_GROUP)).toList();
        assertThat(groups).allSatisfy(group -> assertThat(group).isEqualTo(groups.get(0)));
        assertSumsOfAll(groups.get(0));

        Node gone = nodes.remove(2);
        gone.close();

        Api left = Cluster.api(nodes.get(0));
        for (String restaurant : restaurants()) {
            Api.Reply reply = left.get(path(restaurant, "/items"));
            assertThat(reply.status()).as(reply.text()).isIn(200, 503);
            if (reply.status() == 200) {
                assertThat(Api.item(reply.json(), "soup").path("quantity_sold").asInt())
                        .isEqualTo(2);
            }
        }
        left.found(OF_GROUP, ManyNodesIT::assertSumsOfAll);
        awaitCopies(2);
        assertThat(left.found("/v1/restaurants").path("restaurants")).hasSize(RESTAURANTS);
    }

    @Test
    void shouldTellDemandAndPricesAlikeThroughEveryNode_andNeverNothing_whenTheirNodeGoes() {
        cluster = new Cluster(dir);
        for (int i = 1; i <= 3; i++) {
            nodes.add(cluster.start("state-" + i, "instance-id", "node-" + i, "threads", "1"));
        }
        List<String> places = onePlaceAPartition();
        places.forEach(this::openWithHistory);
        awaitClosed(places);
        awaitCopies(3);

        Map<String, JsonNode> fresh = new TreeMap<>();
        for (String place : places) {
            for (String question : QUESTIONS) {
                List<JsonNode> answers = nodes.stream()
                        .map(node -> lasting(ask(Cluster.api(node), place, question)))
                        .toList();
                assertThat(answers).as(place + question).allSatisfy(answer -> assertThat(answer)
                        .isEqualTo(answers.get(0)));
                fresh.put(place + question, answers.get(0));
            }
        }

        Node owner = ownerOf(places.get(0));
        nodes.remove(owner);
        owner.close();

        Api left = Cluster.api(nodes.get(0));
        await().atMost(PATIENCE).until(() -> places.stream().allMatch(place -> QUESTIONS.stream()
                .allMatch(question -> isFresh(ask(left, place, question), fresh.get(place + question)))));
    }

    /** Whether it is the answer that was given before; what is not must be stale, or say that and why nobody can answer. */
    private static boolean isFresh(Api.Reply reply, JsonNode before) {
        if (reply.status() == 503) {
            assertThat(Integer.parseInt(reply.header("Retry-After"))).isPositive();
            assertThat(reply.json().path("detail").asText()).isNotBlank();
            return false;
        }
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().path("items").isEmpty())
                .as(reply.text())
                .isEqualTo(before.path("items").isEmpty());
        if (reply.json().path("stale").asBoolean()) {
            return false;
        }
        assertThat(lasting(reply)).isEqualTo(before);
        return true;
    }

    private static Api.Reply ask(Api api, String place, String question) {
        return question.endsWith(":simulate")
                ? api.post(path(place, question), "{\"price\": 7.25}")
                : api.get(path(place, question));
    }

    /** What an answer says but for how old it is. */
    private static JsonNode lasting(Api.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return ((ObjectNode) reply.json()).without(Set.of("feed_age_s", "stale", "note"));
    }

    private static List<String> onePlaceAPartition() {
        Map<Integer, String> places = new TreeMap<>();
        restaurants().forEach(place -> places.putIfAbsent(Cluster.home(place), place));
        assertThat(places).hasSize(Cluster.PARTITIONS);
        return List.copyOf(places.values());
    }

    private void openWithHistory(String place) {
        Api api = Cluster.api(nodes.get(0));
        api.putOk(path(place, ""), Bodies.restaurant("Europe/Rome"));
        api.putOk(path(place, "/menu/soup"), Bodies.item("6.50", "1.90"));
        api.putOk(path(place, "/menu/pie"), Bodies.item("9.00", "3.10"));
        List<ObjectNode> checks = new ArrayList<>();
        for (int ago = DAYS; ago >= 0; ago--) {
            checks.add(Bodies.check(
                    "c" + ago,
                    noon.minus(Duration.ofDays(ago)),
                    Bodies.line("soup", "" + (2 + ago % 3), "6.50"),
                    Bodies.line("pie", "" + (1 + ago % 2), "9.00")));
        }
        api.sell(place, checks);
    }

    /** Until the last day of every place is closed, and all questions about it have an answer. */
    private void awaitClosed(List<String> places) {
        String closed = noon.minus(Duration.ofDays(1)).toString().substring(0, 10);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(nodes).allSatisfy(node -> assertThat(
                            Cluster.api(node).get("/metrics").text())
                    .contains("menuflow_menus_unclosed 0.0"));
            for (String place : places) {
                for (String question : QUESTIONS) {
                    JsonNode answer = lasting(ask(Cluster.api(nodes.get(0)), place, question));
                    if (answer.has("closed_day")) {
                        assertThat(answer.path("closed_day").asText()).isEqualTo(closed);
                    }
                }
            }
        });
    }

    private Node ownerOf(String place) {
        Api api = Cluster.api(nodes.get(0));
        return nodes.stream()
                .filter(node -> ofNode(api, node).path("active").findValuesAsText("partition").stream()
                        .anyMatch(partition -> Integer.parseInt(partition) == Cluster.home(place)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldNameThePartitionsThatAreMissing_andTheNodeThatIsSilent() {
        cluster = new Cluster(dir);
        nodes.add(cluster.start("state-1", "instance-id", "node-1", "threads", "1", "standbys", "0"));
        nodes.add(cluster.start("state-2", "instance-id", "node-2", "threads", "1", "standbys", "0"));
        fill();
        Api asked = Cluster.api(nodes.get(0));
        await().atMost(PATIENCE)
                .until(() -> partitions(asked, "active").size() == Cluster.PARTITIONS
                        && ofNode(asked, nodes.get(1)).path("active").size() > 0);
        JsonNode before = ofNode(asked, nodes.get(1));
        Set<Integer> theirs = new TreeSet<>();
        before.path("active")
                .forEach(partition -> theirs.add(partition.path("partition").asInt()));

        // Static members leave without a word: until the session ends the others go on asking it.
        nodes.get(1).close();

        JsonNode list = asked.found("/v1/restaurants");
        Set<Integer> missing = new TreeSet<>();
        list.path("missing")
                .forEach(partition -> missing.add(partition.path("partition").asInt()));
        assertThat(missing).isEqualTo(theirs);
        String address = before.path("address").asText();
        assertThat(list.at("/missing/0/reason").asText()).isEqualTo(address + " cannot be reached");
        assertThat(list.path("restaurants").size()).isBetween(1, RESTAURANTS - 1);
        JsonNode silent = at(asked, address);
        assertThat(silent.path("reachable").asBoolean()).isFalse();
        assertThat(silent.path("reason").asText()).isEqualTo(address + " cannot be reached");
        String unreachable = restaurants().stream()
                .filter(restaurant -> theirs.contains(Cluster.home(restaurant)))
                .findFirst()
                .orElseThrow();
        Api.Reply reply = asked.get(path(unreachable, "/items"));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.json().path("detail").asText()).isEqualTo(address + " cannot be reached");
    }

    /** Of copies, too, where the node of a partition is gone. */
    private static void assertSumsOfAll(JsonNode group) {
        assertThat(group.path("missing")).isEmpty();
        assertThat(group.path("restaurants")).hasSize(RESTAURANTS);
        assertThat(group.at("/totals/0/restaurants").asInt()).isEqualTo(RESTAURANTS);
        assertThat(group.at("/totals/0/quantity_sold").asInt()).isEqualTo(3 * RESTAURANTS);
    }

    private void fill() {
        for (String restaurant : restaurants()) {
            cluster.send(Restaurant.newBuilder(Cluster.restaurant(restaurant))
                    .setGroup("places")
                    .build());
            cluster.send(Cluster.check(
                    restaurant, "1", noon, Cluster.line("1", "soup", "2", "6.50"), Cluster.line("2", "pie", "1", "9")));
        }
        Api api = Cluster.api(nodes.get(0));
        for (String restaurant : restaurants()) {
            await().atMost(PATIENCE)
                    .until(() -> api.get(path(restaurant, "/items")).status() == 200
                            && api.found(path(restaurant, "/items"))
                                            .path("items")
                                            .size()
                                    == 2);
        }
    }

    private static List<String> restaurants() {
        return IntStream.range(0, RESTAURANTS).mapToObj(i -> "place-" + i).toList();
    }

    /** Until so many nodes are ready, and every partition has a copy that has caught up. */
    private void awaitCopies(int ready) {
        Api api = Cluster.api(nodes.get(0));
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode instances = api.found("/v1/instances").path("instances");
            assertThat(instances.findValuesAsText("ready"))
                    .as("%s", instances)
                    .hasSize(ready)
                    .containsOnly("true");
            assertThat(partitions(api, "active")).hasSize(Cluster.PARTITIONS);
            assertThat(instances.findValuesAsText("caught_up"))
                    .as("%s", instances)
                    .hasSize(Cluster.PARTITIONS)
                    .containsOnly("true");
        });
    }

    private static List<Integer> partitions(Api api, String role) {
        List<Integer> partitions = new ArrayList<>();
        api.found("/v1/instances").path("instances").forEach(instance -> instance.path(role)
                .forEach(partition -> partitions.add(partition.path("partition").asInt())));
        return partitions;
    }

    private static JsonNode ofNode(Api api, Node node) {
        return at(api, "127.0.0.1:" + node.port());
    }

    private static JsonNode at(Api api, String address) {
        for (JsonNode instance : api.found("/v1/instances").path("instances")) {
            if (instance.path("address").asText().equals(address)) {
                return instance;
            }
        }
        return Api.parsed("{}");
    }

    private static JsonNode timeless(JsonNode answer) {
        return ((ObjectNode) answer).without("feed_age_s");
    }
}
