package io.menuflow.serving.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.menuflow.models.calendar.DayRange;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.RestaurantDay;
import io.menuflow.serving.query.Answer;
import io.menuflow.serving.query.Answer.NotFound;
import io.menuflow.serving.query.MenuQueries;
import io.menuflow.serving.query.MenuQueries.Facts;
import io.menuflow.serving.rest.DayJson.DayView;
import io.menuflow.serving.rest.Writes.Operation;
import io.menuflow.serving.rest.Writes.Write;
import io.menuflow.topology.menu.Days;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of a restaurant's days beside their sales. Every change goes through Kafka. */
final class DayRoutes {

    static final Set<String> SPAN = Page.with(Set.of("from", "to"));

    static final Csv.Columns CSV =
            Csv.Columns.of("date", "closed", "holiday", "temperature", "weather", "event", "updated_at");

    /** Days one answer may span: three years. */
    static final int MAX_DAYS = 1_096;

    private final MenuQueries queries;
    private final Writes writes;
    private final Publisher publisher;
    private final Topics topics;
    private final ObjectMapper mapper;
    private final Clock clock;

    DayRoutes(
            MenuQueries queries, Writes writes, Publisher publisher, Topics topics, ObjectMapper mapper, Clock clock) {
        this.queries = queries;
        this.writes = writes;
        this.publisher = publisher;
        this.topics = topics;
        this.mapper = mapper;
        this.clock = clock;
    }

    void getDays(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, SPAN);
        Page page = Page.of(request);
        DayRange asked = Questions.span(request, MAX_DAYS, MAX_DAYS + " days");
        Facts facts = Answers.found(queries.days(restaurant, partition, standby, asked))
                .value();
        Page.Part<DayView> part =
                page.of(facts.days().stream().map(DayJson::view).toList(), day -> day.date()
                        .toString());
        if (page.csv()) {
            Csv.answer(request, mapper, restaurant + "-days", CSV.after("restaurant_id", restaurant), part);
        } else {
            request.json(new DayJson.DaysView(
                    restaurant, facts.span().from(), facts.span().to(), part.items(), part.nextCursor()));
        }
    }

    void getDay(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, Set.of());
        int day = day(date(request));
        request.json(DayJson.view(
                Answers.found(queries.day(restaurant, day, partition, standby)).value()));
    }

    void putDay(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, Set.of());
        LocalDate date = date(request);
        Answers.found(queries.restaurant(restaurant, partition, false));
        Answer<RestaurantDay> stored = queries.day(restaurant, day(date), partition, false);
        RestaurantDay before = stored instanceof NotFound<RestaurantDay>
                ? null
                : Answers.found(stored).value();
        JsonFields fields = JsonFields.of(JsonBody.read(mapper, request.bodyAsBytes()));
        Instant now = Writing.now(clock, before == null ? null : before.getUpdatedAt());
        RestaurantDay after = DayJson.read(fields, restaurant, date, now);
        Writing.refuse(fields);
        Writing.valid(() -> Days.facts(after));
        send(restaurant, date, after);
        boolean applied = writes.await(request, new Write(Operation.PUT, restaurant, null, date, now), partition);
        request.status(Writing.status(applied, before == null)).json(DayJson.view(after));
    }

    void deleteDay(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, Set.of());
        LocalDate date = date(request);
        RestaurantDay before = Answers.found(queries.day(restaurant, day(date), partition, false))
                .value();
        send(restaurant, date, null);
        Instant now = Writing.now(clock, before.getUpdatedAt());
        writes.removed(request, new Write(Operation.DELETE, restaurant, null, date, now), partition);
    }

    private void send(String restaurant, LocalDate date, @Nullable RestaurantDay day) {
        Publisher.await(List.of(publisher.send(topics.restaurantDays(), restaurant + ":" + date, day)));
    }

    private static LocalDate date(Context request) {
        try {
            return Days.date(request.pathParam("date"));
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("the date in the path " + e.getMessage());
        }
    }

    private static int day(LocalDate date) {
        return (int) date.toEpochDay();
    }
}
