package io.menuflow.quickstart.registry.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.menuflow.schemas.HttpSchemaRegistry;
import io.menuflow.schemas.SchemaRegistryException;
import io.menuflow.schemas.TrustStore;
import io.menuflow.schemas.UnknownSchemaException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Our client; the calls that it does not have go over plain HTTP, so that the registry is held to them too. */
final class MenuflowClient implements RegistryClient {

    private static final Pattern STATUS = Pattern.compile(" refused .*?: (\\d{3}) ");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Duration patience;
    private HttpSchemaRegistry registry;
    private String base;

    MenuflowClient(Duration patience) {
        this.patience = patience;
    }

    @Override
    public void connect(Connection to) {
        base = to.url();
        registry = new HttpSchemaRegistry(
                URI.create(to.url()),
                authorization(to),
                patience,
                to.trust() == null
                        ? null
                        : TrustStore.load(to.trust().store(), to.trust().password()));
    }

    private static @Nullable String authorization(Connection to) {
        if (to.userInfo() != null) {
            return "Basic " + Base64.getEncoder().encodeToString(to.userInfo().getBytes(StandardCharsets.UTF_8));
        }
        return to.token() == null ? null : "Bearer " + to.token();
    }

    @Override
    public int register(String subject, String schema) {
        return asked(() -> registry.register(subject, parsed(schema)));
    }

    @Override
    public String schemaById(String subject, int id) {
        return asked(() -> registry.byId(id).toString());
    }

    @Override
    public boolean compatible(String subject, String schema) {
        return asked(() -> registry.incompatibilities(subject, parsed(schema)).isEmpty());
    }

    @Override
    public List<String> subjects() {
        List<String> subjects = new ArrayList<>();
        plain("GET", "/subjects", null).forEach(subject -> subjects.add(subject.asText()));
        return subjects;
    }

    @Override
    public List<Integer> versions(String subject) {
        List<Integer> versions = new ArrayList<>();
        plain("GET", "/subjects/" + subject + "/versions", null).forEach(version -> versions.add(version.asInt()));
        return versions;
    }

    @Override
    public Version latest(String subject) {
        return version(plain("GET", "/subjects/" + subject + "/versions/latest", null));
    }

    @Override
    public Version version(String subject, int version) {
        return version(plain("GET", "/subjects/" + subject + "/versions/" + version, null));
    }

    @Override
    public Version lookUp(String subject, String schema) {
        return version(plain("POST", "/subjects/" + subject, body().put("schema", schema)));
    }

    @Override
    public String level(String subject) {
        return plain("GET", "/config/" + subject, null)
                .path("compatibilityLevel")
                .asText();
    }

    @Override
    public void setLevel(String subject, String level) {
        plain("PUT", "/config/" + subject, body().put("compatibility", level));
    }

    private static Version version(JsonNode found) {
        return new Version(
                found.path("id").asInt(),
                found.path("version").asInt(),
                found.path("schema").asText());
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (UnknownSchemaException e) {
            throw new Refusal(404, 40403, e.getMessage());
        } catch (SchemaRegistryException e) {
            Matcher status = STATUS.matcher(e.getMessage());
            throw new Refusal(status.find() ? Integer.parseInt(status.group(1)) : 0, 0, e.getMessage());
        }
    }

    private JsonNode plain(String method, String path, @Nullable ObjectNode body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            JsonNode answer = MAPPER.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new Refusal(
                        response.statusCode(), answer.path("error_code").asInt(), response.body());
            }
            return answer;
        } catch (IOException e) {
            throw new Refusal(0, 0, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode body() {
        return MAPPER.createObjectNode();
    }

    private static Schema parsed(String schema) {
        return new Schema.Parser().parse(schema);
    }

    @Override
    public void close() {
        // nothing is held
    }
}
