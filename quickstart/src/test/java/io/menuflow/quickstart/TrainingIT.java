package io.menuflow.quickstart;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.outlook.TinyModels;
import io.menuflow.schemas.avro.TrainingJob;
import io.menuflow.schemas.avro.TrainingState;
import io.menuflow.schemas.avro.TrainingTrigger;
import io.menuflow.serving.Node;
import io.menuflow.serving.models.ModelRecords;
import io.menuflow.serving.models.Pointers;
import io.menuflow.serving.models.Shelf;
import io.menuflow.serving.training.ModelSetup;
import io.menuflow.serving.training.Trainer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes, and jobs of which each is trained by one of them. */
@Timeout(180)
class TrainingIT {

    private static final String JOBS = "/v1/models/outlook/jobs/";

    @TempDir
    Path dir;

    /** Trains a real model, once it is let; remembers the versions it was asked for. */
    private static final class Slow implements Trainer {
        private final Queue<String> begun = new ConcurrentLinkedQueue<>();
        private final CountDownLatch may = new CountDownLatch(1);

        @Override
        public Trained train(Request request, Consumer<String> progress) throws InterruptedException {
            begun.add(request.version());
            progress.accept("waits to be let");
            may.await();
            return new Trained(TinyModels.artefact(request.version()), Optional.empty());
        }
    }

    @Test
    void shouldTrainOnOneNode_andOnTheOtherOnceMore_whenThatEnds() throws Exception {
        try (Cluster cluster = new Cluster(dir)) {
            cluster.cli().run("models", "list", "--partitions", Integer.toString(Cluster.PARTITIONS));
            write(cluster, running("20260101-000000-dead01", 1));
            write(cluster, running("20260101-000000-dead02", 2));
            writeWhatIsOld(cluster);
            Slow trainer = new Slow();
            Map<String, Node> nodes =
                    Map.of("node-a", node(cluster, "node-a", trainer), "node-b", node(cluster, "node-b", trainer));
            Api a = Cluster.api(requireNonNull(nodes.get("node-a")));

            JsonNode again = a.found(JOBS + "20260101-000000-dead01", state("RUNNING"));
            assertThat(again.path("attempt").asInt()).isEqualTo(2);
            assertThat(again.path("trigger").asText()).isEqualTo("RETRY");
            JsonNode given = a.found(JOBS + "20260101-000000-dead02", state("FAILED"));
            assertThat(given.path("error").asText()).contains("gone ended during attempt 2");
            a.found(JOBS + "20260101-000000-dead01", progress("waits to be let"));
            assertIsTakenBackUnlessInUse(a);

            Api.Reply second = a.post("/v1/models/outlook:train", "{\"time_budget_s\": 5}");
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.text()).contains("20260101-000000-dead01 is RUNNING");

            trainer.may.countDown();
            JsonNode done = a.found(JOBS + "20260101-000000-dead01", state("SUCCEEDED"));
            assertThat(done.path("verdict").asText()).startsWith("promoted: better");
            assertThat(trainer.begun).containsExactly("20260101-000000-dead01-2");
            for (Node node : nodes.values()) {
                Cluster.api(node).found("/v1/models/outlook", model -> assertThat(
                                model.at("/champion/version").asText())
                        .isEqualTo("20260101-000000-dead01-2"));
            }
            assertThat(Path.of(done.path("recorded").asText()).toFile().list())
                    .contains("params.json", "metrics.json", "manifest.json", "artefact.zip");
        }
    }

    @Test
    void shouldBeginAnewElsewhere_andCountItNot_whenTheNodeThatTrainsIsStopped() throws Exception {
        try (Cluster cluster = new Cluster(dir)) {
            Slow one = new Slow();
            Slow two = new Slow();
            two.may.countDown();
            Node first = node(cluster, "node-a", one);
            Api.Reply asked = Cluster.api(first).post("/v1/models/outlook:train", "");
            assertThat(asked.status()).as(asked.text()).isEqualTo(202);
            String status = asked.json().path("status").asText();
            Cluster.api(first).found(status, state("RUNNING"));
            Node second = node(cluster, "node-b", two);

            first.close();

            JsonNode done = Cluster.api(second).found(status, state("SUCCEEDED"));
            assertThat(done.path("attempt").asInt()).isEqualTo(1);
            assertThat(done.path("trigger").asText()).isEqualTo("MANUAL");
            assertThat(done.path("node").asText()).isEqualTo("node-b");
            assertThat(one.begun).hasSize(1);
            assertThat(two.begun).hasSize(1);
            assertThat(Cluster.api(second).found("/v1/models").at("/models/0/versions"))
                    .hasSize(1);
        }
    }

    /** Three jobs that ended and three versions, the oldest of which is the champion. */
    private static void writeWhatIsOld(Cluster cluster) throws BadArtefactException {
        var models = cluster.topics().models();
        for (String age : List.of("1", "2", "3")) {
            write(
                    cluster,
                    TrainingJob.newBuilder(running("20250101-000000-old00" + age, 1))
                            .setState(TrainingState.SUCCEEDED)
                            .build());
            send(cluster, ModelRecords.artefact(models, TinyModels.artefact("old-" + age), "test", Instant.EPOCH));
        }
        Pointers.Change change = new Pointers.Change("test", "the oldest is in use", Instant.EPOCH);
        send(cluster, ModelRecords.pointer(models, Pointers.promoted(Shelf.empty("outlook"), "old-1", change)));
    }

    private static void assertIsTakenBackUnlessInUse(Api api) {
        JsonNode model = api.found("/v1/models/outlook", now -> assertThat(
                        now.at("/published/versions").findValuesAsText("version"))
                .containsExactlyInAnyOrder("old-1", "old-3"));
        assertThat(model.at("/champion/version").asText()).isEqualTo("old-1");
        api.found(
                "/v1/models/outlook/jobs", jobs -> assertThat(jobs.path("jobs").findValuesAsText("job_id"))
                        .contains("20250101-000000-old003")
                        .doesNotContain("20250101-000000-old001"));
        assertThat(api.get(JOBS + "20250101-000000-old001").status()).isEqualTo(404);
    }

    private static Consumer<JsonNode> state(String state) {
        return job -> assertThat(job.path("state").asText()).as(job.toString()).isEqualTo(state);
    }

    private static Consumer<JsonNode> progress(String words) {
        return job -> assertThat(job.path("progress").asText()).isEqualTo(words);
    }

    private Node node(Cluster cluster, String id, Trainer trainer) {
        return cluster.start(
                id,
                new ModelSetup(TinyModels.FEATURES, Optional.empty(), trainer),
                "instance-id",
                id,
                "training.jobs-kept",
                "2",
                "models.kept",
                "1");
    }

    private static TrainingJob running(String id, int attempt) {
        return TrainingJob.newBuilder()
                .setJobId(id)
                .setModel("outlook")
                .setTrigger(TrainingTrigger.MANUAL)
                .setState(TrainingState.RUNNING)
                .setAttempt(attempt)
                .setRequestedAt(Instant.parse("2026-01-01T00:00:00Z"))
                .setRequestedBy("test")
                .setNode("gone")
                .build();
    }

    private static void send(Cluster cluster, ProducerRecord<byte[], byte[]> record) {
        cluster.send(record.topic(), 0, new String(record.key(), StandardCharsets.UTF_8), record.value());
    }

    private static void write(Cluster cluster, TrainingJob job) {
        var topic = cluster.topics().trainingJobs();
        cluster.send(topic.name(), 0, job.getJobId(), Cluster.bytes(topic, job));
    }
}
