package io.menuflow.serving.rest;

import io.javalin.http.Context;
import io.menuflow.models.check.Ids;
import io.menuflow.serving.query.Eligibility;
import io.menuflow.serving.query.Eligibility.Candidate;
import io.menuflow.serving.query.Location;
import io.menuflow.serving.query.Locator;
import io.menuflow.serving.query.Router;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings every request about a restaurant to a node that has its state: handled here when that is this node, otherwise
 * sent on, one hop, and the other node's answer returned as it is.
 */
final class Owner {

    private static final List<String> PASSED_ON = List.of("Content-Type", "Accept", "Authorization");
    private static final List<String> PASSED_BACK = List.of("Retry-After", "Location", "Link", "Content-Disposition");

    private final Locator locator;
    private final Eligibility eligibility;
    private final Router router;

    Owner(Locator locator, Eligibility eligibility, Router router) {
        this.locator = locator;
        this.eligibility = eligibility;
        this.router = router;
    }

    /** Handles a request with the state of its restaurant on this node. */
    @FunctionalInterface
    interface Handler {
        void handle(Context request, String restaurant, int partition, boolean standby);
    }

    /** Handles {@code request} here or on the node that can. */
    void handle(Context request, boolean write, Handler handler) {
        String restaurant = request.pathParam("restaurant");
        if (!Ids.isRestaurant(restaurant)) {
            throw Problem.badRequest("the restaurant id in the path " + Ids.RESTAURANT_RULE);
        }
        Location location = locator.locate(restaurant);
        boolean hopped = request.header(Router.HOP) != null;
        List<String> refusals = new ArrayList<>();
        for (Candidate candidate : eligibility.candidates(location, hopped, write)) {
            if (candidate.refusal() != null) {
                refusals.add(candidate.refusal());
            } else if (candidate.isSelf()) {
                handler.handle(request, restaurant, location.partition(), candidate.stale());
                return;
            } else {
                String problem = forwarded(request, candidate);
                if (problem == null) {
                    return;
                }
                refusals.add(problem);
            }
        }
        throw Problem.unavailable(
                refusals.isEmpty()
                        ? "no node has partition " + location.partition() + " of " + restaurant
                                + " now: the cluster is starting or rebalancing"
                        : String.join("; ", refusals));
    }

    private @Nullable String forwarded(Context request, Candidate candidate) {
        Map<String, String> headers = new HashMap<>();
        for (String name : PASSED_ON) {
            String value = request.header(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        String query = request.queryString();
        String path = request.req().getRequestURI() + (query == null ? "" : "?" + query);
        try {
            HttpResponse<byte[]> response =
                    router.forward(candidate.node(), request.method().name(), path, headers, request.bodyAsBytes());
            request.status(response.statusCode());
            response.headers().firstValue("Content-Type").ifPresent(request::contentType);
            for (String name : PASSED_BACK) {
                response.headers().firstValue(name).ifPresent(value -> request.header(name, value));
            }
            request.result(response.body());
            return null;
        } catch (IOException e) {
            return candidate.node().host() + ":" + candidate.node().port() + " did not answer: "
                    + e.getClass().getSimpleName();
        }
    }
}
