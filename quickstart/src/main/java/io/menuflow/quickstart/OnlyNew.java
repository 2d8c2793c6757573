package io.menuflow.quickstart;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.menuflow.connectors.EventSink;
import io.menuflow.models.check.Check;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Hands on restaurants and items only when the node does not have them: what a person changed since stays changed. */
final class OnlyNew implements EventSink {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final EventSink next;
    private final URI node;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Map<String, Set<String>> known = new HashMap<>();

    OnlyNew(EventSink next, URI node) {
        this.next = next;
        this.node = node;
    }

    @Override
    public void restaurant(Restaurant restaurant) {
        String id = restaurant.getRestaurantId();
        HttpResponse<String> menu = get("/v1/restaurants/" + id + "/menu");
        Set<String> items = new HashSet<>();
        if (menu.statusCode() == 404) {
            next.restaurant(restaurant);
        } else if (menu.statusCode() == 200) {
            try {
                MAPPER.readTree(menu.body())
                        .path("items")
                        .forEach(item -> items.add(item.path("item_id").asText()));
            } catch (IOException e) {
                throw new UncheckedIOException("the node's menu of " + id + " is unreadable", e);
            }
        } else {
            throw new IllegalStateException("the node answered " + menu.statusCode() + " for the menu of " + id);
        }
        known.put(id, items);
    }

    @Override
    public void item(MenuItem item) {
        if (known.computeIfAbsent(item.getRestaurantId(), id -> new HashSet<>()).add(item.getItemId())) {
            next.item(item);
        }
    }

    @Override
    public void check(Check check) {
        next.check(check);
    }

    @Override
    public void flush() {
        next.flush();
    }

    @Override
    public void close() {
        next.close();
    }

    private HttpResponse<String> get(String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(node.resolve(path))
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("the node does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the node", e);
        }
    }
}
