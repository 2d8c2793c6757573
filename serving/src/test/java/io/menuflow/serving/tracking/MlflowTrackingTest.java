package io.menuflow.serving.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.PackagedModel;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real server where one is given ({@code -Dmlflow.server}); {@code .ci/mlflow} gives one. */
class MlflowTrackingTest {

    private static final String SERVER = System.getProperty("mlflow.server", "");

    @TempDir
    Path dir;

    @Test
    void shouldKeepTheRunHere_whenTheServerCannotBeReached() throws Exception {
        Tracking tracking = new MlflowTracking(URI.create("http://127.0.0.1:1"), new LocalTracking(dir));

        String where = tracking.record(run("unreachable"));

        assertThat(Path.of(where)).isDirectoryContaining("glob:**/params.json");
        assertThat(Artefact.of(Files.readAllBytes(Path.of(where, "artefact.zip")))
                        .manifest())
                .isEqualTo(PackagedModel.artefact().manifest());
    }

    @Test
    void shouldBeReadBackFromTheServer() throws Exception {
        assumeTrue(!SERVER.isEmpty(), "no MLflow server given with -Dmlflow.server");
        String id = "run-" + UUID.randomUUID();

        String where = new MlflowTracking(URI.create(SERVER + "/"), run -> "elsewhere").record(run(id));

        assertThat(where).startsWith(SERVER).contains("/runs/");
        String runId = where.substring(where.lastIndexOf('/') + 1);
        JsonNode run = new ObjectMapper()
                .readTree(get("/api/2.0/mlflow/runs/get?run_id=" + runId))
                .path("run");
        assertThat(run.at("/info/run_name").asText()).isEqualTo(id);
        assertThat(run.at("/info/status").asText()).isEqualTo("FINISHED");
        assertThat(values(run.at("/data/params"))).containsEntry("max_depth", "5");
        assertThat(values(run.at("/data/metrics"))).containsEntry("test_log_loss", "0.25");
        assertThat(values(run.at("/data/tags"))).containsEntry("trigger", "MANUAL");
        String artefacts = run.at("/info/artifact_uri").asText().substring("mlflow-artifacts:/".length());
        assertThat(get("/api/2.0/mlflow-artifacts/artifacts/" + artefacts + "/artefact.zip"))
                .isEqualTo(PackagedModel.artefact().toBytes());
    }

    private static Map<String, String> values(JsonNode pairs) {
        Map<String, String> values = new java.util.TreeMap<>();
        pairs.forEach(
                pair -> values.put(pair.path("key").asText(), pair.path("value").asText()));
        return values;
    }

    private static byte[] get(String path) throws Exception {
        var response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(SERVER + path)).build(), BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return response.body();
    }

    private static Run run(String id) throws Exception {
        return new Run(
                id,
                "outlook",
                Instant.parse("2026-11-01T06:00:00Z"),
                Instant.parse("2026-11-01T06:10:00Z"),
                Map.of("max_depth", "5", "what a key may not have: #", "x".repeat(10_000)),
                Map.of("test_log_loss", 0.25, "unknown", Double.NaN),
                Map.of("trigger", "MANUAL"),
                Optional.empty(),
                Optional.of(PackagedModel.artefact()));
    }
}
