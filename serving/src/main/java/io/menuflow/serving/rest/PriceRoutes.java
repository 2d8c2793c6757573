package io.menuflow.serving.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.money.Fixed;
import io.menuflow.models.price.ComparedWindows;
import io.menuflow.models.price.Guardrails;
import io.menuflow.models.price.PriceAdvisor;
import io.menuflow.models.price.PriceOptimizer;
import io.menuflow.models.price.PriceQuestion;
import io.menuflow.models.price.Simulation;
import io.menuflow.models.price.WhatIf;
import io.menuflow.schemas.avro.PriceRecommendation;
import io.menuflow.serving.query.Answer;
import io.menuflow.serving.query.Answer.Found;
import io.menuflow.serving.query.CloseQueries;
import io.menuflow.serving.query.CloseQueries.Changed;
import io.menuflow.serving.query.CloseQueries.Close;
import io.menuflow.serving.query.CloseQueries.Compared;
import io.menuflow.serving.query.CloseQueries.OnePrice;
import io.menuflow.serving.query.CloseQueries.Pricing;
import io.menuflow.serving.rest.ChangeViews.RevenueChangeView;
import io.menuflow.serving.rest.MenuViews.WindowView;
import io.menuflow.serving.rest.PriceViews.Action;
import io.menuflow.serving.rest.PriceViews.Place;
import io.menuflow.serving.rest.PriceViews.PricesView;
import io.menuflow.serving.rest.PriceViews.Sort;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What items should cost, what another price would do, and why revenue changed. */
final class PriceRoutes {

    static final Set<String> ALL = Page.with(Set.of("action", "sort", "items", "category"));
    static final Set<String> CURVE = Set.of("points", "lowest", "highest", "food_cost");
    static final Set<String> CHANGE = Set.of("from", "to", "against_from", "against_to", "format");

    static final Csv.Columns CSV = Csv.Columns.of(
            "item_id",
            "item_name",
            "category",
            "action",
            "recommendation",
            "proposal/current/price",
            "proposal/optimal/price",
            "proposal/price_change_pct",
            "proposal/demand_change_pct",
            "proposal/profit_change",
            "proposal/menu_gain",
            "proposal/food_cost",
            "proposal/elasticity/point",
            "proposal/elasticity/evidence",
            "proposal/probability",
            "proposal/binding",
            "test/price");
    static final Csv.Columns CHANGE_CSV =
            Csv.Columns.of("item_id", "item_name", "revenue_change", "price", "quantity", "cost");

    static final int LEAST_POINTS = 50;
    static final int MOST_POINTS = 200;
    static final int MOST_DAYS = 365;
    static final int MOST_ALLOWED = 200;
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
        Sort by = Questions.choice(request, "sort", Sort.class);
        Sort sort = by == null ? Sort.MENU_GAIN : by;
        Page page = Page.of(request, Numbers.name(sort));
        AskedItems asked = AskedItems.of(request);
        Found<Close<PriceRecommendation>> found = Answers.found(queries.prices(restaurant, partition, standby));
        Close<PriceRecommendation> close = found.value();
        List<PriceRecommendation> records = close.records().values().stream()
                .filter(record -> action == null || PriceViews.action(record) == action)
                .filter(record -> asked.has(record.getItemId(), close.item(record.getItemId())))
                .toList();
        Page.Part<PriceRecommendation> part = page.of(
                PriceViews.sorted(records, sort),
                record -> Place.of(record, sort).text(),
                Comparator.comparing(Place::of));
        PricesView prices = PriceViews.prices(close, part, asked, found.stale(), clock.instant());
        if (page.csv()) {
            Csv.answer(
                    request,
                    mapper,
                    restaurant + "-prices",
                    CSV.after(
                            "restaurant_id",
                            restaurant,
                            "currency",
                            prices.currency(),
                            "closed_day",
                            prices.closedDay() == null ? "" : prices.closedDay().toString()),
                    new Page.Part<>(prices.items(), prices.nextCursor()));
        } else {
            request.json(prices);
        }
    }

    void price(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, Set.of());
        String item = request.pathParam("item");
        Found<OnePrice> found = reckoned(restaurant, () -> queries.price(restaurant, item, partition, standby));
        PriceRecommendation record = found.value().record();
        if (record == null) {
            throw Answers.noRecord(
                    found.value().close(),
                    "item " + item + " is not on the menu of " + restaurant + ", or has no price");
        }
        request.json(PriceViews.one(found.value(), record, found.stale(), clock.instant()));
    }

    void curve(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, CURVE);
        int points = Questions.whole(request, "points", WhatIf.CURVE_POINTS, LEAST_POINTS, MOST_POINTS);
        Long cost = money(Questions.amount(request, "food_cost"));
        Long lowest = money(Questions.amount(request, "lowest"));
        Long highest = money(Questions.amount(request, "highest"));
        Found<Pricing> found = reckoned(restaurant, () -> queries.pricing(restaurant, partition, standby));
        PriceQuestion asked = item(request, restaurant, found.value());
        PriceQuestion item = cost == null ? asked : asked.withFoodCost(cost);
        long from = lowest == null ? Math.max(1, Math.round(WhatIf.LOWEST * item.price())) : lowest;
        long to = highest == null ? Math.round(WhatIf.HIGHEST * item.price()) : highest;
        if (from <= item.price() / MOST_TIMES || to <= from || to / MOST_TIMES >= item.price()) {
            throw Problem.badRequest("lowest must be below highest, above a hundredth of the price in force and highest"
                    + " below a hundred times it, " + shown(item.price()));
        }
        long weighed = item.foodCost() == null ? 0 : item.foodCost();
        Guardrails rails = found.value().profile().guardrails();
        request.json(SimulationViews.curve(
                found.value(),
                item,
                WhatIf.curve(item, weighed, from, to, points).stream()
                        .map(at -> Simulation.of(item, rails, at.price(), null))
                        .toList(),
                Simulation.allowed(item, rails, MOST_ALLOWED),
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
            if (asked.price() == null
                    && asked.foodCost() == null
                    && fields.errors().isEmpty()) {
                fields.wrong("", "must have a price, a food_cost, or both");
            }
            amount(fields, "price", asked.price(), false);
            amount(fields, "food_cost", asked.foodCost(), true);
            return asked;
        }

        /** The answer for an item; throws the problem that says which amount makes no sense for it. */
        Simulation of(JsonFields fields, PriceQuestion item, Guardrails rails) {
            believable(fields, "price", price, item.price());
            believable(fields, "food_cost", foodCost, item.price());
            Writing.refuse(fields);
            return Simulation.of(item.over(horizonDays), rails, money(price), money(foodCost));
        }

        /** A cost may be nothing, and a price next to nothing: only what is far too much of either, or too little of a price. */
        private static void believable(JsonFields fields, String field, @Nullable BigDecimal asked, long price) {
            if (asked == null) {
                return;
            }
            BigDecimal now = Fixed.moneyOf(price);
            BigDecimal most = now.multiply(BigDecimal.valueOf(MOST_TIMES));
            BigDecimal least = field.equals("price") ? now.divide(BigDecimal.valueOf(MOST_TIMES)) : null;
            if ((least != null && asked.compareTo(least) <= 0) || asked.compareTo(most) >= 0) {
                fields.wrong(
                        field,
                        "must be "
                                + (least == null
                                        ? "0 or more and below " + plain(most) + ", a hundred times"
                                        : "above " + plain(least) + " and below " + plain(most)
                                                + ", a hundredth and a hundred times")
                                + " the price in force, " + plain(now));
            }
        }

        private static String plain(BigDecimal amount) {
            return amount.stripTrailingZeros().toPlainString();
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
        Found<Pricing> found = reckoned(restaurant, () -> queries.pricing(restaurant, partition, standby));
        PriceQuestion item = item(request, restaurant, found.value());
        request.json(SimulationViews.simulation(
                found.value(),
                asked.of(fields, item, found.value().profile().guardrails()),
                found.stale(),
                clock.instant()));
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
        String refusal = PriceOptimizer.refusal(item.foodCost() == null ? item.withFoodCost(0L) : item);
        if (refusal != null) {
            throw Problem.conflict("item " + id + " cannot be weighed: " + refusal);
        }
        return item;
    }

    /** Sums or prices that are too large for any arithmetic are that restaurant's fault, not the node's. */
    private static <T> Found<T> reckoned(String restaurant, Supplier<Answer<T>> question) {
        try {
            return Answers.found(question.get());
        } catch (ArithmeticException e) {
            throw Problem.conflict(
                    "sums or prices of " + restaurant + " are too large to reckon with: correct them, and ask again");
        }
    }

    private static String shown(long price) {
        return Numbers.plain(Fixed.moneyOf(price)).toPlainString();
    }

    private static @Nullable Long money(@Nullable BigDecimal amount) {
        return amount == null ? null : (Long) Fixed.money(amount);
    }

    /** Refuses a window of days to come, and one of days that are all too old. */
    private static void tellable(ComparedWindows windows, String from, String to, DayRange asked) {
        if (asked.last() > windows.today()) {
            throw Problem.badRequest(
                    to + " (" + asked.to() + ") is in the future: today is " + LocalDate.ofEpochDay(windows.today()));
        }
        if (asked.last() < windows.firstKept()) {
            throw Problem.badRequest("the window from " + from + " (" + asked.from() + ") to " + to + " (" + asked.to()
                    + ") is before the history kept, which begins on " + LocalDate.ofEpochDay(windows.firstKept()));
        }
    }

    void revenueChange(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, CHANGE);
        String limit = "the history of " + historyDays + " days";
        DayRange now = Questions.span(request, historyDays, limit);
        DayRange then = Questions.span(request, "against_from", "against_to", historyDays, limit);
        Found<Changed> found = reckoned(
                restaurant, () -> queries.change(restaurant, partition, standby, windowDays, new Compared(now, then)));
        ComparedWindows windows = found.value().windows();
        if (windows != null && !windows.canBeTold()) {
            tellable(windows, "from", "to", windows.now());
            tellable(windows, "against_from", "against_to", windows.then());
        }
        RevenueChangeView change = ChangeViews.of(found.value(), found.stale(), clock.instant());
        if (Page.of(request).csv()) { // bounded by the menu, so always whole
            csv(request, change);
        } else {
            request.json(change);
        }
    }

    /** A row an item; what makes the windows less than comparable goes along with each. */
    private void csv(Context request, RevenueChangeView change) {
        WindowView window = change.window();
        WindowView against = change.against();
        if (window == null || against == null) {
            throw Problem.unavailable(change.note() + "; as JSON it is told");
        }
        Csv.answer(
                request,
                mapper,
                change.restaurantId() + "-revenue-change",
                CHANGE_CSV.after(
                        "restaurant_id",
                        change.restaurantId(),
                        "currency",
                        change.currency(),
                        "window_from",
                        window.from().toString(),
                        "window_to",
                        window.to().toString(),
                        "against_from",
                        against.from().toString(),
                        "against_to",
                        against.to().toString(),
                        "warnings",
                        String.join("; ", change.warnings())),
                new Page.Part<>(change.items(), null));
    }
}
