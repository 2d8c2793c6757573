package io.menuflow.serving.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.menuflow.serving.access.Scope;
import io.menuflow.serving.query.Location;
import io.menuflow.serving.query.Locator;
import io.menuflow.serving.query.MenuQueries;
import io.menuflow.serving.query.Router;
import io.menuflow.serving.query.StoreReader.StoreUnavailableException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.state.HostInfo;

/** The restaurants of the whole cluster that the caller may see: this node's own and those of every other node, each asked once. */
final class RestaurantList {

    private final Locator locator;
    private final MenuQueries queries;
    private final Router router;
    private final HostInfo self;
    private final ObjectMapper mapper;

    RestaurantList(Locator locator, MenuQueries queries, Router router, HostInfo self, ObjectMapper mapper) {
        this.locator = locator;
        this.queries = queries;
        this.router = router;
        this.self = self;
        this.mapper = mapper;
    }

    void restaurants(Context request) {
        Questions.onlyKnown(request, java.util.Set.of());
        TreeMap<String, Object> all = new TreeMap<>();
        try {
            own(Guard.caller(request).scope(), all);
        } catch (StoreUnavailableException e) {
            throw Problem.unavailable(String.valueOf(e.getMessage()));
        }
        if (!Guard.hopped(request)) {
            for (HostInfo node : locator.nodes()) {
                if (!node.equals(self)) {
                    others(request, node, all);
                }
            }
        }
        request.json(Map.of("restaurants", all.values()));
    }

    private void own(Scope scope, Map<String, Object> all) {
        for (int partition = 0; partition < locator.partitions(); partition++) {
            Location location = locator.locatePartition(partition);
            if (location.active() == null) {
                throw Problem.unavailable(
                        "no node has partition " + partition + " now: the cluster is starting or rebalancing");
            }
            if (self.equals(location.active())) {
                queries.restaurants(partition).stream()
                        .filter(restaurant -> scope.holds(restaurant.getRestaurantId(), restaurant.getGroup()))
                        .forEach(restaurant -> all.put(restaurant.getRestaurantId(), RestaurantJson.view(restaurant)));
            }
        }
    }

    /** Another node's, of which it answers what this caller may see. */
    private void others(Context request, HostInfo node, Map<String, Object> all) {
        router.obstacle().ifPresent(obstacle -> {
            throw Problem.unavailable(node.host() + ":" + node.port() + " has some of them, and " + obstacle);
        });
        try {
            HttpResponse<byte[]> response =
                    router.forward(node, "GET", "/v1/restaurants", Guard.credentials(request), new byte[0]);
            JsonNode restaurants = mapper.readTree(response.body()).path("restaurants");
            if (response.statusCode() != 200) {
                throw Problem.unavailable(node.host() + ":" + node.port() + " answered " + response.statusCode());
            }
            restaurants.forEach(
                    restaurant -> all.put(restaurant.path("restaurant_id").asText(), restaurant));
        } catch (IOException e) {
            throw Problem.unavailable(node.host() + ":" + node.port() + " did not answer: "
                    + e.getClass().getSimpleName());
        }
    }
}
