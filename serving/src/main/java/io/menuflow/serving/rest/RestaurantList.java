package io.menuflow.serving.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.menuflow.serving.access.Scope;
import io.menuflow.serving.query.MenuQueries;
import io.menuflow.serving.rest.FanOut.Collected;
import io.menuflow.serving.rest.FanOut.Missing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The restaurants of the whole cluster that the caller may see. */
final class RestaurantList {

    static final Csv.Columns CSV = Csv.Columns.of(
            "restaurant_id", "name", "group", "currency", "zone", "cut_off", "prices_include_tax", "updated_at");

    private final FanOut fanOut;
    private final MenuQueries queries;
    private final ObjectMapper mapper;

    RestaurantList(FanOut fanOut, MenuQueries queries, ObjectMapper mapper) {
        this.fanOut = fanOut;
        this.queries = queries;
        this.mapper = mapper;
    }

    /**
     * A part of the restaurants.
     *
     * @param restaurants ascending by id
     * @param stale whether those of one of the partitions may not be the latest
     * @param missing the partitions whose restaurants are not among them
     */
    record RestaurantsView(
            List<Object> restaurants, boolean stale, List<Missing> missing, @Nullable String nextCursor) {}

    void restaurants(Context request) {
        Questions.onlyKnown(request, Page.PARAMETERS);
        Page page = Page.of(request);
        Scope scope = Guard.caller(request).scope();
        // of each partition one more than is told, so that it is seen whether there are more
        Collected all = fanOut.collect(request, "restaurants", (partition, standby) -> queries.restaurants(
                        partition,
                        standby,
                        page.after(),
                        page.limit() + 1,
                        each -> scope.holds(each.getRestaurantId(), each.getGroup()))
                .map(found -> found.stream().map(RestaurantJson::view).toList()));
        List<Object> restaurants = new ArrayList<>(all.elements());
        restaurants.sort(Comparator.comparing(RestaurantList::id));
        if (Guard.hopped(request)) {
            request.json(new RestaurantsView(restaurants, all.stale(), all.missing(), null));
            return;
        }
        Page.Part<Object> part = page.of(restaurants, RestaurantList::id);
        if (page.csv()) {
            all.refusePartial();
            Csv.answer(request, mapper, "restaurants", CSV, part);
        } else {
            request.json(new RestaurantsView(part.items(), all.stale(), all.missing(), part.nextCursor()));
        }
    }

    /** Of this node's own, or as another node wrote it. */
    private static String id(Object restaurant) {
        return restaurant instanceof RestaurantJson.RestaurantView view
                ? view.restaurantId()
                : ((JsonNode) restaurant).path("restaurant_id").asText();
    }
}
