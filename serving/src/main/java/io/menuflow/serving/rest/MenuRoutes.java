package io.menuflow.serving.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.menuflow.models.menu.Method;
import io.menuflow.models.menu.ProfitBasis;
import io.menuflow.models.outlook.OutlookModels;
import io.menuflow.serving.query.Answer;
import io.menuflow.serving.query.Answer.Found;
import io.menuflow.serving.query.MenuQueries;
import io.menuflow.serving.query.MenuQueries.ItemSales;
import io.menuflow.serving.query.MenuQueries.JudgedMenu;
import io.menuflow.serving.query.MenuQueries.Question;
import io.menuflow.serving.query.MenuQueries.Sales;
import io.menuflow.serving.rest.Csv.Columns;
import io.menuflow.serving.rest.MenuViews.ClassificationView;
import io.menuflow.serving.rest.MenuViews.ClassificationsView;
import io.menuflow.serving.rest.MenuViews.ItemView;
import io.menuflow.serving.rest.MenuViews.ItemsView;
import io.menuflow.serving.rest.MenuViews.SalesView;
import io.menuflow.serving.rest.MenuViews.WindowView;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** What a menu is asked: its classes, its items, its sales. */
final class MenuRoutes {

    static final Set<String> MENU =
            Set.of("window", "from", "to", "order_type", "daypart", "scope", "method", "popularity_factor");
    static final Set<String> MENU_LIST = Page.with(MENU);
    static final Set<String> ONE_CLASS =
            Set.of("window", "from", "to", "order_type", "daypart", "scope", "method", "popularity_factor", "explain");
    static final Set<String> SALES = Set.of("window", "from", "to", "order_type", "daypart", "granularity", "format");
    static final Set<String> ITEM_SALES = Set.of("window", "from", "to", "order_type", "daypart", "items", "category");

    static final Columns CLASSES_CSV = Columns.of(
            "item_id",
            "item_name",
            "category",
            "in_scope",
            "quadrant",
            "quadrants/percentile",
            "quadrants/kasavana_smith",
            "settled",
            "evidence",
            "profit_basis",
            "profitability",
            "popularity_percentile",
            "profitability_percentile",
            "menu_mix",
            "quantity_sold",
            "revenue",
            "avg_selling_price",
            "unit_margin",
            "contribution_margin",
            "outlook/predicted",
            "outlook/confidence");
    static final Columns ITEMS_CSV = Columns.of(
            "item_id",
            "item_name",
            "category",
            "listed",
            "in_scope",
            "order_count",
            "quantity_sold",
            "revenue",
            "avg_selling_price",
            "list_price",
            "total_food_cost",
            "cost_basis",
            "unit_margin",
            "contribution_margin",
            "margin_pct",
            "popularity_percentile",
            "profitability_percentile",
            "last_sold_at",
            "days_on_menu");
    static final Columns SALES_CSV = Columns.of("date", "hour", "order_count", "quantity_sold", "revenue");

    private final MenuQueries queries;
    private final int windowDays;
    private final int historyDays;
    private final OutlookModels models;
    private final ObjectMapper mapper;
    private final Clock clock;

    MenuRoutes(
            MenuQueries queries,
            int windowDays,
            int historyDays,
            OutlookModels models,
            ObjectMapper mapper,
            Clock clock) {
        this.queries = queries;
        this.mapper = mapper;
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
        Questions.onlyKnown(request, MENU_LIST);
        Page page = Page.of(request);
        Found<JudgedMenu> found = judged(request, restaurant, partition, standby);
        refuseKasavanaSmithWithoutCosts(request, found.value());
        ClassificationsView all = MenuViews.classifications(found.value(), found.stale(), clock.instant());
        Page.Part<ClassificationView> part = page.of(all.items(), ClassificationView::itemId);
        if (page.csv()) {
            Columns columns = columns(CLASSES_CSV, restaurant, all.currency(), all.window());
            Csv.answer(request, mapper, restaurant + "-classifications", columns, part);
        } else {
            request.json(all.part(part));
        }
    }

    void classification(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, ONE_CLASS);
        boolean explain = Questions.flag(request, "explain");
        Found<JudgedMenu> found = judged(request, restaurant, partition, standby);
        refuseKasavanaSmithWithoutCosts(request, found.value());
        JudgedMenu only = only(request, found.value());
        OutlookViews.Explanation why =
                explain ? OutlookViews.explain(only.outlook(), request.pathParam("item"), models) : null;
        request.json(MenuViews.classification(only, found.stale(), clock.instant(), why));
    }

    void items(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, MENU_LIST);
        Page page = Page.of(request);
        Found<JudgedMenu> found = judged(request, restaurant, partition, standby);
        ItemsView all = MenuViews.items(found.value(), found.stale(), clock.instant());
        Page.Part<ItemView> part = page.of(all.items(), ItemView::itemId);
        if (page.csv()) {
            Columns columns = columns(ITEMS_CSV, restaurant, all.currency(), all.window());
            Csv.answer(request, mapper, restaurant + "-items", columns, part);
        } else {
            request.json(all.part(part));
        }
    }

    void item(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, MENU);
        Found<JudgedMenu> found = judged(request, restaurant, partition, standby);
        JudgedMenu only = only(request, found.value());
        request.json(MenuViews.item(only, found.stale(), clock.instant()));
    }

    void sales(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, SALES);
        Question question = Questions.question(request, windowDays, historyDays);
        boolean byHour = byHour(request, question);
        Answer<Sales> answer = queries.sales(restaurant, partition, standby, question, byHour);
        Found<Sales> found = Answers.found(answer);
        Questions.refuseUnknownDaypart(question.filter(), found.value().restaurant());
        SalesView view = MenuViews.sales(found.value(), byHour, found.stale(), clock.instant());
        if (Page.of(request).csv()) { // bounded by the history, so always whole
            Columns columns = columns(SALES_CSV, restaurant, view.currency(), view.window());
            Csv.answer(request, mapper, restaurant + "-sales", columns, new Page.Part<>(view.points(), null));
        } else {
            request.json(view);
        }
    }

    /** Whether sales are asked for by hour, not by day. */
    static boolean byHour(Context request, Question question) {
        boolean byHour = Questions.choice(request, "granularity", Granularity.class) == Granularity.HOUR;
        if (byHour && question.filter().daypart() != null) {
            throw Problem.badRequest("hours are not divided by daypart: leave out daypart or granularity=hour");
        }
        return byHour;
    }

    void itemSales(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, ITEM_SALES);
        Question question = Questions.question(request, windowDays, historyDays);
        Found<ItemSales> found = Answers.found(queries.itemSales(restaurant, partition, standby, question));
        Questions.refuseUnknownDaypart(question.filter(), found.value().restaurant());
        request.json(ItemSalesViews.of(found.value(), AskedItems.of(request), found.stale(), clock.instant()));
    }

    /** Rows leave the answer they came with: each says whose it is, in which money and of which days. */
    static Columns columns(Columns own, String restaurant, String currency, WindowView window) {
        return own.after(
                "restaurant_id",
                restaurant,
                "currency",
                currency,
                "window_from",
                window.from().toString(),
                "window_to",
                window.to().toString());
    }

    private Found<JudgedMenu> judged(Context request, String restaurant, int partition, boolean standby) {
        Question question = Questions.question(request, windowDays, historyDays);
        Found<JudgedMenu> found =
                Answers.found(queries.menu(restaurant, partition, standby, question, Questions.rules(request)));
        Questions.refuseUnknownDaypart(question.filter(), found.value().restaurant());
        return found;
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
}
