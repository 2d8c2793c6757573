package io.menuflow.serving.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.menuflow.serving.access.Scope;
import io.menuflow.serving.query.MenuQueries;
import io.menuflow.serving.rest.FanOut.Collected;
import io.menuflow.serving.rest.FanOut.Missing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The restaurants of the whole cluster that the caller may see. */
final class RestaurantList {

    private final FanOut fanOut;
    private final MenuQueries queries;

    RestaurantList(FanOut fanOut, MenuQueries queries) {
        this.fanOut = fanOut;
        this.queries = queries;
    }

    /**
     * All restaurants.
     *
     * @param restaurants ascending by id
     * @param stale whether those of one of the partitions may not be the latest
     * @param missing the partitions whose restaurants are not among them
     */
    record RestaurantsView(List<Object> restaurants, boolean stale, List<Missing> missing) {}

    void restaurants(Context request) {
        Questions.onlyKnown(request, Set.of());
        Scope scope = Guard.caller(request).scope();
        Collected all =
                fanOut.collect(request, "restaurants", (partition, standby) -> queries.restaurants(partition, standby)
                        .map(found -> found.stream()
                                .filter(each -> scope.holds(each.getRestaurantId(), each.getGroup()))
                                .map(RestaurantJson::view)
                                .toList()));
        List<Object> restaurants = new ArrayList<>(all.elements());
        restaurants.sort(Comparator.comparing(RestaurantList::id));
        request.json(new RestaurantsView(restaurants, all.stale(), all.missing()));
    }

    /** Of this node's own, or as another node wrote it. */
    private static String id(Object restaurant) {
        return restaurant instanceof RestaurantJson.RestaurantView view
                ? view.restaurantId()
                : ((JsonNode) restaurant).path("restaurant_id").asText();
    }
}
