package io.menuflow.quickstart;

import static io.menuflow.quickstart.Api.path;
import static io.menuflow.quickstart.Cluster.check;
import static io.menuflow.quickstart.Cluster.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.menuflow.connectors.TopicContents;
import io.menuflow.models.outlook.PackagedModel;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.TrainingJob;
import io.menuflow.schemas.avro.TransactionLine;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From what a cluster's restaurants sold to a model that is in force, and to a file of what it says of a group. */
@Timeout(300)
class TrainOutlookIT {

    private static final List<String> NORTH = List.of("north-a", "north-b");
    private static final int ITEMS = 16;
    private static final int DAYS = 212; // little more than a split by time needs
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final String LAST_CLOSED = "2026-03-08";

    @TempDir
    Path dir;

    @Test
    void shouldTrainPromoteAndExport_fromWhatTheClusterSold() throws Exception {
        try (Cluster cluster = new Cluster(dir)) {
            Api api = Cluster.api(cluster.start("node"));
            Cli cli = cluster.cli();
            String packaged = PackagedModel.artefact().manifest().version();
            assertThat(api.found("/v1/models").at("/models/0/packaged/version").asText())
                    .isEqualTo(packaged);
            assertThat(cli.run("models", "list")).contains("outlook in force: packaged " + packaged);
            sell(cluster);
            awaitDays(cluster);

            trainsAndJudgesByCommand(cli);
            String version = trainsByJob(cluster, api);
            assertThat(cli.run("models", "list"))
                    .containsPattern("outlook +" + packaged + " +SIMULATED .*packaged")
                    .contains("outlook in force: " + version);
            exportsWhatItAnswers(api, cli, version);
        }
    }

    private void trainsAndJudgesByCommand(Cli cli) {
        String model = dir.resolve("by-command.zip").toString();

        String trained = cli.run("train", "outlook", "--from-cluster", "--budget", "1s", "--seed", "3", "--out", model);
        String judged = cli.run("evaluate", "outlook", "--from-cluster", "--model", model, "--seed", "3");

        assertThat(trained).contains("CLUSTER").contains("the model is better than calibrated persistence");
        assertThat(printed(judged, "model  ")).as("judged on the same weeks").isEqualTo(printed(trained, "model  "));
    }

    /** Returns the version in force. */
    private static String trainsByJob(Cluster cluster, Api api) {
        Api.Reply asked = api.post("/v1/models/outlook:train", "{\"time_budget_s\": 1}");
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        String id = asked.json().path("job_id").asText();

        JsonNode done = await().atMost(Duration.ofMinutes(2))
                .until(() -> api.found(asked.json().path("status").asText()), job -> !job.path("ended_at")
                        .isNull());

        assertThat(done.path("state").asText()).as(done.toString()).isEqualTo("SUCCEEDED");
        assertThat(done.path("verdict").asText()).startsWith("promoted: better than calibrated persistence");
        assertThat(states(cluster, id)).containsExactly("REQUESTED", "RUNNING", "SUCCEEDED");
        JsonNode model = api.found(
                "/v1/models/outlook",
                now -> assertThat(now.at("/champion/version").asText()).isEqualTo(id));
        assertThat(model.at("/champion/origin").asText()).isEqualTo("CLUSTER");
        assertThat(model.at("/published/in_force").asText()).isEqualTo("published");
        return id;
    }

    private void exportsWhatItAnswers(Api api, Cli cli, String version) throws IOException {
        Path model = dir.resolve("champion.zip");
        Path csv = dir.resolve("north.csv");
        cli.run("models", "export", "outlook", version, "--out", model.toString());

        assertThat(cli.run("evaluate", "--group", "north", "--export", csv.toString(), "--model", model.toString()))
                .contains(NORTH.size() * ITEMS + " items of " + NORTH.size() + " restaurants by model " + version);

        List<Map<String, String>> lines = lines(csv);
        assertThat(lines).hasSize(NORTH.size() * ITEMS);
        for (String restaurant : NORTH) {
            JsonNode answer = api.found(path(restaurant, "/classifications"), now -> {
                assertThat(now.at("/outlook/model_version").asText()).isEqualTo(version);
                assertThat(now.at("/outlook/closed_day").asText()).isEqualTo(LAST_CLOSED);
            });
            String window = "?from=2026-02-09&to=" + LAST_CLOSED;
            JsonNode closed = api.found(path(restaurant, "/classifications" + window));
            List<Map<String, String>> own = lines.stream()
                    .filter(line -> line.get("restaurant_id").equals(restaurant))
                    .toList();
            assertThat(own).hasSize(ITEMS);
            for (Map<String, String> line : own) {
                String item = line.get("item_id");
                assertIsAnswered(line, answer, Api.item(answer, item).path("outlook"));
                assertThat(line.get("quadrant"))
                        .isEqualTo(Api.item(closed, item).path("quadrant").asText());
            }
            assertIsExplained(own.get(0), api);
        }
    }

    private static void assertIsAnswered(Map<String, String> line, JsonNode menu, JsonNode outlook) {
        assertThat(line.get("closed_day")).isEqualTo(LAST_CLOSED);
        assertThat(line.get("served")).isEqualTo(menu.at("/outlook/served").asText());
        assertThat(line.get("outlook")).isEqualTo(outlook.path("predicted").asText());
        for (String side : List.of("model", "baseline")) {
            Map<String, BigDecimal> expected = new LinkedHashMap<>();
            outlook.path(side)
                    .path("probabilities")
                    .properties()
                    .forEach(quadrant ->
                            expected.put(quadrant.getKey(), quadrant.getValue().decimalValue()));
            assertThat(expected).hasSize(4);
            expected.forEach((quadrant, probability) -> assertThat(
                            rounded(line.get(side + "_" + quadrant.toLowerCase(Locale.ROOT))))
                    .as("%s of %s", quadrant, line)
                    .isEqualByComparingTo(probability));
        }
    }

    /** The features that moved an item most are those of its line. */
    private static void assertIsExplained(Map<String, String> line, Api api) {
        String item = path(line.get("restaurant_id"), "/classifications/" + line.get("item_id") + "?explain=true");
        JsonNode explanation = api.found(item).path("explanation");
        JsonNode reasons = explanation.path("reasons");
        assertThat(reasons).hasSize(8);
        BigDecimal sum = explanation
                .path("usual")
                .decimalValue()
                .add(explanation.path("others").decimalValue());
        for (JsonNode reason : reasons) {
            sum = sum.add(reason.path("contribution").decimalValue());
        }
        assertThat(sum).isEqualByComparingTo(explanation.path("log_odds").decimalValue());
        reasons.forEach(reason -> {
            String value = line.get(reason.path("feature").asText());
            if (reason.path("value").isNull()) {
                assertThat(value).isEmpty();
            } else {
                assertThat(rounded(value))
                        .isEqualByComparingTo(reason.path("value").decimalValue());
            }
        });
    }

    private static BigDecimal rounded(String value) {
        return BigDecimal.valueOf((double) Float.parseFloat(value)).setScale(4, RoundingMode.HALF_EVEN);
    }

    /** Items come into fashion and go out of it in twelve weeks, each at its time: whoever sees the trend knows. */
    private static void sell(Cluster cluster) {
        Random random = new Random(5);
        for (String restaurant : NORTH) {
            cluster.send(Restaurant.newBuilder(Cluster.restaurant(restaurant))
                    .setGroup("north")
                    .build());
        }
        for (int day = 0; day < DAYS; day++) {
            Instant at = NOON.minus(Duration.ofDays(DAYS - day));
            for (String restaurant : NORTH) {
                TransactionLine[] lines = new TransactionLine[ITEMS];
                for (int item = 0; item < ITEMS; item++) {
                    double phase = (day / 84.0 + item / (double) ITEMS) * 2 * Math.PI;
                    long quantity = Math.round(12 + 9 * Math.sin(phase) + random.nextInt(3));
                    lines[item] = line("" + item, "dish-" + item, "" + quantity, (4 + item % 5) + ".50");
                }
                cluster.send(check(restaurant, "c" + day, at, lines));
            }
        }
    }

    /** Waits until every item's every day but the running one is published. */
    private static void awaitDays(Cluster cluster) {
        String topic = cluster.topics().itemDays().name();
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    TreeSet<String> days = new TreeSet<>();
                    read(cluster, topic, (key, value) -> days.add(key));
                    assertThat(days).hasSize(NORTH.size() * ITEMS * (DAYS - 1));
                    assertThat(days.first())
                            .endsWith(NOON.minus(Duration.ofDays(DAYS))
                                    .atZone(ZoneOffset.UTC)
                                    .toLocalDate()
                                    .toString());
                });
    }

    /** The states a job went through. */
    private static List<String> states(Cluster cluster, String id) {
        var topic = cluster.topics().trainingJobs();
        List<String> states = new ArrayList<>();
        read(cluster, topic.name(), (key, value) -> {
            TrainingJob job = topic.valueSerde().deserializer().deserialize(topic.name(), value);
            if (key.equals(id) && !states.contains(job.getState().name())) {
                states.add(job.getState().name());
            }
        });
        return states;
    }

    private static void read(Cluster cluster, String topic, BiConsumer<String, byte[]> visitor) {
        try (TopicContents contents = new TopicContents(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            contents.read(topic, visitor);
        }
    }

    /** A file's lines, cells by the header's names; no cell of these needs quotes. */
    private static List<Map<String, String>> lines(Path csv) throws IOException {
        List<String> all = Files.readAllLines(csv);
        String[] header = all.get(0).split(",", -1);
        List<Map<String, String>> lines = new ArrayList<>();
        for (String line : all.subList(1, all.size())) {
            String[] cells = line.split(",", -1);
            assertThat(cells).hasSameSizeAs(header);
            Map<String, String> named = new LinkedHashMap<>();
            for (int i = 0; i < cells.length; i++) {
                named.put(header[i], cells[i]);
            }
            lines.add(named);
        }
        return lines;
    }

    private static String printed(String text, String start) {
        return text.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
    }
}
