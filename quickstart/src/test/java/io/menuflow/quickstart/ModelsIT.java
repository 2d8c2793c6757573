package io.menuflow.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.outlook.Manifest.FeatureRef;
import io.menuflow.models.outlook.TinyModels;
import io.menuflow.schemas.avro.ModelArtefact;
import io.menuflow.schemas.avro.ModelPointer;
import io.menuflow.schemas.avro.ModelRecord;
import io.menuflow.serving.Node;
import io.menuflow.serving.cli.Menuflow;
import io.menuflow.serving.training.ModelSetup;
import io.menuflow.serving.training.Trainer.RefusedException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Models published, promoted, refused and taken back while a node runs. */
@Timeout(120)
class ModelsIT {

    private static final ModelSetup SETUP =
            new ModelSetup(TinyModels.FEATURES, Optional.of(TinyModels.artefact("packaged")), (request, progress) -> {
                throw new RefusedException("nothing was sold yet");
            });

    @TempDir
    static Path dir;

    private static Cluster cluster;
    private static Node node;
    private static Api api;
    private static Cli cli;

    @BeforeAll
    static void start() {
        cluster = new Cluster(dir);
        node = cluster.start("node", SETUP);
        api = Cluster.api(node);
        Cli plain = cluster.cli();
        cli = new Cli(plain.bootstrapServers(), plain.registry(), Menuflow.commandLine(SETUP));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void forgetWhatWasPromoted() {
        produce("outlook", null);
        awaitChampion(api, "packaged");
    }

    @Test
    void shouldTellThePackagedModel_whileNothingElseIsPromoted() {
        JsonNode listed = api.found("/v1/models").at("/models/0");
        JsonNode one = api.found("/v1/models/outlook").path("published");

        for (JsonNode shelf : List.of(listed, one)) {
            assertThat(shelf.path("name").asText()).isEqualTo("outlook");
            assertThat(shelf.path("in_force").asText()).isEqualTo("packaged");
            assertThat(shelf.at("/packaged/version").asText()).isEqualTo("packaged");
            assertThat(shelf.at("/packaged/origin").asText()).isEqualTo("SIMULATED");
        }
        assertThat(cli.run("models", "list"))
                .containsPattern("outlook +packaged +champion +SIMULATED .*packaged")
                .contains("outlook in force: packaged packaged");
        assertThat(cli.run("models", "show", "outlook", "packaged")).contains("model       outlook packaged");
        assertThat(cli.execute("models", "rollback", "outlook", "--reason", "try")
                        .said())
                .contains("outlook has no champion to go back from: the packaged model is in force");
    }

    @Test
    void shouldSwapAndRollBack_whileTheNodeRuns() throws Exception {
        publish(TinyModels.artefact("first"));
        publish(TinyModels.artefact("second"));

        promote("first", "the packaged one is made up");
        awaitChampion(api, "first");
        promote("second", "better");
        awaitChampion(api, "second");
        assertThat(cli.run("models", "list")).contains("outlook", "second", "champion", "SIMULATED", "0.5000");
        assertThat(api.get("/metrics").text())
                .contains("menuflow_model_in_force{name=\"outlook\",role=\"champion\",version=\"second\"} 1");

        cli.run("models", "rollback", "outlook", "--reason", "it was not");
        awaitChampion(api, "first");
        assertThat(api.found("/v1/models/outlook")
                        .at("/published/pointer/reason")
                        .asText())
                .isEqualTo("it was not");

        api.post("/v1/models/outlook:rollback", "{}");
        awaitChampion(api, "packaged");
        assertThat(api.post("/v1/models/outlook:rollback", "{}").status()).isEqualTo(409);

        cli.run("models", "promote", "outlook", "second", "--challenger", "--reason", "in shadow");
        api.found(
                "/v1/models/outlook",
                model -> assertThat(model.at("/challenger/version").asText()).isEqualTo("second"));
        assertThat(api.found("/v1/models/outlook").at("/champion/version").asText())
                .isEqualTo("packaged");
    }

    @Test
    void shouldRefuseAndStay_whenThePointerNamesWhatCannotBeUsed() {
        publish(TinyModels.artefact("usable"));
        promote("usable", "first");
        awaitChampion(api, "usable");
        List<FeatureRef> others = List.of(TinyModels.FEATURES.get(1), TinyModels.FEATURES.get(0));
        produce("outlook/turned", artefact(TinyModels.artefact("turned", others, true)));
        produce(
                "outlook/broken",
                ModelRecord.newBuilder()
                        .setArtefact(ModelArtefact.newBuilder()
                                .setName("outlook")
                                .setVersion("broken")
                                .setPublishedAt(Instant.EPOCH)
                                .setPublishedBy("test")
                                .setContent(ByteBuffer.wrap(new byte[] {1, 2, 3}))
                                .build())
                        .build());

        for (String version : List.of("turned", "broken", "nowhere")) {
            long before = refused(version);
            produce("outlook", pointer(version));
            JsonNode model = api.found("/v1/models/outlook", answer -> assertThat(
                            answer.at("/refusals/0/version").asText())
                    .isEqualTo(version));
            assertThat(model.at("/champion/version").asText()).isEqualTo("usable");
            assertThat(refused(version)).isEqualTo(before + 1);
        }
        assertThat(api.found("/v1/models/outlook").at("/refusals").findValuesAsText("message"))
                .anyMatch(message -> message.contains("feature 1 of 2 is margin (share"))
                .anyMatch(message -> message.contains("no artefact"))
                .anyMatch(message -> message.contains("there is no outlook/nowhere; there are "));

        Node another = cluster.start("another", SETUP, "instance-id", "another");
        assertThat(Cluster.api(another)
                        .found("/v1/models/outlook")
                        .at("/champion/version")
                        .asText())
                .as("a node that starts takes the champion that stayed with the others")
                .isEqualTo("usable");
        another.close();
    }

    @Test
    void shouldSayWhatIsWrong_whenAPersonNamesWhatIsNotThere() throws Exception {
        publish(TinyModels.artefact("known"));
        produce(
                "outlook/turned-by-hand",
                artefact(TinyModels.artefact("turned-by-hand", TinyModels.FEATURES.subList(0, 1), true)));

        assertThat(cli.execute("models", "show", "outlook", "unknown").said())
                .contains("there is no outlook/unknown; there are ")
                .contains("known");
        assertThat(cli.execute("models", "show", "inlook", "known").said()).contains("there is no model inlook");
        Cli.Run refused = cli.execute("models", "promote", "outlook", "turned-by-hand", "--reason", "try");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.said()).contains("has other features");
        assertThat(api.post("/v1/models/outlook:promote", "{\"version\": \"unknown\"}")
                        .status())
                .isEqualTo(404);
        assertThat(api.post("/v1/models/outlook:promote", "{\"version\": 7, \"why\": 1}")
                        .status())
                .isEqualTo(422);
        assertThat(api.get("/v1/models/inlook").status()).isEqualTo(404);
        assertThat(api.get("/v1/models/outlook/jobs/none").status()).isEqualTo(404);
        Path file = Files.write(dir.resolve("none.zip"), new byte[] {7});
        assertThat(cli.execute("models", "import", file.toString()).said()).contains("no artefact");
        assertThat(cli.execute("models", "import", dir.resolve("nowhere.zip").toString())
                        .said())
                .contains("nowhere.zip does not exist");
    }

    @Test
    void shouldBeTheSameModel_whenExportedAndImported() throws Exception {
        Artefact artefact = TinyModels.artefact("travels");
        publish(artefact);
        Path file = dir.resolve("travels-again.zip");

        cli.run("models", "export", "outlook", "travels", "--out", file.toString());

        assertThat(file).hasBinaryContent(artefact.toBytes());
        assertThat(cli.run("models", "import", file.toString())).contains("is published already");
        assertThat(Api.parsed(cli.run("models", "show", "outlook", "travels", "--json"))
                        .path("boosterSha256")
                        .asText())
                .isEqualTo(artefact.manifest().boosterSha256());
        Path other = Files.write(
                dir.resolve("other.zip"),
                TinyModels.artefact("travels", TinyModels.FEATURES, false).toBytes());
        assertThat(cli.execute("models", "import", other.toString()).said()).contains("a version never changes");
    }

    private static void publish(Artefact artefact) {
        try {
            Path file = dir.resolve(artefact.manifest().version() + ".zip");
            Files.write(file, artefact.toBytes());
            assertThat(cli.run("models", "import", file.toString())).contains("is published");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void promote(String version, String reason) {
        cli.run("models", "promote", "outlook", version, "--reason", reason);
    }

    private static void awaitChampion(Api api, String version) {
        api.found(
                "/v1/models/outlook",
                model -> assertThat(model.at("/champion/version").asText()).isEqualTo(version));
    }

    private static long refused(String version) {
        String reason =
                switch (version) {
                    case "turned" -> "other_features";
                    case "broken" -> "damaged";
                    default -> "missing";
                };
        return api.counter("menuflow_model_refused_total", "name=\"outlook\",reason=\"" + reason + "\"");
    }

    private static ModelRecord pointer(String champion) {
        return ModelRecord.newBuilder()
                .setPointer(ModelPointer.newBuilder()
                        .setName("outlook")
                        .setChampion(champion)
                        .setChangedAt(Instant.now())
                        .setChangedBy("test")
                        .setEarlier(List.of("turned", "usable"))
                        .build())
                .build();
    }

    private static ModelRecord artefact(Artefact artefact) {
        try {
            return ModelRecord.newBuilder()
                    .setArtefact(ModelArtefact.newBuilder()
                            .setName(artefact.manifest().name())
                            .setVersion(artefact.manifest().version())
                            .setPublishedAt(Instant.now())
                            .setPublishedBy("test")
                            .setContent(ByteBuffer.wrap(artefact.toBytes()))
                            .build())
                    .build();
        } catch (BadArtefactException e) {
            throw new AssertionError(e);
        }
    }

    private static void produce(String key, ModelRecord record) {
        String topic = cluster.topics().models().name();
        cluster.send(topic, 0, key, Cluster.bytes(cluster.topics().models(), record));
    }
}
