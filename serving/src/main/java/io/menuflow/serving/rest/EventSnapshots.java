package io.menuflow.serving.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.menuflow.serving.events.Snapshots;
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
import org.jspecify.annotations.Nullable;

/** The menu as it stands, for streams to begin with: read here, or asked of the node that has it, in one hop. */
final class EventSnapshots implements Snapshots {

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

    @Override
    public Answer of(String restaurant, @Nullable String authorization) {
        Location location = cluster.locator().locate(restaurant);
        Set<String> refusals = new LinkedHashSet<>();
        for (Candidate candidate : eligibility.candidates(location, false, false)) {
            Answer answer = candidate.refusal() != null
                    ? new Later(candidate.refusal())
                    : candidate.isSelf()
                            ? here(restaurant, location.partition(), candidate.standby())
                            : there(candidate, restaurant, authorization);
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

    private Answer here(String restaurant, int partition, boolean standby) {
        io.menuflow.serving.query.Answer<JudgedMenu> answer = menu(restaurant, partition, standby);
        if (answer instanceof Found<JudgedMenu> found) {
            try {
                String json = mapper.writeValueAsString(view(found));
                return new Taken(json, found.value().asOf(), !standby);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        if (answer instanceof NotFound<JudgedMenu> none) {
            return standby && cluster.staleness().isStale(partition, true)
                    ? new Later(none.what() + " to a standby that may be behind")
                    : new Refused(404, none.what());
        }
        return new Later(((Unavailable<JudgedMenu>) answer).reason());
    }

    private Answer there(Candidate candidate, String restaurant, @Nullable String authorization) {
        Map<String, String> headers = authorization == null ? Map.of() : Map.of("Authorization", authorization);
        String path = "/v1/restaurants/" + restaurant + "/events";
        try {
            HttpResponse<byte[]> response =
                    cluster.router().forward(candidate.node(), "GET", path, headers, new byte[0]);
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
