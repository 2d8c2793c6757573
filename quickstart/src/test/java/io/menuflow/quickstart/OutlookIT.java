package io.menuflow.quickstart;

import static io.menuflow.quickstart.Cluster.check;
import static io.menuflow.quickstart.Cluster.line;
import static io.menuflow.quickstart.Cluster.restaurant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.menuflow.connectors.TopicContents;
import io.menuflow.models.outlook.OutlookModel;
import io.menuflow.models.outlook.OutlookModels.InForce;
import io.menuflow.models.outlook.TinyModels;
import io.menuflow.schemas.Topic;
import io.menuflow.schemas.avro.ItemClassification;
import io.menuflow.schemas.avro.ItemSalesDay;
import io.menuflow.schemas.avro.TransactionLine;
import io.menuflow.serving.Node;
import io.menuflow.topology.OfflineOutlooks;
import io.menuflow.topology.days.PublishedDays;
import io.menuflow.topology.menu.RestaurantProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on a broker: what they publish is, bit for bit, what is computed from what they publish. */
@Timeout(300)
class OutlookIT {

    private static final int RESTAURANTS = 6;
    private static final int ITEMS = 6;
    private static final int DAYS = 110;
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    @TempDir
    Path dir;

    @Test
    void shouldPublishWhatIsComputedOffline_whenANodeComesAndGoesAndTheModelIsSwapped() throws Exception {
        OutlookModel second = TinyModels.loaded("v2", 2);
        try (Cluster cluster = new Cluster(dir)) {
            Cli cli = cluster.cli();
            cluster.start("state-1", "instance-id", "node-1");
            promote(cli, "v1", 1);
            for (int i = 0; i < RESTAURANTS; i++) {
                cluster.send(restaurant("r" + i));
            }
            sell(cluster, 0, 40);
            Node other = cluster.start("state-2", "instance-id", "node-2");
            sell(cluster, 40, 80);
            promote(cli, "v2", 2);
            other.close();
            sell(cluster, 80, DAYS);

            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertIsAsOffline(cluster, new InForce(second, null)));
        } finally {
            second.close();
        }
    }

    private void promote(Cli cli, String version, long seed) throws Exception {
        Path file = dir.resolve(version + ".zip");
        Files.write(file, TinyModels.artefact(version, seed).toBytes());
        cli.run("models", "import", file.toString());
        cli.run("models", "promote", "outlook", version, "--reason", "test");
    }

    /** Some days of all restaurants, shuffled. */
    private static void sell(Cluster cluster, int from, int to) {
        Random random = new Random(from);
        List<Runnable> sales = new ArrayList<>();
        for (int day = from; day < to; day++) {
            for (int i = 0; i < RESTAURANTS; i++) {
                Instant at = NOON.minus(Duration.ofDays(DAYS - day));
                String place = "r" + i;
                String id = "c" + day;
                List<TransactionLine> lines = new ArrayList<>();
                lines.add(line("0", "dish-0", "1", "4.50"));
                for (int item = 1; item < ITEMS; item++) {
                    if (random.nextInt(item + 1) == 0) {
                        lines.add(line("" + item, "dish-" + item, "" + (1 + random.nextInt(3)), (4 + item) + ".25"));
                    }
                }
                TransactionLine[] all = lines.toArray(TransactionLine[]::new);
                sales.add(() -> cluster.send(check(place, id, at, all)));
            }
        }
        Collections.shuffle(sales, random);
        sales.forEach(Runnable::run);
    }

    private static void assertIsAsOffline(Cluster cluster, InForce models) {
        PublishedDays offline = new PublishedDays();
        for (int i = 0; i < RESTAURANTS; i++) {
            offline.restaurant("r" + i, restaurant("r" + i));
        }
        Map<String, ItemSalesDay> days = compacted(cluster, cluster.topics().itemDays());
        Map<String, ItemClassification> published =
                compacted(cluster, cluster.topics().classifications());
        days.forEach(offline::day);
        published.forEach(offline::classification);
        for (RestaurantProfile restaurant : offline.restaurants()) {
            assertThat(offline.lastDay(restaurant.id()))
                    .isEqualTo((int) (NOON.minus(Duration.ofDays(2)).getEpochSecond() / 86_400));
        }
        assertThat(OfflineOutlooks.assertSame(offline, published, models)).isEqualTo(RESTAURANTS * ITEMS);
    }

    /** What the committed records of a topic are compacted to. */
    private static <V> Map<String, V> compacted(Cluster cluster, Topic<String, V> topic) {
        Map<String, V> last = new TreeMap<>();
        try (TopicContents contents = new TopicContents(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            contents.read(topic.name(), (key, value) -> {
                if (value == null) {
                    last.remove(key);
                } else {
                    last.put(key, topic.valueSerde().deserializer().deserialize(topic.name(), value));
                }
            });
        }
        return last;
    }
}
