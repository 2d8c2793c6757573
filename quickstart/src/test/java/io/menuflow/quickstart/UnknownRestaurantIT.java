package io.menuflow.quickstart;

import static io.menuflow.quickstart.Api.path;
import static io.menuflow.quickstart.Cluster.PARTITIONS;
import static io.menuflow.quickstart.Cluster.check;
import static io.menuflow.quickstart.Cluster.elsewhere;
import static io.menuflow.quickstart.Cluster.home;
import static io.menuflow.quickstart.Cluster.line;
import static io.menuflow.quickstart.Cluster.restaurant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.menuflow.schemas.avro.ItemClassification;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.serving.Node;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Events whose restaurant is not there yet or not any more, on a real broker: across restarts, races and partitions. */
@Timeout(180)
class UnknownRestaurantIT {

    private static final Instant NOON = Instant.parse("2025-03-10T12:00:00Z");

    @TempDir
    Path dir;

    private Cluster cluster;

    @BeforeEach
    void start() {
        cluster = new Cluster(dir);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldCountWhatWaited_whenTheNodeWasStoppedAndItsDiskLostMeanwhile() {
        Node first = cluster.start("first");
        for (int i = 0; i < 50; i++) {
            cluster.send(sale("later", i));
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Cluster.api(first).get("/metrics").text().contains("menuflow_parked_records 50.0"));
        first.close();

        Node second = cluster.start("second");
        Api api = Cluster.api(second);
        assertThat(api.get("/metrics").text()).contains("menuflow_parked_records 50.0");
        cluster.send(restaurant("later"));

        api.awaitOrders("later", 50);
        assertThat(cluster.cli().run("dlq", "list")).contains("0 of 0 dead letters");
    }

    /** Restaurants and checks at once, keyed and not, at home and in other partitions. */
    @Test
    void shouldLoseNone_whenRestaurantsAndTheirEventsRace() throws Exception {
        Node node = cluster.start("state");
        Api api = Cluster.api(node);
        List<String> places = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            places.add("race-" + i);
        }
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> sending = new ArrayList<>();
            sending.add(threads.submit(() -> places.forEach(place -> {
                for (int i = 0; i < 10; i++) {
                    cluster.send(sale(place, i));
                }
            })));
            sending.add(threads.submit(() -> places.forEach(place -> {
                for (int i = 10; i < 20; i++) {
                    byte[] value = Cluster.bytes(
                            cluster.topics().transactions(), sale(place, i).build());
                    cluster.send("pos-transactions", i % PARTITIONS, i % 2 == 0 ? place : null, value);
                }
            })));
            sending.add(threads.submit(() -> {
                for (int i = 0; i < places.size(); i++) {
                    String place = places.get(i);
                    byte[] value = Cluster.bytes(cluster.topics().restaurants(), restaurant(place));
                    cluster.send("restaurants", i % 2 == 0 ? home(place) : elsewhere(place), place, value);
                }
            }));
            for (Future<?> one : sending) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        await().atMost(Duration.ofSeconds(60)).until(() -> places.stream()
                .allMatch(place -> api.get("/v1/restaurants/" + place).status() == 200));
        places.forEach(place -> api.awaitOrders(place, 20));
        assertThat(api.get("/metrics").text()).contains("menuflow_parked_records 0.0");
        assertThat(cluster.cli().run("dlq", "list")).contains("0 of 0 dead letters");
    }

    @Test
    void shouldTakeBackItsOutputsAndLoseNoEvent_whenARestaurantGoesWhileTheyArrive() {
        Node node = cluster.start("state", "parked.for", "PT2S");
        Api api = Cluster.api(node);
        api.putOk("/v1/restaurants/neighbour", Bodies.restaurant("Europe/Rome"));
        api.putOk("/v1/restaurants/leaver", Bodies.restaurant("Europe/Rome"));
        for (int i = 0; i < 20; i++) {
            cluster.send(sale("leaver", i));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> published("leaver:soup") != null);

        for (int i = 20; i < 60; i++) {
            if (i == 40) {
                cluster.send("restaurants", home("leaver"), "leaver", null);
            }
            cluster.send(sale("leaver", i));
            cluster.send(sale("neighbour", i));
        }

        await().atMost(Duration.ofSeconds(30))
                .until(() -> api.get("/v1/restaurants/leaver").status() == 404);
        await().atMost(Duration.ofSeconds(30)).until(() -> published("leaver:soup") == null);
        assertThat(api.get(path("leaver", "/sales")).status()).isEqualTo(404);
        api.awaitOrders("neighbour", 40);
        // Records of two topics have no order among them: at least those that came after it went in any case.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(cluster.cli().run("dlq", "list", "--summary", "--json"))
                        .contains("UNKNOWN_RESTAURANT", "leaver"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> api.get("/metrics").text().contains("menuflow_parked_records 0.0"));

        api.putOk("/v1/restaurants/leaver", Bodies.restaurant("Europe/Rome"));
        // The last letters are seen when their transaction ends, up to a second after none is parked.
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            cluster.cli().run("dlq", "replay", "--restaurant", "leaver", "--yes");
            JsonNode sales = api.get(path("leaver", "/sales?window=700d")).json();
            assertThat(sales.at("/totals/order_count").asInt()).isEqualTo(60);
        });

        assertThat(api.found(path("leaver", "/sales")).at("/totals/revenue").decimalValue())
                .isEqualByComparingTo("270.00");
        await().atMost(Duration.ofSeconds(30)).until(() -> published("leaver:soup") != null);
    }

    private static Transaction.Builder sale(String place, int i) {
        return check(place, "c" + i, NOON.plusSeconds(i), line("1", "soup", "1", "4.50"));
    }

    /** What the compacted topic says of an item after all: null when it was never there, or taken back. */
    private ItemClassification published(String key) {
        Map<String, byte[]> last = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        cluster.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition("item-classifications", home(key));
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> last.put(new String(record.key(), StandardCharsets.UTF_8), record.value()));
            }
        }
        return cluster.topics().classifications().valueSerde().deserializer().deserialize("", last.get(key));
    }
}
