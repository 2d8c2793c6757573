package io.menuflow.serving.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.menuflow.models.check.Ids;
import io.menuflow.models.menu.QuadrantRules;
import io.menuflow.serving.query.MenuQueries.Question;
import io.menuflow.serving.rest.Csv.Columns;
import io.menuflow.serving.rest.FanOut.Gathered;
import io.menuflow.serving.rest.FanOut.Missing;
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
import io.menuflow.serving.rest.MenuRoutes.Granularity;
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

    private final FanOut fanOut;
    private final GroupReader reader;
    private final int windowDays;
    private final int historyDays;
    private final ObjectMapper mapper;

    GroupRoutes(FanOut fanOut, GroupReader reader, int windowDays, int historyDays, ObjectMapper mapper) {
        this.fanOut = fanOut;
        this.reader = reader;
        this.windowDays = windowDays;
        this.historyDays = historyDays;
        this.mapper = mapper;
    }

    void groups(Context request) {
        Questions.onlyKnown(request, Page.PARAMETERS);
        Page page = Page.of(request);
        Gathered<Groups> all = fanOut.gather(request, Groups.class, reader::groups);
        if (all == null) {
            return;
        }
        List<GroupView> views = new ArrayList<>();
        if (all.part() != null) {
            new TreeMap<>(all.part().groups())
                    .forEach((group, size) -> views.add(new GroupView(
                            group,
                            size.restaurants().values().stream()
                                    .mapToInt(Integer::intValue)
                                    .sum(),
                            size.restaurants())));
        }
        Page.Part<GroupView> part = page.of(views, GroupView::group);
        if (page.csv()) {
            Csv.answer(request, mapper, "groups", GROUPS_CSV, whole(part, all.unavailable()));
        } else {
            request.json(new GroupsView(part.items(), all.unavailable(), part.nextCursor()));
        }
    }

    void group(Context request) {
        Questions.onlyKnown(request, Page.PARAMETERS);
        String group = group(request, "group");
        Page page = Page.of(request);
        Gathered<Members> all =
                fanOut.gather(request, Members.class, partition -> reader.members(partition, group));
        if (all == null) {
            return;
        }
        List<Member> members = all.part() == null ? List.of() : all.part().members();
        refuseUnknown(group, members, all.unavailable());
        Page.Part<MemberView> part = page.of(GroupViews.members(members), MemberView::restaurantId);
        if (page.csv()) {
            Csv.answer(
                    request, mapper, "restaurants", MEMBERS_CSV.after("group", group), whole(part, all.unavailable()));
        } else {
            request.json(new MembersView(group, part.items(), all.unavailable(), part.nextCursor()));
        }
    }

    void items(Context request) {
        Questions.onlyKnown(request, MenuRoutes.MENU_LIST);
        String group = group(request, "group");
        Page page = Page.of(request);
        Question question = Questions.question(request, windowDays, historyDays);
        UnaryOperator<QuadrantRules> rules = Questions.rules(request);
        Gathered<Items> all = fanOut.gather(
                request, Items.class, partition -> reader.items(partition, group, question, rules));
        if (all == null) {
            return;
        }
        Items found = all.part() == null ? new Items(List.of(), Map.of(), false) : all.part();
        refuseUnknown(group, found.members(), all.unavailable());
        refuseUnknownDaypart(group, question, found.daypartKnown());
        GroupReader.refuseTooMany(group, found.rows().size(), GroupReader.MAX_ROWS, "items");
        List<Map.Entry<String, ItemRow>> rows = new ArrayList<>(new TreeMap<>(found.rows()).entrySet());
        Page.Part<Map.Entry<String, ItemRow>> part = page.of(rows, Map.Entry::getKey);
        List<GroupItemView> items = part.items().stream()
                .map(row -> GroupViews.item(row.getValue()))
                .toList();
        if (page.csv()) {
            List<Object> flat = new ArrayList<>();
            items.forEach(item -> item.sums().forEach(sum -> flat.add(with(item, "sum", sum))));
            Page.Part<Object> told = new Page.Part<>(flat, part.nextCursor());
            Csv.answer(request, mapper, "items", ITEMS_CSV.after("group", group), whole(told, all.unavailable()));
        } else {
            request.json(new GroupItemsView(
                    group,
                    GroupViews.members(found.members()),
                    GroupViews.totals(found.members(), found.rows().values()),
                    items,
                    all.unavailable(),
                    part.nextCursor()));
        }
    }

    void classifications(Context request) {
        Questions.onlyKnown(request, MenuRoutes.MENU_LIST);
        String group = group(request, "group");
        Page page = Page.of(request);
        Question question = Questions.question(request, windowDays, historyDays);
        UnaryOperator<QuadrantRules> rules = Questions.rules(request);
        Gathered<Classes> all = fanOut.gather(
                request, Classes.class, partition -> reader.classes(partition, group, question, rules));
        if (all == null) {
            return;
        }
        Classes found = all.part() == null ? new Classes(List.of(), Map.of(), false) : all.part();
        refuseUnknown(group, found.members(), all.unavailable());
        refuseUnknownDaypart(group, question, found.daypartKnown());
        GroupReader.refuseTooMany(group, found.rows().size(), GroupReader.MAX_ROWS, "items");
        List<Map.Entry<String, ClassRow>> rows = new ArrayList<>(new TreeMap<>(found.rows()).entrySet());
        Page.Part<Map.Entry<String, ClassRow>> part = page.of(rows, Map.Entry::getKey);
        List<GroupClassView> items = part.items().stream()
                .map(row -> GroupViews.item(row.getValue()))
                .toList();
        if (page.csv()) {
            List<Object> flat = new ArrayList<>();
            items.forEach(item -> item.restaurants().forEach(own -> flat.add(with(item, "standing", own))));
            Page.Part<Object> told = new Page.Part<>(flat, part.nextCursor());
            Csv.answer(
                    request, mapper, "classifications", CLASSES_CSV.after("group", group), whole(told, all.unavailable()));
        } else {
            request.json(new GroupClassesView(
                    group,
                    GroupViews.members(found.members()),
                    GroupViews.counts(found.rows().values().stream()
                            .flatMap(row -> row.standings().stream())
                            .toList()),
                    items,
                    all.unavailable(),
                    part.nextCursor()));
        }
    }

    void sales(Context request) {
        Questions.onlyKnown(request, MenuRoutes.SALES);
        String group = group(request, "group");
        Question question = Questions.question(request, windowDays, historyDays);
        boolean byHour = Questions.choice(request, "granularity", Granularity.class) == Granularity.HOUR;
        if (byHour && question.filter().daypart() != null) {
            throw Problem.badRequest("hours are not divided by daypart: leave out daypart or granularity=hour");
        }
        Gathered<Sales> all = fanOut.gather(
                request, Sales.class, partition -> reader.sales(partition, group, question, byHour));
        if (all == null) {
            return;
        }
        Sales found = all.part() == null ? new Sales(List.of(), Map.of(), false) : all.part();
        refuseUnknown(group, found.members(), all.unavailable());
        refuseUnknownDaypart(group, question, found.daypartKnown());
        List<CurrencySalesView> currencies = new ArrayList<>();
        new TreeMap<>(found.byCurrency())
                .forEach((currency, sales) -> currencies.add(GroupViews.sales(currency, sales)));
        if (Page.of(request).csv()) {
            List<Object> flat = new ArrayList<>();
            currencies.forEach(own -> own.points().forEach(point -> flat.add(with(own, "point", point))));
            Page.Part<Object> told = new Page.Part<>(flat, null);
            Csv.answer(request, mapper, "sales", SALES_CSV.after("group", group), whole(told, all.unavailable()));
        } else {
            request.json(new GroupSalesView(
                    group,
                    GroupViews.members(found.members()),
                    byHour ? "hour" : "day",
                    currencies,
                    all.unavailable()));
        }
    }

    private Object with(Object row, String field, Object element) {
        return mapper.<ObjectNode>valueToTree(row)
                .set(field, mapper.valueToTree(element));
    }

    /** A table has no place to say what is missing from it: then it is not told. */
    private static <T> Page.Part<T> whole(Page.Part<T> part, List<Missing> unavailable) {
        if (!unavailable.isEmpty()) {
            throw Problem.unavailable(reasons(unavailable) + "; as JSON the rest is told");
        }
        return part;
    }

    private static String group(Context request, String parameter) {
        String group = request.pathParam(parameter);
        if (!Ids.isId(group)) {
            throw Problem.badRequest(
                    "the group in the path must be 1 to " + Ids.MAX_BYTES + " bytes without control characters");
        }
        return group;
    }

    private static void refuseUnknown(String group, List<Member> members, List<Missing> unavailable) {
        GroupReader.refuseTooMany(group, members.size(), GroupReader.MAX_RESTAURANTS, "restaurants");
        if (members.isEmpty()) {
            throw unavailable.isEmpty()
                    ? Problem.notFound("no restaurant is of group " + group)
                    : Problem.unavailable(reasons(unavailable));
        }
    }

    private static void refuseUnknownDaypart(String group, Question question, boolean known) {
        String daypart = question.filter().daypart();
        if (daypart != null && !known) {
            throw Problem.badRequest("no restaurant of group " + group + " has a daypart '" + daypart + "'");
        }
    }

    private static String reasons(List<Missing> unavailable) {
        return String.join(
                "; ",
                unavailable.stream()
                        .map(missing -> (missing.instance() == null ? "" : missing.instance() + ": ") + missing.reason())
                        .distinct()
                        .toList());
    }
}
