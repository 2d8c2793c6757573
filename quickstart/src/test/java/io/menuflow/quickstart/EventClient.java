package io.menuflow.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Listens to server-sent events as the standard says, with nothing but the JDK. */
final class EventClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpResponse<InputStream> response;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private volatile String lastEventId;
    private volatile boolean ended;

    /** An event, the id that was the last when it came, and when. */
    record Event(String type, String id, JsonNode data, long atNanos) {}

    private EventClient(HttpResponse<InputStream> response, String lastEventId) {
        this.response = response;
        this.lastEventId = lastEventId;
    }

    /** Connects until it is let in: while nodes come and go nobody may know the restaurant. */
    static EventClient listen(int port, String restaurant, String lastEventId) {
        return org.awaitility.Awaitility.await("a stream of " + restaurant)
                .atMost(PATIENCE)
                .until(() -> connect(port, restaurant, lastEventId), client -> client.status() == 200);
    }

    /** Connects; a null id is none. */
    static EventClient connect(int port, String restaurant, String lastEventId) {
        return connect(port, restaurant, lastEventId, null);
    }

    /** The same with an API key. */
    static EventClient connect(int port, String restaurant, String lastEventId, String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/v1/restaurants/" + restaurant + "/events"))
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        try {
            EventClient client = new EventClient(
                    HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream()), lastEventId);
            if (client.status() == 200) {
                Thread reader = new Thread(client::read, "events of " + restaurant);
                reader.setDaemon(true);
                reader.start();
            }
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** What is answered instead of a stream. */
    String problem() {
        try (InputStream body = response.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    List<String> comments() {
        return List.copyOf(comments);
    }

    String lastEventId() {
        return lastEventId;
    }

    boolean isEnded() {
        return ended;
    }

    /** The first event from {@code from} on that meets a condition. */
    Event await(int from, String what, Predicate<Event> condition) {
        await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).untilAsserted(() -> assertThat(
                        events.stream().skip(from))
                .anyMatch(condition));
        return events.stream().skip(from).filter(condition).findFirst().orElseThrow();
    }

    private static org.awaitility.core.ConditionFactory await(String what) {
        return org.awaitility.Awaitility.await(what);
    }

    private void read() {
        String type = "message";
        StringBuilder data = new StringBuilder();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (data.length() > 0) {
                        events.add(new Event(type, lastEventId, Api.parsed(data.toString()), System.nanoTime()));
                    }
                    type = "message";
                    data.setLength(0);
                } else if (line.startsWith(":")) {
                    comments.add(line.substring(1).strip());
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("id: ")) {
                    lastEventId = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring(6));
                }
            }
        } catch (IOException e) {
            comments.add("connection lost: " + e.getMessage());
        } finally {
            ended = true;
        }
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
