package io.menuflow.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Speaks to a node over HTTP, as a POS or a page would, and waits for what is applied a moment later. Every answer is
 * held to the published contract.
 */
final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI node;
    private final String key;

    /** Without a key, for a node that asks for none. */
    Api(URI node) {
        this(node, null);
    }

    private Api(URI node, String key) {
        this.node = node;
        this.key = key;
    }

    /** The same node with a key. */
    Api as(String key) {
        return new Api(node, key);
    }

    /** What came back. */
    record Reply(int status, String contentType, String text, HttpHeaders headers) {
        /** A header that must be there. */
        String header(String name) {
            return headers.firstValue(name)
                    .orElseThrow(
                            () -> new AssertionError("no header " + name + " with status " + status + ": " + text));
        }

        JsonNode json() {
            return parsed(text);
        }
    }

    static JsonNode parsed(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + json, e);
        }
    }

    /** A path below a restaurant. */
    static String path(String restaurant, String rest) {
        return "/v1/restaurants/" + restaurant + rest;
    }

    /** An identifier as it stands in a path. */
    static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    Reply get(String path) {
        return send("GET", path, null);
    }

    Reply put(String path, Object body) {
        return send("PUT", path, body.toString());
    }

    Reply post(String path, Object body) {
        return send("POST", path, body.toString());
    }

    /** Any request; a null body sends none. */
    Reply send(String method, String path, String body, String... headers) {
        HttpRequest request = HttpRequest.newBuilder(node.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .headers(headers(key, headers))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            Reply reply = new Reply(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body(),
                    response.headers());
            Contract.PUBLISHED.hold(method, request.uri(), reply.status(), reply.contentType(), reply.text());
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The answer to a question that must have one. */
    JsonNode found(String path) {
        Reply reply = get(path);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    /** Asks until the answer meets {@code expectation}, and returns it. */
    JsonNode found(String path, Consumer<JsonNode> expectation) {
        AtomicReference<JsonNode> last = new AtomicReference<>();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
            JsonNode answer = found(path);
            expectation.accept(answer);
            last.set(answer);
        });
        return last.get();
    }

    /** Puts what must be taken, and tells it once it is applied; a node may ask to ask again, while nodes share out partitions. */
    JsonNode putOk(String path, ObjectNode body) {
        Reply reply = await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .until(() -> put(path, body), answer -> answer.status() != 503);
        assertThat(reply.status()).as(reply.text()).isIn(200, 201, 202);
        awaitApplied(reply);
        return reply.status() == 202 ? found(path) : reply.json();
    }

    /** Waits until questions see what was written; an answer of 202 says where to ask for that. */
    void awaitApplied(Reply written) {
        if (written.status() == 202) {
            found(
                    written.header("Location"),
                    write -> assertThat(write.path("status").asText()).isEqualTo("APPLIED"));
        }
    }

    /** Posts checks that must all be taken. */
    void sell(String restaurant, ObjectNode... checks) {
        sell(restaurant, List.of(checks));
    }

    /** Posts checks that must all be taken, in as many requests as they need. */
    void sell(String restaurant, List<ObjectNode> checks) {
        for (int from = 0; from < checks.size(); from += 1_000) {
            List<ObjectNode> some = checks.subList(from, Math.min(from + 1_000, checks.size()));
            Reply reply = await().atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .until(() -> post(path(restaurant, "/transactions"), some), answer -> answer.status() != 503);
            assertThat(reply.status()).as(reply.text()).isEqualTo(202);
            assertThat(reply.json().path("accepted").asInt()).isEqualTo(some.size());
        }
    }

    /** Waits until a restaurant has so many orders in a window that holds all it ever sold. */
    void awaitOrders(String restaurant, int orders) {
        found(
                path(restaurant, "/sales?window=700d"),
                sales -> assertThat(sales.at("/totals/order_count").asInt()).isEqualTo(orders));
    }

    /** The element of {@code answer.items} with an id. */
    static JsonNode item(JsonNode answer, String id) {
        for (JsonNode item : answer.path("items")) {
            if (item.path("item_id").asText().equals(id)) {
                return item;
            }
        }
        throw new AssertionError("no item " + id + " in " + answer);
    }

    /** A field of each of {@code answer.items}, by item id. */
    static Map<String, String> fields(JsonNode answer, String pointer) {
        Map<String, String> fields = new TreeMap<>();
        answer.path("items")
                .forEach(item -> fields.put(
                        item.path("item_id").asText(), item.at(pointer).asText()));
        return fields;
    }

    /** A counter of {@code /metrics} as of now, 0 when it is not there; {@code labels} in the order of the alphabet. */
    long counter(String name, String labels) {
        Matcher line = Pattern.compile("^" + Pattern.quote(name + "{" + labels + "}") + " (\\S+)$", Pattern.MULTILINE)
                .matcher(get("/metrics").text());
        return line.find() ? (long) Double.parseDouble(line.group(1)) : 0;
    }

    private static String[] headers(String key, String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        if (!all.contains("Content-Type")) {
            all.addAll(List.of("Content-Type", "application/json"));
        }
        if (key != null) {
            all.addAll(List.of("Authorization", "Bearer " + key));
        }
        return all.toArray(String[]::new);
    }
}
