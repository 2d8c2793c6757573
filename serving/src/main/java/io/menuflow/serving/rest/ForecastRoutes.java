package io.menuflow.serving.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.menuflow.models.demand.DemandForecaster;
import io.menuflow.schemas.avro.DemandForecast;
import io.menuflow.serving.query.Answer.Found;
import io.menuflow.serving.query.CloseQueries;
import io.menuflow.serving.query.CloseQueries.Close;
import io.menuflow.serving.rest.ForecastViews.ForecastView;
import io.menuflow.serving.rest.ForecastViews.ForecastsView;
import io.menuflow.serving.rest.ForecastViews.Shown;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What will sell: of the menu, of the restaurant as a whole, of one item. */
final class ForecastRoutes {

    static final Set<String> ALL = Page.with(Set.of("days", "level", "items", "category", "by"));
    static final Set<String> ONE = Set.of("days", "by");

    static final Csv.Columns CSV = Csv.Columns.of(
            "item_id",
            "item_name",
            "category",
            "method",
            "evidence",
            "day/date",
            "day/state",
            "day/sold_out",
            "day/p10",
            "day/p50",
            "day/p90",
            "day/expected");

    private final CloseQueries queries;
    private final ObjectMapper mapper;
    private final Clock clock;

    ForecastRoutes(CloseQueries queries, ObjectMapper mapper, Clock clock) {
        this.queries = queries;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** Which forecasts are asked for. */
    enum Level {
        ITEM,
        TOTAL
    }

    void forecasts(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, ALL);
        Level level = Questions.choice(request, "level", Level.class);
        AskedItems asked = AskedItems.of(request);
        Shown shown = shown(request);
        if (shown.byHour() && level != Level.TOTAL) {
            throw Problem.badRequest(
                    "the hours of all items are too many for one answer: ask by=hour with level=total, or"
                            + " of one item");
        }
        Page page = Page.of(request);
        Found<Close<DemandForecast>> found = Answers.found(queries.forecasts(restaurant, partition, standby));
        ForecastsView all = ForecastViews.all(
                found.value(),
                shown,
                level != Level.ITEM,
                level == Level.TOTAL ? null : asked,
                found.stale(),
                clock.instant());
        Page.Part<ForecastView> part = page.of(all.items(), item -> String.valueOf(item.itemId()));
        if (page.csv()) {
            csv(request, all, part, page.after() == null);
        } else {
            request.json(all.part(part));
        }
    }

    /** A row a day; the restaurant as a whole, with no item, comes first. */
    private void csv(Context request, ForecastsView all, Page.Part<ForecastView> part, boolean first) {
        if (Questions.choice(request, "by", MenuRoutes.Granularity.class) == MenuRoutes.Granularity.HOUR) {
            throw Problem.badRequest("hours are told as JSON only: leave out by=hour");
        }
        if (all.closedDay() == null) {
            throw Problem.unavailable(all.note() + "; as JSON it is told");
        }
        List<Object> rows = new ArrayList<>();
        Stream.concat(Stream.ofNullable(first ? all.total() : null), part.items().stream())
                .forEach(series -> series.days().forEach(day -> rows.add(Csv.with(mapper, series, "day", day))));
        Csv.answer(
                request,
                mapper,
                all.restaurantId() + "-forecasts",
                CSV.after(
                        "restaurant_id",
                        all.restaurantId(),
                        "closed_day",
                        all.closedDay().toString()),
                new Page.Part<>(rows, part.nextCursor()));
    }

    void forecast(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, ONE);
        Shown shown = shown(request);
        String item = request.pathParam("item");
        Found<Close<DemandForecast>> found = Answers.found(queries.forecasts(restaurant, partition, standby));
        Close<DemandForecast> close = found.value();
        DemandForecast record = close.records().get(item);
        if (record == null) {
            throw Answers.noRecord(
                    close,
                    "item " + item + " is not forecast: it is not on the menu of " + restaurant + " in the next "
                            + DemandForecaster.HORIZON + " days");
        }
        request.json(ForecastViews.one(close, record, shown, found.stale(), clock.instant()));
    }

    private static Shown shown(Context request) {
        return new Shown(
                Questions.whole(request, "days", DemandForecaster.HORIZON, 1, DemandForecaster.HORIZON),
                Questions.choice(request, "by", MenuRoutes.Granularity.class) == MenuRoutes.Granularity.HOUR);
    }
}
