package io.menuflow.serving.rest;

import io.javalin.http.Context;
import io.menuflow.models.demand.DemandForecaster;
import io.menuflow.schemas.avro.DemandForecast;
import io.menuflow.serving.query.Answer.Found;
import io.menuflow.serving.query.CloseQueries;
import io.menuflow.serving.query.CloseQueries.Close;
import io.menuflow.serving.rest.ForecastViews.Shown;
import io.menuflow.topology.demand.Forecasts;
import io.menuflow.topology.sales.KnownItem;
import java.time.Clock;
import java.util.Set;
import java.util.function.BiPredicate;

/** What will sell: of the menu, of the restaurant as a whole, of one item. */
final class ForecastRoutes {

    static final Set<String> ALL = Set.of("days", "level", "items", "category", "by");
    static final Set<String> ONE = Set.of("days", "by");

    private final CloseQueries queries;
    private final Clock clock;

    ForecastRoutes(CloseQueries queries, Clock clock) {
        this.queries = queries;
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
        BiPredicate<String, KnownItem> asked = Questions.items(request);
        Shown shown = shown(request);
        if (shown.byHour() && level != Level.TOTAL) {
            throw Problem.badRequest(
                    "the hours of all items are too many for one answer: ask by=hour with level=total, or"
                            + " of one item");
        }
        Found<Close<DemandForecast>> found = Answers.found(queries.forecasts(restaurant, partition, standby));
        request.json(ForecastViews.all(
                found.value(),
                shown,
                level != Level.ITEM,
                (id, item) -> level != Level.TOTAL && asked.test(id, item),
                found.stale(),
                clock.instant()));
    }

    void forecast(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, ONE);
        Shown shown = shown(request);
        String item = request.pathParam("item");
        Found<Close<DemandForecast>> found = Answers.found(queries.forecasts(restaurant, partition, standby));
        Close<DemandForecast> close = found.value();
        DemandForecast record = close.records().get(item);
        if (record == null) {
            throw Problem.notFound(
                    close.records().containsKey(Forecasts.TOTAL)
                            ? "item " + item + " is not forecast: it is not on the menu of " + restaurant
                                    + " in the next " + DemandForecaster.HORIZON + " days"
                            : close.nothing());
        }
        request.json(ForecastViews.one(close, record, shown, found.stale(), clock.instant()));
    }

    private static Shown shown(Context request) {
        return new Shown(
                Questions.whole(request, "days", DemandForecaster.HORIZON, 1, DemandForecaster.HORIZON),
                Questions.choice(request, "by", MenuRoutes.Granularity.class) == MenuRoutes.Granularity.HOUR);
    }
}
