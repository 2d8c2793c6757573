package io.menuflow.bench.crash.recompute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.menuflow.bench.crash.recompute.Answers.Expected;
import io.menuflow.schemas.avro.CalendarPeriod;
import io.menuflow.schemas.avro.DemandForecast;
import io.menuflow.schemas.avro.ItemClassification;
import io.menuflow.schemas.avro.ItemOutlook;
import io.menuflow.schemas.avro.ItemSalesDay;
import io.menuflow.schemas.avro.MenuSettings;
import io.menuflow.schemas.avro.OrderType;
import io.menuflow.schemas.avro.PriceRecommendation;
import io.menuflow.schemas.avro.QuadrantMethod;
import io.menuflow.schemas.avro.QuadrantScope;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.topology.closes.DayClose;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Every question REST is asked at rest, with what it must answer. */
public final class Questions {

    private static final int WEEK = 7;
    private static final int ALL_DAYS = 700;

    private final Recompute recompute;

    public Questions(Recompute recompute) {
        this.recompute = recompute;
    }

    /**
     * The answer to a question.
     *
     * @param body what it must say but for {@code feed_age_s}; null where only the status can be foretold
     */
    public record Answer(int status, @Nullable ObjectNode body) {}

    /** Hands each question, as a path, and its answer to {@code each}. */
    public void ask(BiConsumer<String, Answer> each) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        ArrayNode shown = list.putArray("restaurants");
        recompute.restaurants().values().forEach(restaurant -> shown.add(Listings.restaurant(restaurant)));
        list.put("stale", false).putArray("missing"); // at rest every partition answers
        each.accept("/v1/restaurants", new Answer(200, list));
        recompute.unknownRestaurants().forEach(id -> each.accept("/v1/restaurants/" + id, new Answer(404, null)));
        recompute.restaurants().values().forEach(restaurant -> of(restaurant, each));
    }

    private void of(Restaurant restaurant, BiConsumer<String, Answer> each) {
        String path = "/v1/restaurants/" + restaurant.getRestaurantId();
        each.accept(path, new Answer(200, Listings.restaurant(restaurant)));
        each.accept(
                path + "/menu",
                new Answer(
                        200,
                        Listings.menu(
                                restaurant,
                                recompute.menu(restaurant.getRestaurantId()).values(),
                                Instant.now())));
        days(restaurant, each);
        Answers answers = new Answers(recompute, restaurant);
        LocalDate latest = answers.latestDay();
        if (latest == null) {
            return; // windows would end with the wall clock's day
        }
        BiConsumer<String, Expected> sink =
                (question, expected) -> each.accept(path + question, new Answer(expected.status(), expected.body()));
        Window usual = Window.endingWith(latest, recompute.rules().windowDays());
        menus(answers, usual, sink);
        classifications(answers, usual, sink);
        sales(answers, latest, sink);
    }

    private void days(Restaurant restaurant, BiConsumer<String, Answer> each) {
        String id = restaurant.getRestaurantId();
        for (int year = 2023; year <= 2026; year++) {
            LocalDate from = LocalDate.of(year, 1, 1);
            LocalDate to = LocalDate.of(year, 12, 31);
            each.accept(
                    "/v1/restaurants/" + id + "/days?from=" + from + "&to=" + to,
                    new Answer(
                            200, Listings.days(id, from, to, recompute.days(id).values())));
        }
    }

    private static void menus(Answers answers, Window usual, BiConsumer<String, Expected> each) {
        LocalDate latest = usual.to();
        Window past = new Window(latest.minusDays(60), latest.minusDays(25), null, null);
        each.accept("/items", answers.items(usual));
        each.accept("/items?window=7d", answers.items(Window.endingWith(latest, WEEK)));
        each.accept("/items?from=" + past.from() + "&to=" + past.to(), answers.items(past));
        Window day = new Window(latest.minusDays(30), latest.minusDays(30), null, null);
        String aDay = "/items?from=" + day.from() + "&to=" + day.to();
        each.accept(aDay, answers.items(day));
        each.accept(aDay + "&order_type=delivery", answers.items(of(day, OrderType.DELIVERY, null)));
        each.accept("/items?order_type=takeout", answers.items(of(usual, OrderType.TAKEOUT, null)));
        String daypart = daypart(answers.restaurant());
        if (daypart != null) {
            each.accept("/items?window=28d&daypart=" + daypart, answers.items(of(usual, null, daypart)));
        }
        for (Standing first : answers.menu(usual).stream().limit(1).toList()) {
            each.accept("/items/" + first.item(), Answers.only(answers.items(usual), first.item()));
        }
    }

    private static void classifications(Answers answers, Window usual, BiConsumer<String, Expected> each) {
        LocalDate latest = usual.to();
        MenuSettings own = answers.restaurant().getSettings();
        MenuSettings byRank = with(own, QuadrantMethod.PERCENTILE);
        MenuSettings byMargin = with(own, QuadrantMethod.KASAVANA_SMITH);
        Window week = Window.endingWith(latest, WEEK);
        Window past = new Window(latest.minusDays(60), latest.minusDays(25), null, null);
        String of = "/classifications";
        each.accept(of, answers.classifications(usual, own));
        each.accept(of + "?method=percentile", answers.classifications(usual, byRank));
        each.accept(of + "?method=kasavana-smith", answers.classifications(usual, byMargin));
        each.accept(
                of + "?popularity_factor=0.8",
                answers.classifications(
                        usual,
                        MenuSettings.newBuilder(own).setPopularityFactor("0.8").build()));
        each.accept(
                of + "?scope=category",
                answers.classifications(
                        usual,
                        MenuSettings.newBuilder(own)
                                .setScope(QuadrantScope.CATEGORY)
                                .build()));
        each.accept(of + "?window=7d&method=percentile", answers.classifications(week, byRank));
        each.accept(of + "?window=7d&method=kasavana-smith", answers.classifications(week, byMargin));
        String dates = "?from=" + past.from() + "&to=" + past.to();
        each.accept(of + dates + "&method=percentile", answers.classifications(past, byRank));
        each.accept(of + dates + "&method=kasavana-smith", answers.classifications(past, byMargin));
        each.accept(of + "?order_type=dine-in", answers.classifications(of(usual, OrderType.DINE_IN, null), own));
        String daypart = daypart(answers.restaurant());
        if (daypart != null) {
            each.accept(of + "?daypart=" + daypart, answers.classifications(of(usual, null, daypart), own));
        }
        for (Standing first : answers.menu(usual).stream().limit(1).toList()) {
            each.accept(of + "/" + first.item(), Answers.only(answers.classifications(usual, own), first.item()));
        }
    }

    private static void sales(Answers answers, LocalDate latest, BiConsumer<String, Expected> each) {
        Window all = Window.endingWith(latest, ALL_DAYS);
        Window week = Window.endingWith(latest, WEEK);
        each.accept("/sales?window=700d", answers.salesByDay(all));
        each.accept("/sales?window=700d&granularity=hour", answers.salesByHour(all));
        each.accept("/sales?window=700d&order_type=delivery", answers.salesByDay(of(all, OrderType.DELIVERY, null)));
        each.accept(
                "/sales?window=7d&granularity=hour&order_type=dine-in",
                answers.salesByHour(of(week, OrderType.DINE_IN, null)));
        String daypart = daypart(answers.restaurant());
        if (daypart != null) {
            each.accept("/sales?window=7d&daypart=" + daypart, answers.salesByDay(of(week, null, daypart)));
        }
    }

    /** The last record of each key that {@code item-classifications} must end with. */
    public Map<String, ItemClassification> published() {
        Map<String, ItemClassification> published = new TreeMap<>();
        Outlooks outlooks = new Outlooks();
        histories((history, records, latest) -> {
            Map<String, ItemOutlook> heading = outlooks.of(history, latest);
            records.forEach(record -> published.put(
                    history.profile().id() + ":" + record.getItemId(),
                    ItemClassification.newBuilder(record)
                            .setOutlook(heading.get(record.getItemId()))
                            .build()));
        });
        return published;
    }

    /** The last record of each key of what is made at day closes. */
    public void closes(Map<String, DemandForecast> forecasts, Map<String, PriceRecommendation> prices) {
        DayCloses closes = new DayCloses(recompute.rules().historyDays());
        histories((history, records, latest) -> {
            String id = history.profile().id();
            DayClose close = closes.of(history, recompute.books(id), latest);
            close.forecasts().forEach((item, record) -> forecasts.put(id + ":" + item, record));
            close.prices().forEach((item, record) -> prices.put(id + ":" + item, record));
        });
    }

    private interface HistoryVisitor {
        void visit(PublishedHistory history, List<ItemClassification> records, LocalDate latest);
    }

    /** Visits every restaurant that sold something. */
    private void histories(HistoryVisitor visitor) {
        for (Restaurant restaurant : recompute.restaurants().values()) {
            Answers answers = new Answers(recompute, restaurant);
            LocalDate latest = answers.latestDay();
            if (latest != null) {
                Window window = Window.endingWith(latest, recompute.rules().windowDays());
                String id = restaurant.getRestaurantId();
                List<ItemClassification> records = Published.of(answers, window);
                visitor.visit(
                        PublishedHistory.of(
                                restaurant,
                                recompute.menu(id),
                                recompute.days(id),
                                records,
                                recompute.books(id).names(),
                                ClosedDays.of(restaurant, recompute.books(id))),
                        records,
                        latest);
            }
        }
    }

    /** The last record of each key that {@code item-sales-daily} must end with. */
    public Map<String, ItemSalesDay> closedDays() {
        Map<String, ItemSalesDay> days = new TreeMap<>();
        recompute
                .restaurants()
                .values()
                .forEach(restaurant ->
                        days.putAll(ClosedDays.of(restaurant, recompute.books(restaurant.getRestaurantId()))));
        return days;
    }

    private static Window of(Window window, @Nullable OrderType type, @Nullable String daypart) {
        return new Window(window.from(), window.to(), type, daypart);
    }

    private static MenuSettings with(MenuSettings settings, QuadrantMethod method) {
        return MenuSettings.newBuilder(settings).setMethod(method).build();
    }

    private static @Nullable String daypart(Restaurant restaurant) {
        List<CalendarPeriod> periods = restaurant.getCalendars();
        return periods.get(0).getDayparts().stream()
                .map(part -> part.getName().toLowerCase(Locale.ROOT))
                .filter(name -> name.matches("[a-z]+"))
                .findFirst()
                .orElse(null);
    }
}
