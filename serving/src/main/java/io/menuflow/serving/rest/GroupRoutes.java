package io.menuflow.serving.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.menuflow.models.check.Ids;
import io.menuflow.models.menu.QuadrantRules;
import io.menuflow.serving.access.Scope;
import io.menuflow.serving.query.MenuQueries.Question;
import io.menuflow.serving.rest.Csv.Columns;
import io.menuflow.serving.rest.Gatherer.Gathered;
import io.menuflow.serving.rest.GroupParts.ClassRow;
import io.menuflow.serving.rest.GroupParts.Classes;
import io.menuflow.serving.rest.GroupParts.Groups;
import io.menuflow.serving.rest.GroupParts.ItemRow;
import io.menuflow.serving.rest.GroupParts.Items;
import io.menuflow.serving.rest.GroupParts.Member;
import io.menuflow.serving.rest.GroupParts.Members;
import io.menuflow.serving.rest.GroupParts.Sales;
import io.menuflow.serving.rest.GroupViews.CurrencySalesView;
import io.menuflow.serving.rest.GroupViews.GroupClassView;
import io.menuflow.serving.rest.GroupViews.GroupClassesView;
import io.menuflow.serving.rest.GroupViews.GroupItemView;
import io.menuflow.serving.rest.GroupViews.GroupItemsView;
import io.menuflow.serving.rest.GroupViews.GroupSalesView;
import io.menuflow.serving.rest.GroupViews.GroupView;
import io.menuflow.serving.rest.GroupViews.GroupsView;
import io.menuflow.serving.rest.GroupViews.MemberView;
import io.menuflow.serving.rest.GroupViews.MembersView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Groups of restaurants, over all nodes: who they are, what they sell together, and where their items stand. */
final class GroupRoutes {

    static final Columns GROUPS_CSV = Columns.of("group", "restaurants");
    static final Columns MEMBERS_CSV = Columns.of("restaurant_id", "name", "currency");
    static final Columns ITEMS_CSV = Columns.of(
            "shared_item_id",
            "restaurant_id",
            "item_id",
            "item_name",
            "category",
            "sum/currency",
            "sum/restaurants",
            "sum/order_count",
            "sum/quantity_sold",
            "sum/revenue",
            "sum/avg_selling_price",
            "sum/total_food_cost",
            "sum/cost_basis",
            "sum/contribution_margin",
            "sum/margin_pct",
            "sum/last_sold_at");
    static final Columns CLASSES_CSV = Columns.of(
            "shared_item_id",
            "item_name",
            "category",
            "standing/restaurant_id",
            "standing/item_id",
            "standing/in_scope",
            "standing/quadrant",
            "standing/settled",
            "standing/evidence");
    static final Columns SALES_CSV = Columns.of(
            "currency", "point/date", "point/hour", "point/order_count", "point/quantity_sold", "point/revenue");

    private static final Groups NO_GROUPS = new Groups(Map.of());
    private static final Members NO_MEMBERS = new Members(List.of());
    private static final Items NO_ITEMS = new Items(List.of(), Map.of(), false);
    private static final Classes NO_CLASSES = new Classes(List.of(), Map.of(), false);
    private static final Sales NO_SALES = new Sales(List.of(), Map.of(), false);

    private final Gatherer gatherer;
    private final GroupReader reader;
    private final int windowDays;
    private final int historyDays;
    private final ObjectMapper mapper;

    GroupRoutes(Gatherer gatherer, GroupReader reader, int windowDays, int historyDays, ObjectMapper mapper) {
        this.gatherer = gatherer;
        this.reader = reader;
        this.windowDays = windowDays;
        this.historyDays = historyDays;
        this.mapper = mapper;
    }

    void groups(Context request) {
        Questions.onlyKnown(request, Page.PARAMETERS);
        Page page = Page.of(request);
        Scope scope = Guard.caller(request).scope();
        gatherer.gather(request, Groups.class, NO_GROUPS, copy -> reader.groups(copy, scope::holdsGroup))
                .ifPresent(all -> {
                    List<GroupView> views = new ArrayList<>();
                    new TreeMap<>(all.part().groups())
                            .forEach((group, size) -> views.add(GroupViews.group(group, size)));
                    Page.Part<GroupView> part = page.of(views, GroupView::group);
                    if (page.csv()) {
                        csv(request, "groups", GROUPS_CSV, part, all);
                    } else {
                        request.json(new GroupsView(part.items(), all.stale(), all.missing(), part.nextCursor()));
                    }
                });
    }

    void group(Context request) {
        Questions.onlyKnown(request, Page.PARAMETERS);
        String group = group(request, "group");
        Page page = Page.of(request);
        gatherer.gather(request, Members.class, NO_MEMBERS, copy -> reader.members(copy, group))
                .ifPresent(all -> {
                    refuseUnknown(group, all.part().members(), all);
                    Page.Part<MemberView> part =
                            page.of(GroupViews.members(all.part().members()), MemberView::restaurantId);
                    if (page.csv()) {
                        csv(request, "restaurants", MEMBERS_CSV.after("group", group), part, all);
                    } else {
                        request.json(
                                new MembersView(group, part.items(), all.stale(), all.missing(), part.nextCursor()));
                    }
                });
    }

    void items(Context request) {
        Questions.onlyKnown(request, MenuRoutes.MENU_LIST);
        String group = group(request, "group");
        Page page = Page.of(request);
        Question question = Questions.question(request, windowDays, historyDays);
        UnaryOperator<QuadrantRules> rules = Questions.rules(request);
        gatherer.gather(request, Items.class, NO_ITEMS, copy -> reader.items(copy, group, question, rules))
                .ifPresent(all -> {
                    Items found = all.part();
                    refuseUnknown(group, found.members(), all);
                    refuseUnknownDaypart(group, question, found.daypartKnown());
                    GroupReader.refuseTooMany(group, found.rows().size(), GroupReader.MAX_ROWS, "items");
                    answerItems(request, page, group, all);
                });
    }

    private void answerItems(Context request, Page page, String group, Gathered<Items> all) {
        Items found = all.part();
        Page.Part<Map.Entry<String, ItemRow>> part = page.of(ascending(found.rows()), Map.Entry::getKey);
        List<GroupItemView> items = part.items().stream()
                .map(row -> GroupViews.item(row.getValue()))
                .toList();
        if (page.csv()) {
            List<Object> flat = new ArrayList<>();
            items.forEach(item -> item.sums().forEach(sum -> flat.add(Csv.with(mapper, item, "sum", sum))));
            csv(request, "items", ITEMS_CSV.after("group", group), new Page.Part<>(flat, part.nextCursor()), all);
        } else {
            request.json(new GroupItemsView(
                    group,
                    GroupViews.members(found.members()),
                    GroupViews.totals(found.members(), found.rows().values()),
                    items,
                    all.stale(),
                    all.missing(),
                    part.nextCursor()));
        }
    }

    void classifications(Context request) {
        Questions.onlyKnown(request, MenuRoutes.MENU_LIST);
        String group = group(request, "group");
        Page page = Page.of(request);
        Question question = Questions.question(request, windowDays, historyDays);
        UnaryOperator<QuadrantRules> rules = Questions.rules(request);
        gatherer.gather(request, Classes.class, NO_CLASSES, copy -> reader.classes(copy, group, question, rules))
                .ifPresent(all -> {
                    Classes found = all.part();
                    refuseUnknown(group, found.members(), all);
                    refuseUnknownDaypart(group, question, found.daypartKnown());
                    GroupReader.refuseTooMany(group, found.rows().size(), GroupReader.MAX_ROWS, "items");
                    answerClasses(request, page, group, all);
                });
    }

    private void answerClasses(Context request, Page page, String group, Gathered<Classes> all) {
        Classes found = all.part();
        Page.Part<Map.Entry<String, ClassRow>> part = page.of(ascending(found.rows()), Map.Entry::getKey);
        List<GroupClassView> items = part.items().stream()
                .map(row -> GroupViews.item(row.getValue()))
                .toList();
        if (page.csv()) {
            List<Object> flat = new ArrayList<>();
            items.forEach(item -> item.restaurants().forEach(own -> flat.add(Csv.with(mapper, item, "standing", own))));
            Page.Part<Object> told = new Page.Part<>(flat, part.nextCursor());
            csv(request, "classifications", CLASSES_CSV.after("group", group), told, all);
        } else {
            request.json(new GroupClassesView(
                    group,
                    GroupViews.members(found.members()),
                    GroupViews.counts(found.rows().values().stream()
                            .flatMap(row -> row.standings().stream())
                            .toList()),
                    items,
                    all.stale(),
                    all.missing(),
                    part.nextCursor()));
        }
    }

    void sales(Context request) {
        Questions.onlyKnown(request, MenuRoutes.SALES);
        String group = group(request, "group");
        boolean csv = Page.of(request).csv();
        Question question = Questions.question(request, windowDays, historyDays);
        boolean byHour = MenuRoutes.byHour(request, question);
        gatherer.gather(request, Sales.class, NO_SALES, copy -> reader.sales(copy, group, question, byHour))
                .ifPresent(all -> {
                    Sales found = all.part();
                    refuseUnknown(group, found.members(), all);
                    refuseUnknownDaypart(group, question, found.daypartKnown());
                    List<CurrencySalesView> currencies = new ArrayList<>();
                    new TreeMap<>(found.byCurrency())
                            .forEach((currency, sales) -> currencies.add(GroupViews.sales(currency, sales)));
                    if (csv) {
                        List<Object> flat = new ArrayList<>();
                        currencies.forEach(
                                own -> own.points().forEach(point -> flat.add(Csv.with(mapper, own, "point", point))));
                        csv(request, "sales", SALES_CSV.after("group", group), new Page.Part<>(flat, null), all);
                    } else {
                        request.json(new GroupSalesView(
                                group,
                                GroupViews.members(found.members()),
                                byHour ? "hour" : "day",
                                currencies,
                                all.stale(),
                                all.missing()));
                    }
                });
    }

    private static <V> List<Map.Entry<String, V>> ascending(Map<String, V> rows) {
        return new ArrayList<>(new TreeMap<>(rows).entrySet());
    }

    private void csv(Context request, String name, Columns columns, Page.Part<?> part, Gathered<?> all) {
        all.all().refusePartial();
        Csv.answer(request, mapper, name, columns, part);
    }

    private static String group(Context request, String parameter) {
        String group = request.pathParam(parameter);
        if (!Ids.isId(group)) {
            throw Problem.badRequest(
                    "the group in the path must be 1 to " + Ids.MAX_BYTES + " bytes without control characters");
        }
        return group;
    }

    private static void refuseUnknown(String group, List<Member> members, Gathered<?> all) {
        GroupReader.refuseTooMany(group, members.size(), GroupReader.MAX_RESTAURANTS, "restaurants");
        if (members.isEmpty()) {
            throw all.missing().isEmpty()
                    ? Problem.notFound("no restaurant is of group " + group)
                    : Problem.unavailable(all.all().reasons());
        }
    }

    private static void refuseUnknownDaypart(String group, Question question, boolean known) {
        String daypart = question.filter().daypart();
        if (daypart != null && !known) {
            throw Problem.badRequest("no restaurant of group " + group + " has a daypart '" + daypart + "'");
        }
    }
}
