package io.menuflow.serving.rest;

import io.javalin.http.Context;
import io.menuflow.models.menu.Method;
import io.menuflow.models.menu.ProfitBasis;
import io.menuflow.models.outlook.OutlookModels;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.serving.query.Answer;
import io.menuflow.serving.query.Answer.Found;
import io.menuflow.serving.query.MenuQueries;
import io.menuflow.serving.query.MenuQueries.ItemSales;
import io.menuflow.serving.query.MenuQueries.JudgedMenu;
import io.menuflow.serving.query.MenuQueries.Question;
import io.menuflow.serving.query.MenuQueries.Sales;
import io.menuflow.topology.sales.SalesFilter;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** What a menu is asked: its classes, its items, its sales. */
final class MenuRoutes {

    static final Set<String> MENU =
            Set.of("window", "from", "to", "order_type", "daypart", "scope", "method", "popularity_factor");
    static final Set<String> ONE_CLASS =
            Set.of("window", "from", "to", "order_type", "daypart", "scope", "method", "popularity_factor", "explain");
    static final Set<String> SALES = Set.of("window", "from", "to", "order_type", "daypart", "granularity");
    static final Set<String> ITEM_SALES = Set.of("window", "from", "to", "order_type", "daypart", "items", "category");

    private final MenuQueries queries;
    private final int windowDays;
    private final int historyDays;
    private final OutlookModels models;
    private final Clock clock;

    MenuRoutes(MenuQueries queries, int windowDays, int historyDays, OutlookModels models, Clock clock) {
        this.queries = queries;
        this.models = models;
        this.windowDays = windowDays;
        this.historyDays = historyDays;
        this.clock = clock;
    }

    /** How much of each day the sales are divided into. */
    enum Granularity {
        DAY,
        HOUR
    }

    void classifications(Context request, String restaurant, int partition, boolean standby) {
        menu(request, restaurant, partition, standby, (menu, stale) -> {
            refuseKasavanaSmithWithoutCosts(request, menu);
            return MenuViews.classifications(menu, stale, clock.instant());
        });
    }

    void classification(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, ONE_CLASS);
        boolean explain = Questions.flag(request, "explain");
        judged(request, restaurant, partition, standby, (menu, stale) -> {
            refuseKasavanaSmithWithoutCosts(request, menu);
            JudgedMenu only = only(request, menu);
            OutlookViews.Explanation why =
                    explain ? OutlookViews.explain(only.outlook(), request.pathParam("item"), models) : null;
            return MenuViews.classification(only, stale, clock.instant(), why);
        });
    }

    void items(Context request, String restaurant, int partition, boolean standby) {
        menu(request, restaurant, partition, standby, (menu, stale) -> MenuViews.items(menu, stale, clock.instant()));
    }

    void item(Context request, String restaurant, int partition, boolean standby) {
        menu(
                request,
                restaurant,
                partition,
                standby,
                (menu, stale) -> MenuViews.item(only(request, menu), stale, clock.instant()));
    }

    void sales(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, SALES);
        Question question = Questions.question(request, windowDays, historyDays);
        boolean byHour = Questions.choice(request, "granularity", Granularity.class) == Granularity.HOUR;
        if (byHour && question.filter().daypart() != null) {
            throw Problem.badRequest("hours are not divided by daypart: leave out daypart or granularity=hour");
        }
        Answer<Sales> answer = queries.sales(restaurant, partition, standby, question, byHour);
        Found<Sales> found = Answers.found(answer);
        refuseUnknownDaypart(question.filter(), found.value().restaurant());
        request.json(MenuViews.sales(found.value(), byHour, found.stale(), clock.instant()));
    }

    void itemSales(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, ITEM_SALES);
        Question question = Questions.question(request, windowDays, historyDays);
        Found<ItemSales> found = Answers.found(queries.itemSales(restaurant, partition, standby, question));
        refuseUnknownDaypart(question.filter(), found.value().restaurant());
        request.json(ItemSalesViews.of(found.value(), Questions.items(request), found.stale(), clock.instant()));
    }

    private void menu(
            Context request,
            String restaurant,
            int partition,
            boolean standby,
            BiFunction<JudgedMenu, Boolean, Object> view) {
        Questions.onlyKnown(request, MENU);
        judged(request, restaurant, partition, standby, view);
    }

    private void judged(
            Context request,
            String restaurant,
            int partition,
            boolean standby,
            BiFunction<JudgedMenu, Boolean, Object> view) {
        Question question = Questions.question(request, windowDays, historyDays);
        Found<JudgedMenu> found =
                Answers.found(queries.menu(restaurant, partition, standby, question, Questions.rules(request)));
        refuseUnknownDaypart(question.filter(), found.value().restaurant());
        request.json(view.apply(found.value(), found.stale()));
    }

    /** The menu with nothing but the item of the path. */
    private static JudgedMenu only(Context request, JudgedMenu menu) {
        String item = request.pathParam("item");
        return menu.only(item)
                .orElseThrow(() -> Problem.notFound("item " + item + " is not on the menu of "
                        + menu.restaurant().getRestaurantId() + " and was not sold in the window"));
    }

    /** Kasavana and Smith compare margins: where nobody told a cost, asking for them is an error of the question. */
    private static void refuseKasavanaSmithWithoutCosts(Context request, JudgedMenu menu) {
        boolean asked = Questions.choice(request, "method", Method.class) == Method.KASAVANA_SMITH
                || menu.rules().method() == Method.KASAVANA_SMITH;
        boolean revenueOnly = !menu.items().isEmpty()
                && menu.items().stream().allMatch(item -> item.profitBasis() == ProfitBasis.REVENUE);
        boolean judged = menu.items().stream().anyMatch(item -> item.popularityPercentile() != null);
        if (asked && revenueOnly && judged) {
            throw new Problem.ProblemException(new Problem(
                    "Invalid request",
                    422,
                    "kasavana-smith compares contribution margins, and no item in scope has a food cost: enter costs, or"
                            + " ask for method=percentile, which then ranks by revenue",
                    List.of()));
        }
    }

    private static void refuseUnknownDaypart(SalesFilter filter, Restaurant restaurant) {
        String daypart = filter.daypart();
        if (daypart == null) {
            return;
        }
        boolean known = restaurant.getCalendars().stream()
                .flatMap(period -> period.getDayparts().stream())
                .anyMatch(part -> part.getName().equalsIgnoreCase(daypart));
        if (!known) {
            throw Problem.badRequest(
                    "restaurant " + restaurant.getRestaurantId() + " has no daypart '" + daypart + "'");
        }
    }
}
