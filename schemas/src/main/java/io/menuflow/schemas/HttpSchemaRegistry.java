package io.menuflow.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A registry that speaks Confluent's REST protocol: Confluent's own, Apicurio ({@code /apis/ccompat/v7}), Karapace,
 * Redpanda, or the one built into the quickstart. Answers are cached for good, since an id never changes its schema; that
 * there is no such id is remembered for a second, since it may be given any moment.
 */
public final class HttpSchemaRegistry implements SchemaRegistry {

    private static final Logger log = LoggerFactory.getLogger(HttpSchemaRegistry.class);
    private static final String JSON = "application/vnd.schemaregistry.v1+json";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int NOT_FOUND = 404;
    private static final int SUBJECT_NOT_FOUND = 40401;
    private static final int VERSION_NOT_FOUND = 40402;
    private static final int SCHEMA_NOT_FOUND = 40403;
    /** How long one attempt may take, however patient the caller is. */
    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(5);
    /** How long one attempt may take, however impatient: what a healthy registry needs on a busy machine. */
    private static final Duration SHORTEST_ATTEMPT = Duration.ofSeconds(1);

    private final URI base;
    private final @Nullable String authorization;
    private final Duration patience;
    private final HttpClient http;
    private final ConcurrentHashMap<Registration, Integer> ids = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final UnknownIds unknown;

    private record Registration(String subject, Schema schema) {}

    /**
     * A client of the registry at {@code base} that trusts whom Java trusts.
     *
     * @param base for example {@code http://localhost:8081}
     * @param authorization the value of the Authorization header (basic or bearer), or null for none
     * @param patience how long an unreachable registry is tried again before the call fails
     */
    public HttpSchemaRegistry(URI base, @Nullable String authorization, Duration patience) {
        this(base, authorization, patience, null);
    }

    /**
     * A client of the registry at {@code base}.
     *
     * @param base for example {@code https://registry:8081}
     * @param authorization the value of the Authorization header (basic or bearer), or null for none
     * @param patience how long an unreachable registry is tried again before the call fails
     * @param trust whose certificates it accepts, see {@link TrustStore}; null for those Java accepts
     */
    public HttpSchemaRegistry(URI base, @Nullable String authorization, Duration patience, @Nullable SSLContext trust) {
        this(base, authorization, patience, trust, System::nanoTime);
    }

    HttpSchemaRegistry(
            URI base,
            @Nullable String authorization,
            Duration patience,
            @Nullable SSLContext trust,
            LongSupplier nanoTime) {
        this.base = URI.create(base.toString().replaceAll("/+$", ""));
        this.authorization = authorization;
        this.patience = patience;
        this.unknown = new UnknownIds(nanoTime);
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(LONGEST_ATTEMPT);
        this.http = (trust == null ? builder : builder.sslContext(trust)).build();
    }

    @Override
    public int register(String subject, Schema schema) {
        Registration registration = new Registration(subject, schema);
        Integer known = ids.get(registration);
        if (known != null) {
            return known;
        }
        HttpResponse<String> response = post("/subjects/" + encoded(subject) + "/versions", schema);
        if (response.statusCode() != 200) {
            throw refused("subject " + subject, response);
        }
        JsonNode answered = json(response).path("id");
        if (!answered.isInt()) {
            throw pointless("a registration under " + subject, "an id");
        }
        int id = answered.intValue();
        ids.put(registration, id);
        schemas.putIfAbsent(id, schema);
        return id;
    }

    @Override
    public Schema byId(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        if (unknown.contains(id)) {
            throw new UnknownSchemaException(id);
        }
        String path = "/schemas/ids/" + id;
        HttpResponse<String> response = send(path, request(path).GET());
        if (code(response) == SCHEMA_NOT_FOUND) {
            unknown.add(id);
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

    /**
     * Why {@code schema} could not follow the latest schema of {@code subject}, in the registry's words; empty when it
     * could, as it always can under a subject that has none.
     *
     * @throws SchemaRegistryException when the registry refuses to say or stays unreachable
     */
    public List<String> incompatibilities(String subject, Schema schema) {
        String path = "/compatibility/subjects/" + encoded(subject) + "/versions/latest?verbose=true";
        HttpResponse<String> response = post(path, schema);
        int code = code(response);
        if (code == SUBJECT_NOT_FOUND || code == VERSION_NOT_FOUND) {
            return List.of();
        }
        if (response.statusCode() != 200) {
            throw refused("to compare with subject " + subject, response);
        }
        JsonNode verdict = json(response);
        if (!verdict.path("is_compatible").isBoolean()) {
            throw pointless("a question for compatibility with " + subject, "a verdict");
        }
        List<String> reasons = new ArrayList<>();
        if (!verdict.path("is_compatible").booleanValue()) {
            verdict.path("messages").forEach(message -> reasons.add(message.asText()));
            if (reasons.isEmpty()) {
                reasons.add("incompatible with subject " + subject);
            }
        }
        return reasons;
    }

    private HttpResponse<String> post(String path, Schema schema) {
        String body = MAPPER.createObjectNode().put("schema", schema.toString()).toString();
        return send(path, request(path).POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + path))
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
                HttpResponse<String> response = attempt(request, deadline - System.nanoTime());
                if (response.statusCode() < 500 && response.statusCode() != 429) {
                    return response;
                }
                problem = "answered " + response.statusCode();
            } catch (TimeoutException e) {
                problem = "does not answer";
            } catch (SSLHandshakeException e) {
                throw new SchemaRegistryException(
                        "the schema registry at " + base + " is not trusted (is its issuer in the trust store?): "
                                + e.getMessage(),
                        e);
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

    /** One exchange to its last byte: a request's own timeout would end with the headers. */
    private HttpResponse<String> attempt(HttpRequest request, long nanosLeft)
            throws IOException, InterruptedException, TimeoutException {
        long nanos = Math.max(SHORTEST_ATTEMPT.toNanos(), Math.min(LONGEST_ATTEMPT.toNanos(), nanosLeft));
        CompletableFuture<HttpResponse<String>> exchange = http.sendAsync(request, BodyHandlers.ofString());
        try {
            return exchange.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new SchemaRegistryException("cannot ask the schema registry at " + base + ": " + e.getCause(), e);
        } finally {
            exchange.cancel(true);
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

    /** Which of the protocol's own kinds of "not found" it is; 0 for any other answer, a proxy's 404 too. */
    private static int code(HttpResponse<String> response) {
        return response.statusCode() == NOT_FOUND
                ? json(response).path("error_code").asInt()
                : 0;
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return MAPPER.readTree(response.body());
        } catch (IOException e) {
            return MAPPER.createObjectNode();
        }
    }
}
