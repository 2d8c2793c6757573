package io.menuflow.serving.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.money.Fixed;
import io.menuflow.models.price.PriceAdvisor;
import io.menuflow.models.price.PriceQuestion;
import io.menuflow.models.price.Simulation;
import io.menuflow.models.price.WhatIf;
import io.menuflow.schemas.avro.PriceRecommendation;
import io.menuflow.serving.query.Answer.Found;
import io.menuflow.serving.query.CloseQueries;
import io.menuflow.serving.query.CloseQueries.Changed;
import io.menuflow.serving.query.CloseQueries.Close;
import io.menuflow.serving.query.CloseQueries.Compared;
import io.menuflow.serving.query.CloseQueries.OnePrice;
import io.menuflow.serving.query.CloseQueries.Pricing;
import io.menuflow.serving.rest.PriceViews.Action;
import io.menuflow.serving.rest.PriceViews.Sort;
import io.menuflow.topology.sales.KnownItem;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** What items should cost, what another price would do, and why revenue changed. */
final class PriceRoutes {

    static final Set<String> ALL = Set.of("action", "sort", "items", "category");
    static final Set<String> CURVE = Set.of("points", "food_cost");
    static final Set<String> CHANGE = Set.of("from", "to", "against_from", "against_to");

    static final int LEAST_POINTS = 50;
    static final int MOST_POINTS = 200;
    static final int MOST_DAYS = 365;
    /** A price or cost so many times the one in force, or so small a part of it, is a typing error. */
    static final int MOST_TIMES = 100;

    private final CloseQueries queries;
    private final ObjectMapper mapper;
    private final int windowDays;
    private final int historyDays;
    private final Clock clock;

    PriceRoutes(CloseQueries queries, ObjectMapper mapper, int windowDays, int historyDays, Clock clock) {
        this.queries = queries;
        this.mapper = mapper;
        this.windowDays = windowDays;
        this.historyDays = historyDays;
        this.clock = clock;
    }

    void prices(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, ALL);
        Action action = Questions.choice(request, "action", Action.class);
        Sort sort = Questions.choice(request, "sort", Sort.class);
        BiPredicate<String, KnownItem> asked = Questions.items(request);
        Found<Close<PriceRecommendation>> found = Answers.found(queries.prices(restaurant, partition, standby));
        Close<PriceRecommendation> close = found.value();
        List<PriceRecommendation> records = close.records().values().stream()
                .filter(record -> action == null || PriceViews.action(record) == action)
                .filter(record -> asked.test(record.getItemId(), close.item(record.getItemId())))
                .toList();
        request.json(PriceViews.prices(
                close,
                PriceViews.sorted(records, sort == null ? Sort.MENU_GAIN : sort),
                found.stale(),
                clock.instant()));
    }

    void price(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, Set.of());
        String item = request.pathParam("item");
        Found<OnePrice> found = Answers.found(queries.price(restaurant, item, partition, standby));
        PriceRecommendation record = found.value().record();
        if (record == null) {
            Close<PriceRecommendation> close = found.value().close();
            throw Problem.notFound(
                    close.records().isEmpty()
                            ? close.nothing()
                            : "item " + item + " is not on the menu of " + restaurant + ", or has no price");
        }
        request.json(PriceViews.one(found.value(), record, found.stale(), clock.instant()));
    }

    void curve(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, CURVE);
        int points = Questions.whole(request, "points", WhatIf.CURVE_POINTS, LEAST_POINTS, MOST_POINTS);
        BigDecimal cost = Questions.amount(request, "food_cost");
        Found<Pricing> found = Answers.found(queries.pricing(restaurant, partition, standby));
        PriceQuestion item = item(request, restaurant, found.value());
        Long asked = cost == null ? null : (Long) Fixed.money(cost);
        PriceQuestion costed = asked == null ? item : item.withFoodCost(asked);
        long weighed = costed.foodCost() == null ? 0 : costed.foodCost();
        request.json(SimulationViews.curve(
                found.value(),
                costed,
                WhatIf.curve(costed, weighed, points).stream()
                        .map(at -> Simulation.of(
                                costed, found.value().profile().guardrails(), at.price(), costed.foodCost()))
                        .toList(),
                found.stale(),
                clock.instant()));
    }

    /** What a simulation asks; null where that in force is meant. */
    record Asked(@Nullable BigDecimal price, @Nullable BigDecimal foodCost, int horizonDays) {

        static Asked read(JsonFields fields) {
            Asked asked = new Asked(
                    fields.optionalDecimal("price"),
                    fields.optionalDecimal("food_cost"),
                    fields.whole("horizon_days", PriceAdvisor.HORIZON_DAYS, 1, MOST_DAYS));
            fields.rejectUnknown();
            if (asked.price() == null && asked.foodCost() == null && fields.errors().isEmpty()) {
                fields.wrong("", "must have a price, a food_cost, or both");
            }
            amount(fields, "price", asked.price(), false);
            amount(fields, "food_cost", asked.foodCost(), true);
            return asked;
        }

        private static void amount(JsonFields fields, String field, @Nullable BigDecimal amount, boolean zero) {
            if (amount == null) {
                return;
            }
            if (amount.signum() < 0 || (!zero && amount.signum() == 0)) {
                fields.wrong(field, zero ? "must not be negative" : "must be above 0");
            } else if (amount.compareTo(Questions.MOST_AMOUNT) > 0) {
                fields.wrong(field, "must be at most " + Questions.MOST_AMOUNT);
            } else if (amount.stripTrailingZeros().scale() > Fixed.MONEY_SCALE) {
                fields.wrong(field, "must have at most " + Fixed.MONEY_SCALE + " decimals");
            }
        }
    }

    void simulate(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, Set.of());
        JsonFields fields = JsonFields.of(JsonBody.read(mapper, request.bodyAsBytes()));
        Asked asked = Asked.read(fields);
        Writing.refuse(fields);
        Found<Pricing> found = Answers.found(queries.pricing(restaurant, partition, standby));
        PriceQuestion item = item(request, restaurant, found.value());
        believable(fields, "price", asked.price(), item.price());
        believable(fields, "food_cost", asked.foodCost(), item.price());
        Writing.refuse(fields);
        request.json(SimulationViews.simulation(
                found.value(),
                Simulation.of(
                        item.over(asked.horizonDays()),
                        found.value().profile().guardrails(),
                        money(asked.price()),
                        money(asked.foodCost())),
                found.stale(),
                clock.instant()));
    }

    /** A cost may be nothing, and a price next to nothing: only what is far too much of either, or too little of a price. */
    private static void believable(JsonFields fields, String field, @Nullable BigDecimal asked, long price) {
        if (asked == null) {
            return;
        }
        BigDecimal now = Fixed.moneyOf(price);
        boolean tooLittle = field.equals("price") && asked.multiply(BigDecimal.valueOf(MOST_TIMES)).compareTo(now) <= 0;
        if (tooLittle || asked.compareTo(now.multiply(BigDecimal.valueOf(MOST_TIMES))) >= 0) {
            fields.wrong(
                    field,
                    "is " + MOST_TIMES + " times the price in force, " + Numbers.plain(now).toPlainString()
                            + ", or a hundredth of it: nothing can be said of that");
        }
    }

    /** The item of the path, with something to weigh. */
    private static PriceQuestion item(Context request, String restaurant, Pricing pricing) {
        String id = request.pathParam("item");
        PriceQuestion item = pricing.questions().stream()
                .filter(each -> each.itemId().equals(id))
                .findFirst()
                .orElse(null);
        if (item == null && !pricing.items().containsKey(id)) {
            throw Problem.notFound("item " + id + " is not on the menu of " + restaurant + " and was never sold");
        }
        if (item == null) {
            throw Problem.conflict(
                    pricing.latest() == null
                            ? "nothing was sold at " + restaurant + " yet: there is no demand to weigh"
                            : "item " + id + " is not on the menu of " + restaurant
                                    + ", or has no price: list it, and its price can be weighed");
        }
        if (!(item.demand() > 0)) {
            throw Problem.conflict("nothing of item " + id
                    + " is expected to sell at its price in force: there is no demand to weigh");
        }
        return item;
    }

    private static @Nullable Long money(@Nullable BigDecimal amount) {
        return amount == null ? null : (Long) Fixed.money(amount);
    }

    void revenueChange(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, CHANGE);
        String limit = "the history of " + historyDays + " days";
        DayRange now = Questions.span(request, historyDays, limit);
        DayRange then = Questions.span(request, "against_from", "against_to", historyDays, limit);
        Found<Changed> found = Answers.found(
                queries.change(restaurant, partition, standby, windowDays, new Compared(now, then)));
        request.json(ChangeViews.of(found.value(), found.stale(), clock.instant()));
    }
}
