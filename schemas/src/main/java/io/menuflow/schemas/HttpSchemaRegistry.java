package io.menuflow.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A registry that speaks Confluent's REST protocol: Confluent's own, Apicurio ({@code /apis/ccompat/v7}), Karapace,
 * Redpanda, or the one built into the quickstart. Answers are cached for good: an id never changes its schema.
 */
public final class HttpSchemaRegistry implements SchemaRegistry {

    private static final Logger log = LoggerFactory.getLogger(HttpSchemaRegistry.class);
    private static final String JSON = "application/vnd.schemaregistry.v1+json";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int NOT_FOUND = 404;

    private final URI base;
    private final @Nullable String authorization;
    private final Duration patience;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ConcurrentHashMap<String, Integer> ids = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, Schema> schemas = new ConcurrentHashMap<>();

    /**
     * A client of the registry at {@code base}.
     *
     * @param base for example {@code http://localhost:8081}
     * @param authorization the value of the Authorization header (basic or bearer), or null for none
     * @param patience how long an unreachable registry is tried again before the call fails
     */
    public HttpSchemaRegistry(URI base, @Nullable String authorization, Duration patience) {
        this.base = base;
        this.authorization = authorization;
        this.patience = patience;
    }

    @Override
    public int register(String subject, Schema schema) {
        String key = subject + '\n' + System.identityHashCode(schema) + '\n' + schema.getFullName();
        Integer known = ids.get(key);
        if (known != null) {
            return known;
        }
        String body = MAPPER.createObjectNode().put("schema", schema.toString()).toString();
        String path = "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "/versions";
        HttpResponse<String> response = send(path, request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
        if (response.statusCode() != 200) {
            throw refused("subject " + subject, response);
        }
        JsonNode answered = json(response).path("id");
        if (!answered.isInt()) {
            throw pointless("a registration under " + subject, "an id");
        }
        int id = answered.intValue();
        ids.put(key, id);
        schemas.putIfAbsent(id, schema);
        return id;
    }

    @Override
    public Schema byId(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        String path = "/schemas/ids/" + id;
        HttpResponse<String> response = send(path, request(path).GET());
        if (response.statusCode() == NOT_FOUND) {
            throw new UnknownSchemaException(id);
        }
        if (response.statusCode() != 200) {
            throw refused("schema id " + id, response);
        }
        JsonNode answered = json(response).path("schema");
        if (!answered.isTextual()) {
            throw pointless("a question for schema id " + id, "a schema");
        }
        Schema schema = new Schema.Parser().parse(answered.textValue());
        schemas.put(id, schema);
        return schema;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                        URI.create(base.toString().replaceAll("/+$", "") + path))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", JSON)
                .header("Accept", JSON);
        return authorization == null ? builder : builder.header("Authorization", authorization);
    }

    /** Sends, and while the registry is unreachable or answers 5xx or 429 tries again with growing pauses. */
    private HttpResponse<String> send(String path, HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        long deadline = System.nanoTime() + patience.toNanos();
        long pause = 100;
        while (true) {
            String problem;
            try {
                HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() < 500 && response.statusCode() != 429) {
                    return response;
                }
                problem = "answered " + response.statusCode();
            } catch (IOException e) {
                problem = "is unreachable (" + e.getClass().getSimpleName() + ")";
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SchemaRegistryException("interrupted while asking the schema registry at " + base, e);
            }
            if (System.nanoTime() + Duration.ofMillis(pause).toNanos() > deadline) {
                throw new SchemaRegistryException("the schema registry at " + base + " " + problem + "; gave up on "
                        + path + " after " + patience);
            }
            log.warn("the schema registry at {} {}; trying again in {} ms", base, problem, pause);
            pauseFor(pause);
            pause = Math.min(pause * 2, 5_000);
        }
    }

    private void pauseFor(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SchemaRegistryException("interrupted while waiting for the schema registry at " + base, e);
        }
    }

    private SchemaRegistryException refused(String what, HttpResponse<String> response) {
        return new SchemaRegistryException("the schema registry at " + base + " refused " + what + ": "
                + response.statusCode() + " " + json(response).path("message").asText(response.body()));
    }

    /** What a proxy or a wrong address answers with 200. */
    private SchemaRegistryException pointless(String question, String missing) {
        return new SchemaRegistryException(
                "what is at " + base + " answered " + question + " without " + missing + ": is it a schema registry?");
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return MAPPER.readTree(response.body());
        } catch (IOException e) {
            return MAPPER.createObjectNode();
        }
    }
}
