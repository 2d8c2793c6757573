package io.menuflow.serving.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.menuflow.serving.access.Caller;
import io.menuflow.serving.events.Snapshots;
import io.menuflow.serving.events.Snapshots.Later;
import io.menuflow.serving.events.Snapshots.Refused;
import io.menuflow.serving.events.Snapshots.Taken;
import io.menuflow.serving.query.Answer.Found;
import io.menuflow.serving.query.Answer.NotFound;
import io.menuflow.serving.query.Answer.Unavailable;
import io.menuflow.serving.query.Eligibility;
import io.menuflow.serving.query.Eligibility.Candidate;
import io.menuflow.serving.query.Location;
import io.menuflow.serving.query.MenuQueries;
import io.menuflow.serving.query.MenuQueries.JudgedMenu;
import io.menuflow.serving.query.MenuQueries.Question;
import io.menuflow.serving.query.Router;
import io.menuflow.serving.query.Router.UnansweredException;
import io.menuflow.serving.rest.MenuViews.ClassificationsView;
import io.menuflow.serving.rest.MenuViews.ItemsView;
import io.menuflow.topology.sales.SalesFilter;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The menu as it stands, for streams to begin with: read here, or asked of the node that has it, in one hop. */
final class EventSnapshots {

    /** Says of an answer to a hop that a standby gave it. */
    private static final String STANDBY = "Menuflow-Standby";

    private final ClusterServices cluster;
    private final Eligibility eligibility;
    private final MenuQueries queries;
    private final int windowDays;
    private final ObjectMapper mapper;
    private final Clock clock;

    EventSnapshots(
            ClusterServices cluster,
            Eligibility eligibility,
            MenuQueries queries,
            int windowDays,
            ObjectMapper mapper,
            Clock clock) {
        this.cluster = cluster;
        this.eligibility = eligibility;
        this.queries = queries;
        this.windowDays = windowDays;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** Both answers about the default window, of one moment. */
    record SnapshotView(ItemsView items, ClassificationsView classifications, LinksView links) {}

    /** Where the state is that a snapshot leaves out and events change. */
    record LinksView(String forecasts, String prices) {

        static LinksView of(String restaurant) {
            String path = "/v1/restaurants/" + restaurant;
            return new LinksView(path + "/forecasts", path + "/prices");
        }
    }

    /** Another node asks: as JSON. */
    void snapshot(Context request, String restaurant, int partition, boolean standby) {
        Found<JudgedMenu> menu = Answers.found(menu(restaurant, partition, standby));
        request.header(STANDBY, Boolean.toString(standby)).json(view(menu));
    }

    /** For one who calls: what is not of his scope is refused as it is elsewhere. */
    Snapshots by(Context request) {
        Caller caller = Guard.caller(request);
        Map<String, String> credentials = Guard.credentials(request);
        return restaurant -> of(restaurant, caller, credentials);
    }

    private Snapshots.Answer of(String restaurant, Caller caller, Map<String, String> credentials) {
        Location location = cluster.locator().locate(restaurant);
        Set<String> refusals = new LinkedHashSet<>();
        for (Candidate candidate : eligibility.candidates(location, false, false)) {
            Snapshots.Answer answer = candidate.refusal() != null
                    ? new Later(candidate.refusal())
                    : candidate.isSelf()
                            ? here(restaurant, caller, location.partition(), candidate.standby())
                            : there(candidate, restaurant, credentials);
            if (!(answer instanceof Later later)) {
                return answer;
            }
            refusals.add(later.reason());
        }
        return new Later(
                refusals.isEmpty()
                        ? "no node has partition " + location.partition() + " of " + restaurant
                                + " now: the cluster is starting or rebalancing"
                        : String.join("; ", refusals));
    }

    private Snapshots.Answer here(String restaurant, Caller caller, int partition, boolean standby) {
        io.menuflow.serving.query.Answer<JudgedMenu> answer = menu(restaurant, partition, standby);
        if (answer instanceof Found<JudgedMenu> found) {
            if (!caller.scope().holds(restaurant, found.value().restaurant().getGroup())) {
                return new Refused(403, Guard.outside(caller, restaurant));
            }
            try {
                String json = mapper.writeValueAsString(view(found));
                return new Taken(json, found.value().asOf(), !standby);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        if (answer instanceof NotFound<JudgedMenu> none) {
            if (standby && cluster.staleness().isStale(partition, true)) {
                return new Later(none.what() + " to a standby that may be behind");
            }
            return caller.scope().names(restaurant)
                    ? new Refused(404, none.what())
                    : new Refused(403, Guard.outside(caller, restaurant));
        }
        return new Later(((Unavailable<JudgedMenu>) answer).reason());
    }

    private Snapshots.Answer there(Candidate candidate, String restaurant, Map<String, String> credentials) {
        String path = "/v1/restaurants/" + restaurant + "/events";
        try {
            HttpResponse<byte[]> response =
                    cluster.router().forward(candidate.node(), "GET", path, credentials, new byte[0]);
            String body = new String(response.body(), StandardCharsets.UTF_8);
            JsonNode json = mapper.readTree(body);
            if (response.statusCode() == 200) {
                JsonNode asOf = json.at("/items/as_of");
                boolean standby = response.headers()
                        .firstValue(STANDBY)
                        .map(Boolean::parseBoolean)
                        .orElse(true);
                return new Taken(body, asOf.isTextual() ? Instant.parse(asOf.asText()) : null, !standby);
            }
            String detail = json.path("detail").asText();
            return response.statusCode() >= 500
                    ? new Later(Router.name(candidate.node()) + ": " + detail)
                    : new Refused(response.statusCode(), detail);
        } catch (UnansweredException e) {
            return new Later(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Later(Router.name(candidate.node()) + " answered no JSON");
        }
    }

    private io.menuflow.serving.query.Answer<JudgedMenu> menu(String restaurant, int partition, boolean standby) {
        Question question = new Question(windowDays, null, SalesFilter.ALL);
        return queries.menu(restaurant, partition, standby, question, UnaryOperator.identity());
    }

    private SnapshotView view(Found<JudgedMenu> menu) {
        Instant now = clock.instant();
        return new SnapshotView(
                MenuViews.items(menu.value(), menu.stale(), now),
                MenuViews.classifications(menu.value(), menu.stale(), now),
                LinksView.of(menu.value().restaurant().getRestaurantId()));
    }
}
