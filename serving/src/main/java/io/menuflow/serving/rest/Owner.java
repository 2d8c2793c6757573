package io.menuflow.serving.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.menuflow.models.check.Ids;
import io.menuflow.serving.access.DeniedException;
import io.menuflow.serving.query.Answer;
import io.menuflow.serving.query.Answer.Found;
import io.menuflow.serving.query.Eligibility;
import io.menuflow.serving.query.Eligibility.Candidate;
import io.menuflow.serving.query.Location;
import io.menuflow.serving.query.Locator;
import io.menuflow.serving.query.MenuQueries;
import io.menuflow.serving.query.Router;
import io.menuflow.serving.query.Router.UnansweredException;
import io.menuflow.serving.query.Staleness;
import io.menuflow.serving.rest.Problem.ProblemException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings every request about a restaurant to a node that has its state: handled here when that is this node, otherwise
 * sent on, one hop, and the other node's answer returned as it is. A question that one node cannot answer goes to the
 * next; a write goes again only when it was not received.
 */
final class Owner {

    private static final List<String> PASSED_ON = List.of("Content-Type", "Accept");
    private static final List<String> PASSED_BACK =
            List.of("Retry-After", "WWW-Authenticate", "Location", "Link", "Content-Disposition");

    private final Locator locator;
    private final Eligibility eligibility;
    private final Router router;
    private final Staleness staleness;
    private final MenuQueries queries;
    private final ObjectMapper mapper = RestApi.mapper();

    Owner(Locator locator, Eligibility eligibility, Router router, Staleness staleness, MenuQueries queries) {
        this.locator = locator;
        this.eligibility = eligibility;
        this.router = router;
        this.staleness = staleness;
        this.queries = queries;
    }

    /** Handles a request with the state of its restaurant on this node. */
    @FunctionalInterface
    interface Handler {
        void handle(Context request, String restaurant, int partition, boolean standby);
    }

    /** Handles {@code request} here or on the node that can. */
    void handle(Context request, boolean write, Handler handler) {
        Turns turns = new Turns(request, restaurant(request), write, handler);
        Location location = locator.locate(turns.restaurant);
        if (turns.taken(location)) {
            return;
        }
        Location now = locator.locate(turns.restaurant);
        if (now.equals(location) || turns.maybeDone || !turns.taken(now)) {
            throw turns.unavailable(now);
        }
    }

    /** Handles a question about the item of its path. Of one that is not found, because it counts for another, that is told. */
    void handleItem(Context request, Handler handler) {
        handle(request, false, (at, restaurant, partition, standby) -> {
            try {
                handler.handle(at, restaurant, partition, standby);
            } catch (ProblemException e) {
                int status = e.problem().status();
                boolean isWanting = status == 404 || status == 409; // not there, or nothing to weigh there
                throw isWanting ? merged(e, at.pathParam("item"), restaurant, partition, standby) : e;
            }
        });
    }

    private ProblemException merged(
            ProblemException e, String item, String restaurant, int partition, boolean standby) {
        Answer<Optional<String>> target = queries.mergedInto(restaurant, item, partition, standby);
        return target instanceof Found<Optional<String>> merged
                        && merged.value().isPresent()
                ? Problem.merged(restaurant, item, merged.value().get())
                : e;
    }

    /** The restaurant of a path; throws the problem that says what is wrong with it. */
    static String restaurant(Context request) {
        String restaurant = request.pathParam("restaurant");
        if (!Ids.isRestaurant(restaurant)) {
            throw Problem.badRequest("the restaurant id in the path " + Ids.RESTAURANT_RULE);
        }
        return restaurant;
    }

    /** One request, and the nodes that are asked in turn. */
    private final class Turns {
        private final Context request;
        private final String restaurant;
        private final boolean write;
        private final Handler handler;
        private final boolean hopped;
        private final Set<String> refusals = new LinkedHashSet<>();
        private boolean maybeDone;

        Turns(Context request, String restaurant, boolean write, Handler handler) {
            this.request = request;
            this.restaurant = restaurant;
            this.write = write;
            this.handler = handler;
            this.hopped = Guard.hopped(request);
        }

        /** Whether one of the nodes has answered. */
        boolean taken(Location location) {
            for (Candidate candidate : eligibility.candidates(location, hopped, write)) {
                String refusal = candidate.refusal();
                if (refusal == null) {
                    refusal = candidate.isSelf() ? here(location.partition(), candidate.standby()) : there(candidate);
                }
                if (refusal == null) {
                    return true;
                }
                refusals.add(refusal);
                if (maybeDone) {
                    return false;
                }
            }
            return false;
        }

        ProblemException unavailable(Location location) {
            return Problem.unavailable(
                    refusals.isEmpty()
                            ? "no node has partition " + location.partition() + " of " + restaurant
                                    + " now: the cluster is starting or rebalancing"
                            : String.join("; ", refusals) + (maybeDone ? "; sending it again is safe" : ""));
        }

        private @Nullable String here(int partition, boolean standby) {
            try {
                Guard.admit(request, restaurant, () -> queries.restaurant(restaurant, partition, standby));
                handler.handle(request, restaurant, partition, standby);
                return null;
            } catch (DeniedException e) {
                if (standby && staleness.isStale(partition, true)) {
                    return e.getMessage() + " by a standby that may be behind"; // whose group it is now
                }
                throw e;
            } catch (ProblemException e) {
                Problem problem = e.problem();
                if (!write && problem.status() == 503) {
                    return problem.detail();
                }
                // What a copy does not know may be there all the same.
                if (problem.status() == 404 && standby && staleness.isStale(partition, true)) {
                    return problem.detail() + " to a standby that may be behind";
                }
                throw e;
            }
        }

        private @Nullable String there(Candidate candidate) {
            try {
                HttpResponse<byte[]> response = router.forward(
                        candidate.node(),
                        request.method().name(),
                        path(request),
                        headers(request),
                        request.bodyAsBytes());
                if (!write && response.statusCode() == 503) {
                    return detail(candidate, response.body());
                }
                request.status(response.statusCode());
                response.headers().firstValue("Content-Type").ifPresent(request::contentType);
                PASSED_BACK.forEach(
                        name -> response.headers().firstValue(name).ifPresent(value -> request.header(name, value)));
                request.result(response.body());
                return null;
            } catch (UnansweredException e) {
                maybeDone = write && e.maybeReceived();
                return e.getMessage();
            }
        }
    }

    private String detail(Candidate candidate, byte[] problem) {
        String why = "";
        try {
            why = mapper.readTree(problem).path("detail").asText();
        } catch (IOException e) {
            // not from a node of ours: its status must do
        }
        return Router.name(candidate.node()) + ": " + (why.isEmpty() ? "unavailable" : why);
    }

    private static String path(Context request) {
        String query = request.queryString();
        return request.req().getRequestURI() + (query == null ? "" : "?" + query);
    }

    private static Map<String, String> headers(Context request) {
        Map<String, String> headers = new HashMap<>(Guard.credentials(request));
        for (String name : PASSED_ON) {
            String value = request.header(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }
}
