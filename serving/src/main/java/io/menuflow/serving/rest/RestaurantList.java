package io.menuflow.serving.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.menuflow.serving.query.Location;
import io.menuflow.serving.query.Locator;
import io.menuflow.serving.query.MenuQueries;
import io.menuflow.serving.query.Router;
import io.menuflow.serving.query.StoreReader.StoreUnavailableException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/** The restaurants of the whole cluster: this node's own and those of every other node, each asked once. */
final class RestaurantList {

    static final Csv.Columns CSV = Csv.Columns.of(
            "restaurant_id",
            "name",
            "group",
            "currency",
            "zone",
            "cut_off",
            "prices_include_tax",
            "updated_at");

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

    /** A part of the restaurants; each is a view of this node's, or another node's JSON of one. */
    record RestaurantsView(List<?> restaurants, @Nullable String nextCursor) {}

    void restaurants(Context request) {
        Questions.onlyKnown(request, Page.PARAMETERS);
        Page page = Page.of(request);
        TreeMap<String, Object> all = new TreeMap<>();
        try {
            own(page, all);
        } catch (StoreUnavailableException e) {
            throw Problem.unavailable(String.valueOf(e.getMessage()));
        }
        boolean more = false;
        if (request.header(Router.HOP) == null) {
            for (HostInfo node : locator.nodes()) {
                if (!node.equals(self)) {
                    more |= others(node, page, all);
                }
            }
        }
        Page.Part<Map.Entry<String, Object>> part = page.of(new ArrayList<>(all.entrySet()), Map.Entry::getKey);
        List<Object> told = part.items().stream().map(Map.Entry::getValue).toList();
        String next = part.nextCursor() == null && more ? page.cursor(all.lastKey()) : part.nextCursor();
        if (page.csv()) {
            Csv.answer(request, mapper, "restaurants", CSV, new Page.Part<>(told, next));
        } else {
            request.json(new RestaurantsView(told, next));
        }
    }

    private void own(Page page, Map<String, Object> all) {
        for (int partition = 0; partition < locator.partitions(); partition++) {
            Location location = locator.locatePartition(partition);
            if (location.active() == null) {
                throw Problem.unavailable(
                        "no node has partition " + partition + " now: the cluster is starting or rebalancing");
            }
            if (self.equals(location.active())) {
                // one more than is told, so that it is seen whether there are more
                queries.restaurants(partition, page.after(), page.limit() + 1)
                        .forEach(restaurant -> all.put(restaurant.getRestaurantId(), RestaurantJson.view(restaurant)));
            }
        }
    }

    /** Adds another node's; returns whether it has more than it told. */
    private boolean others(HostInfo node, Page page, Map<String, Object> all) {
        String after = page.after();
        String path = page.list() + "?limit=" + page.limit() + (after == null ? "" : "&cursor=" + page.cursor(after));
        try {
            HttpResponse<byte[]> response = router.forward(node, "GET", path, Map.of(), new byte[0]);
            JsonNode answer = mapper.readTree(response.body());
            if (response.statusCode() != 200) {
                throw Problem.unavailable(node.host() + ":" + node.port() + " answered " + response.statusCode());
            }
            answer.path("restaurants")
                    .forEach(restaurant ->
                            all.put(restaurant.path("restaurant_id").asText(), restaurant));
            return answer.hasNonNull("next_cursor");
        } catch (IOException e) {
            throw Problem.unavailable(node.host() + ":" + node.port() + " did not answer: "
                    + e.getClass().getSimpleName());
        }
    }
}
