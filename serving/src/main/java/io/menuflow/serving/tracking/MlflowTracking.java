package io.menuflow.serving.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.serving.models.ManifestJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records runs on an MLflow server: an experiment {@code menuflow-MODEL}, in it a run with parameters, metrics, tags and,
 * through the server's artefact proxy, the artefact. What the server does not take is recorded elsewhere.
 *
 * <p>It speaks MLflow's documented REST API itself because {@code org.mlflow:mlflow-client} uploads files by starting the
 * Python command {@code mlflow}, which a node does not have, and brings 8 MB of shaded libraries for five requests.
 */
public final class MlflowTracking implements Tracking {

    private static final Logger log = LoggerFactory.getLogger(MlflowTracking.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** What one request may bring at most, and how long a parameter's or tag's value may be. */
    private static final int MOST_PARAMETERS = 100;

    private static final int LONGEST_VALUE = 5_000;
    private static final String ARTIFACTS = "mlflow-artifacts:/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI server;
    private final Tracking elsewhere;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /**
     * @param server of MLflow, an http or https address
     * @param elsewhere where a run is recorded that the server does not take
     */
    public MlflowTracking(URI server, Tracking elsewhere) {
        this.server = URI.create(server.toString().replaceAll("/+$", ""));
        this.elsewhere = elsewhere;
    }

    @Override
    public String record(Run run) {
        try {
            return recorded(run);
        } catch (IOException | BadArtefactException | IllegalArgumentException e) {
            return instead(run, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return instead(run, e);
        }
    }

    private String instead(Run run, Exception e) {
        String where = elsewhere.record(run);
        log.warn("MLflow at {} did not take training run {}, which is in {} instead: {}", server, run.id(), where, e);
        return where;
    }

    private String recorded(Run run) throws IOException, InterruptedException, BadArtefactException {
        String experiment = experiment("menuflow-" + run.model());
        ObjectNode create = JSON.createObjectNode()
                .put("experiment_id", experiment)
                .put("run_name", run.id())
                .put("start_time", run.started().toEpochMilli());
        create.set("tags", pairs(run.tags()));
        JsonNode info = post("runs/create", create).path("run").path("info");
        String id = info.path("run_id").asText();
        log(run, id);
        if (run.artefact().isPresent()) {
            upload(info.path("artifact_uri").asText(), run.artefact().get());
        }
        post(
                "runs/update",
                JSON.createObjectNode()
                        .put("run_id", id)
                        .put("status", run.failure().isEmpty() ? "FINISHED" : "FAILED")
                        .put("end_time", run.ended().toEpochMilli()));
        return server + "/#/experiments/" + experiment + "/runs/" + id;
    }

    private String experiment(String name) throws IOException, InterruptedException {
        HttpResponse<String> found = send(request("experiments/get-by-name?experiment_name=" + encoded(name))
                .GET()
                .build());
        if (found.statusCode() == 200) {
            return JSON.readTree(found.body())
                    .path("experiment")
                    .path("experiment_id")
                    .asText();
        }
        if (found.statusCode() != 404) {
            throw refused(found);
        }
        return post("experiments/create", JSON.createObjectNode().put("name", name))
                .path("experiment_id")
                .asText();
    }

    private void log(Run run, String id) throws IOException, InterruptedException {
        ObjectNode batch = JSON.createObjectNode().put("run_id", id);
        batch.set("params", pairs(run.parameters()));
        ArrayNode metrics = batch.putArray("metrics");
        new TreeMap<>(run.metrics()).forEach((name, value) -> {
            if (Double.isFinite(value)) { // JSON knows no other
                metrics.addObject()
                        .put("key", key(name))
                        .put("value", value)
                        .put("timestamp", run.ended().toEpochMilli())
                        .put("step", 0);
            }
        });
        ArrayNode tags = batch.putArray("tags");
        run.failure().ifPresent(why -> tags.addObject().put("key", "failure").put("value", cut(why)));
        post("runs/log-batch", batch);
    }

    private void upload(String to, Artefact artefact) throws IOException, InterruptedException, BadArtefactException {
        if (!to.startsWith(ARTIFACTS)) {
            throw new IOException(
                    "its artefacts are at " + to + ", which only a server started with --serve-artifacts passes on");
        }
        String path = to.substring(ARTIFACTS.length());
        put(path + "/artefact.zip", artefact.toBytes());
        put(path + "/manifest.json", ManifestJson.text(artefact.manifest()).getBytes(StandardCharsets.UTF_8));
    }

    private void put(String path, byte[] bytes) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + "/api/2.0/mlflow-artifacts/artifacts/" + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofByteArray(bytes))
                .build();
        HttpResponse<String> response = send(request);
        if (response.statusCode() / 100 != 2) {
            throw refused(response);
        }
    }

    private JsonNode post(String endpoint, ObjectNode body) throws IOException, InterruptedException {
        HttpResponse<String> response = send(request(endpoint)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build());
        if (response.statusCode() != 200) {
            throw refused(response);
        }
        return JSON.readTree(response.body());
    }

    private HttpRequest.Builder request(String endpoint) {
        return HttpRequest.newBuilder(URI.create(server + "/api/2.0/mlflow/" + endpoint))
                .timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    private static IOException refused(HttpResponse<String> response) {
        return new IOException(
                response.uri().getPath() + " answered " + response.statusCode() + ": " + cut(response.body()));
    }

    private static ArrayNode pairs(Map<String, String> values) {
        ArrayNode pairs = JSON.createArrayNode();
        new TreeMap<>(values).entrySet().stream().limit(MOST_PARAMETERS).forEach(entry -> pairs.addObject()
                .put("key", key(entry.getKey()))
                .put("value", cut(entry.getValue())));
        return pairs;
    }

    /** What MLflow allows in a key; a colon only on some systems. */
    private static String key(String name) {
        return name.replaceAll("[^A-Za-z0-9_. /-]", "_");
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
