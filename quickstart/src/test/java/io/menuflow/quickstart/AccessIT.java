package io.menuflow.quickstart;

import static io.menuflow.quickstart.Api.path;
import static io.menuflow.quickstart.Bodies.check;
import static io.menuflow.quickstart.Bodies.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.menuflow.quickstart.Api.Reply;
import io.menuflow.schemas.KafkaCluster;
import io.menuflow.serving.Node;
import io.menuflow.serving.access.ApiKey;
import io.menuflow.serving.access.KeyFile;
import io.menuflow.serving.access.Role;
import io.menuflow.serving.access.Scope;
import io.menuflow.serving.access.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys on two nodes: whichever is asked, a key sees its own restaurants and no other. */
@Timeout(180)
@TestInstance(Lifecycle.PER_CLASS)
class AccessIT {

    private static final Instant NOON = Instant.parse("2025-03-10T12:00:00Z");
    /** Enough that each node has some of each group. */
    private static final int EACH = 6;

    private Cluster cluster;
    private KeyFile keys;
    private Node first;
    private Node second;
    private String admin;

    @BeforeAll
    void start(@TempDir Path dir) {
        cluster = new Cluster(dir);
        keys = new KeyFile(dir.resolve("keys.jsonl"));
        admin = key("boss", Role.ADMIN, Scope.ALL);
        first = node("first");
        second = node("second");
        awaitBoth();
        Api api = Cluster.api(first).as(admin);
        for (String group : List.of("north", "south")) {
            names(group).forEach(name -> await().atMost(Duration.ofSeconds(30)) // a node may be moving partitions still
                    .untilAsserted(() -> api.putOk("/v1/restaurants/" + name, restaurant(group))));
        }
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void shouldListOnlyWhatAKeyMaySee_whicheverNodeIsAsked() {
        String north = key("north-screen", Role.VIEWER, Scope.of(List.of("south-3"), List.of("north")));
        List<String> seen = new ArrayList<>(names("north"));
        seen.add("south-3");

        for (Node node : List.of(first, second)) {
            assertThat(Cluster.api(node).as(north).found("/v1/restaurants").findValuesAsText("restaurant_id"))
                    .containsExactlyElementsOf(seen);
            assertThat(Cluster.api(node).as(admin).found("/v1/restaurants").findValuesAsText("restaurant_id"))
                    .hasSize(2 * EACH);
        }
    }

    @Test
    void shouldAnswerForOwnRestaurantsAlone_whereverTheyAre() {
        String north = key("north-reader", Role.VIEWER, Scope.of(List.of(), List.of("north")));

        for (Node node : List.of(first, second)) {
            Api api = Cluster.api(node).as(north);
            for (String name : names("north")) {
                assertThat(api.get(path(name, "/items")).status()).isEqualTo(200);
                refused(api.put(path(name, "/menu/soup"), "{\"name\": \"Soup\"}"), "who may not PUT");
            }
            for (String name : List.of("south-0", "south-1", "south-2", "south-3", "nowhere")) {
                refused(api.get(path(name, "/items")), "is for group north; it may not use " + name);
            }
        }
    }

    @Test
    void shouldSumOnlyGroupsThatAreWhollyTheKeys() {
        String north = key("north-owner", Role.VIEWER, Scope.of(List.of("south-5"), List.of("north")));
        String one = key("one-place", Role.MANAGER, Scope.of(List.of("south-5"), List.of()));
        String till = key("north-till", Role.INGEST, Scope.of(List.of(), List.of("north")));

        for (Node node : List.of(first, second)) {
            Api api = Cluster.api(node).as(north);
            assertThat(api.found("/v1/groups").findValuesAsText("group")).containsExactly("north");
            assertThat(Cluster.api(node).as(one).found("/v1/groups").path("groups"))
                    .isEmpty();
            assertThat(Cluster.api(node).as(admin).found("/v1/groups").findValuesAsText("group"))
                    .contains("north", "south");
            for (String question : List.of("", "/items", "/classifications", "/sales")) {
                assertThat(api.get("/v1/groups/north" + question).status())
                        .as(question)
                        .isEqualTo(200);
                refused(api.get("/v1/groups/south" + question), "it may not use group south");
                refused(api.get("/v1/groups/nowhere" + question), "it may not use group nowhere");
                refused(Cluster.api(node).as(one).get("/v1/groups/south" + question), "it may not use group south");
                refused(Cluster.api(node).as(till).get("/v1/groups/north" + question), "is for ingests");
            }
        }
    }

    @Test
    void shouldRemoveARestaurant_onlyWithItsGroup() {
        String west = key("west-office", Role.MANAGER, Scope.of(List.of(), List.of("west")));
        String own = key("west-manager", Role.MANAGER, Scope.of(List.of("west-1"), List.of()));
        String screen = key("west-screen", Role.VIEWER, Scope.of(List.of(), List.of("west")));
        Cluster.api(first).as(admin).putOk("/v1/restaurants/west-1", restaurant("west"));
        Cluster.api(first).as(admin).putOk(path("west-1", "/menu/soup"), Bodies.item("4.00", "1.00"));

        for (Node node : List.of(first, second)) {
            String place = "/v1/restaurants/west-1";
            refused(Cluster.api(node).as(own).send("DELETE", place, null), "may not take west-1 out of group west");
            refused(Cluster.api(node).as(screen).send("DELETE", place, null), "who may not DELETE");
            refused(Cluster.api(node).as(west).send("DELETE", "/v1/restaurants/south-1", null), "may not use south-1");
            refused(Cluster.api(node).as(west).send("DELETE", path("nowhere", ""), null), "may not use nowhere");
            refused(Cluster.api(node).as(screen).post(path("west-1", "/imports/1:undo"), ""), "who may not POST");
            refused(Cluster.api(node).as(west).get(path("south-1", "/imports")), "may not use south-1");
        }

        Cluster.api(first).as(admin).sell("west-1", check("sold", NOON, line("soup", "1", "4.50")));
        Cluster.api(first).as(admin).awaitOrders("west-1", 1);

        Reply removed = Cluster.api(second).as(west).send("DELETE", "/v1/restaurants/west-1", null);
        assertThat(removed.status()).as(removed.text()).isIn(202, 204);

        // Its sales and its menu wait for it: nobody else may take its name over.
        String north = key("north-claimant", Role.MANAGER, Scope.of(List.of(), List.of("north")));
        for (Node node : List.of(first, second)) {
            refused(
                    Cluster.api(node).as(north).put("/v1/restaurants/west-1", restaurant("north")),
                    "may not use west-1");
            refused(
                    Cluster.api(node).as(own).put("/v1/restaurants/west-1", restaurant("north")),
                    "may not take west-1 out of group west");
        }
        Cluster.api(first).as(west).putOk("/v1/restaurants/west-1", restaurant("west"));
        Cluster.api(first).as(west).awaitOrders("west-1", 1);
        Reply again = Cluster.api(first).as(west).send("DELETE", "/v1/restaurants/west-1", null);
        Cluster.api(first).as(west).awaitApplied(again);
        assertThat(again.status()).as(again.text()).isIn(202, 204);
    }

    @Test
    void shouldTakeSalesFromATill_thatReadsNothing() {
        String till = key("till", Role.INGEST, Scope.of(List.of("north-1"), List.of()));

        for (Node node : List.of(first, second)) {
            Api api = Cluster.api(node).as(till);
            api.sell("north-1", check("c" + node.port(), NOON, line("soup", "1", "4.50")));
            refused(api.get(path("north-1", "/items")), "is for ingests, who may not GET");
            refused(api.get("/v1/restaurants"), "is for ingests");
            refused(
                    api.post(path("north-2", "/transactions"), check("c", NOON, line("soup", "1", "4.50"))),
                    "it may not use north-2");
        }
        Cluster.api(second).as(admin).awaitOrders("north-1", 2);
    }

    @Test
    void shouldKeepARestaurantInTheGroupsOfItsKey() {
        String north = key("north-office", Role.MANAGER, Scope.of(List.of(), List.of("north")));
        String alone = key("alone", Role.MANAGER, Scope.of(List.of("south-4", "island"), List.of()));

        for (Node node : List.of(first, second)) {
            Api office = Cluster.api(node).as(north);
            String opened = "north-new-" + node.port();
            office.putOk("/v1/restaurants/" + opened, restaurant("north"));
            office.putOk(path("north-2", "/menu/soup"), Bodies.item("4.00", "1.00"));
            refused(office.put("/v1/restaurants/another", restaurant("south")), "may not use another in group south");
            refused(office.put("/v1/restaurants/another", restaurant(null)), "may not use another without a group");
            refused(office.put("/v1/restaurants/north-2", restaurant("south")), "may not use north-2 in group south");
            refused(office.put("/v1/restaurants/south-2", restaurant("north")), "may not use south-2");
            Api own = Cluster.api(node).as(alone);
            refused(own.put("/v1/restaurants/south-4", restaurant(null)), "may not take south-4 out of group south");
            refused(own.put("/v1/restaurants/island", restaurant("north")), "may not put island into group north");
            own.putOk("/v1/restaurants/island", Bodies.restaurant("Europe/Rome"));
            Cluster.api(node).as(admin).putOk("/v1/restaurants/south-4", restaurant("south"));
        }
    }

    @Test
    void shouldFollowARestaurantOutOfAGroup() {
        String east = key("east-screen", Role.VIEWER, Scope.of(List.of(), List.of("east")));
        Api boss = Cluster.api(first).as(admin);
        boss.putOk("/v1/restaurants/mover", restaurant("east"));
        assertThat(Cluster.api(second).as(east).get(path("mover", "/sales")).status())
                .isEqualTo(200);

        boss.putOk("/v1/restaurants/mover", restaurant("west"));

        refused(Cluster.api(second).as(east).get(path("mover", "/sales")), "it may not use mover");
    }

    @Test
    void shouldRefuseAKeyWithinASecond_onceItIsRevoked() {
        String gone = key("gone", Role.VIEWER, Scope.ALL);
        assertThat(Cluster.api(second).as(gone).get(path("north-0", "/menu")).status())
                .isEqualTo(200);

        keys.revoke("gone", Instant.now());

        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            Reply reply = Cluster.api(second).as(gone).get(path("north-0", "/menu"));
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.json().path("detail").asText()).isEqualTo("key gone was revoked");
        });
    }

    @Test
    void shouldTellEventsOfOwnRestaurantsAlone_asLongAsTheKeyIsInForce() {
        String listener = key("north-listener", Role.VIEWER, Scope.of(List.of(), List.of("north")));

        for (Node node : List.of(first, second)) {
            for (String name : List.of("south-0", "south-1", "south-2", "nowhere")) {
                EventClient refused = EventClient.connect(node.port(), name, null, listener);
                assertThat(refused.status()).as(name).isEqualTo(403);
                assertThat(refused.problem()).contains("it may not use " + name);
            }
        }
        try (EventClient one = EventClient.connect(first.port(), "north-3", null, listener);
                EventClient other = EventClient.connect(second.port(), "north-3", null, listener)) {
            for (EventClient client : List.of(one, other)) {
                client.await(0, "a snapshot", event -> event.type().equals("snapshot"));
            }

            keys.revoke("north-listener", Instant.now());

            for (EventClient client : List.of(one, other)) {
                client.await(
                        0,
                        "the end",
                        event -> event.data().path("reason").asText().contains("your key is not in force any more"));
            }
        }
    }

    @Test
    void shouldSayWhatIsMissing_whenNodesDoNotKnowEachOther() {
        try (Cluster strangers = new Cluster(keys.path().resolveSibling("strangers"))) {
            stranger(strangers, "a");
            Api api = Cluster.api(stranger(strangers, "b")).as(admin);

            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                JsonNode list = api.found("/v1/restaurants");
                assertThat(list.path("missing").findValuesAsText("reason"))
                        .isNotEmpty()
                        .allMatch(why -> why.contains("nodes do not ask each other without menuflow.http.node-secret"));
            });
        }
    }

    /** A node without copies of what others process: it would answer from them. */
    private Node stranger(Cluster strangers, String name) {
        String file = keys.path().toString();
        return strangers.start(name, "instance-id", name, "http.open", "false", "keys.file", file, "standbys", "0");
    }

    private static ObjectNode restaurant(String group) {
        ObjectNode body = Bodies.restaurant("Europe/Rome");
        return group == null ? body : body.put("group", group);
    }

    private static void refused(Reply reply, String detail) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(403);
        assertThat(reply.json().path("detail").asText()).contains(detail);
    }

    private static List<String> names(String group) {
        return IntStream.range(0, EACH).mapToObj(i -> group + "-" + i).toList();
    }

    private Node node(String name) {
        return cluster.start(
                name,
                "instance-id",
                name,
                "http.open",
                "false",
                "keys.file",
                keys.path().toString(),
                "http.node-secret",
                "two nodes and nobody else");
    }

    /** Both have partitions, and read them: before that one answers everything, and then neither some of it. */
    private void awaitBoth() {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(withPartitions()).isEqualTo(2);
            for (Node node : List.of(first, second)) {
                assertThat(Cluster.api(node).as(admin).get("/v1/restaurants").status())
                        .isEqualTo(200);
            }
        });
    }

    /** How many nodes read sales, once their group has agreed; 0 before. */
    private long withPartitions() throws Exception {
        try (Admin admin = KafkaCluster.admin(cluster.bootstrapServers())) {
            ConsumerGroupDescription group = admin.describeConsumerGroups(List.of("menuflow"))
                    .describedGroups()
                    .get("menuflow")
                    .get(10, TimeUnit.SECONDS);
            return group.groupState() != GroupState.STABLE
                    ? 0
                    : group.members().stream()
                            .filter(member -> member.assignment().topicPartitions().stream()
                                    .anyMatch(each -> each.topic().equals("pos-transactions")))
                            .count();
        }
    }

    /** A new key, which both nodes know. */
    private String key(String id, Role role, Scope scope) {
        Secret secret = Secret.create(id);
        keys.add(new ApiKey(id, "", role, scope, secret.hash(), NOON, null, null));
        for (Node node : nodes()) {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> Cluster.api(node)
                                    .as(secret.reveal())
                                    .get("/v1/restaurants")
                                    .status()
                            != 401);
        }
        return secret.reveal();
    }

    private List<Node> nodes() {
        return second == null ? List.of() : List.of(first, second);
    }
}
