package io.menuflow.serving.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.menuflow.models.menu.CostBasis;
import io.menuflow.models.menu.ItemQuadrants;
import io.menuflow.models.menu.ItemWindow;
import io.menuflow.models.money.Fixed;
import io.menuflow.models.sales.Tally;
import io.menuflow.schemas.avro.DatedAmount;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.serving.query.Answer.Found;
import io.menuflow.serving.query.MenuQueries;
import io.menuflow.serving.query.MenuQueries.JudgedMenu;
import io.menuflow.serving.query.MenuQueries.Question;
import io.menuflow.serving.rest.MenuViews.Moment;
import io.menuflow.serving.rest.MenuViews.WindowView;
import io.menuflow.serving.rest.Problem.FieldError;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What keeps a restaurant's answers from being better, each with the revenue that hangs on it. */
final class QualityRoutes {

    static final Set<String> PARAMETERS =
            Set.of("window", "from", "to", "order_type", "daypart", "stale_after", "format");

    static final Csv.Columns CSV =
            Csv.Columns.of("kind", "item_id", "item_name", "category", "revenue", "cost_since", "reason");

    /** Items of a kind that are named, those with the most revenue first; all of them as CSV. */
    static final int NAMED = 100;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int STALE_AFTER_DAYS = 180;

    private final MenuQueries queries;
    private final ObjectMapper mapper;
    private final int windowDays;
    private final int historyDays;
    private final Clock clock;

    QualityRoutes(MenuQueries queries, ObjectMapper mapper, int windowDays, int historyDays, Clock clock) {
        this.queries = queries;
        this.mapper = mapper;
        this.windowDays = windowDays;
        this.historyDays = historyDays;
        this.clock = clock;
    }

    /**
     * An item with something amiss.
     *
     * @param costSince first business day of the cost in force; null when there is none
     */
    record QualityItem(
            String itemId,
            String itemName,
            @Nullable String category,
            BigDecimal revenue,
            @Nullable LocalDate costSince) {}

    /**
     * Items with the same amiss.
     *
     * @param revenueSharePct of the window's revenue, null when there is none
     * @param items up to {@link #NAMED} of them, all as CSV
     */
    record QualityList(int count, BigDecimal revenue, @Nullable BigDecimal revenueSharePct, List<QualityItem> items) {}

    /**
     * What was sold at prices typed in at the till, which no menu knows.
     *
     * @param orderCount checks with such a line
     * @param revenueSharePct of the window's revenue, null when there is none
     */
    record OpenItemsView(
            long orderCount, BigDecimal quantitySold, BigDecimal revenue, @Nullable BigDecimal revenueSharePct) {}

    /** An item whose alias or variant leads nowhere, and why; it counts for itself. */
    record LostRelation(String itemId, List<FieldError> errors) {}

    /** The quality of a restaurant's data over a window. */
    record QualityView(
            String restaurantId,
            String currency,
            WindowView window,
            @Nullable Instant asOf,
            boolean stale,
            @Nullable BigDecimal feedAgeS,
            BigDecimal revenue,
            int staleAfterDays,
            QualityList withoutCost,
            QualityList estimatedCost,
            QualityList staleCost,
            QualityList unknownItems,
            OpenItemsView openItems,
            List<LostRelation> lostRelations) {}

    void quality(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, PARAMETERS);
        Question question = Questions.question(request, windowDays, historyDays);
        String after = request.queryParam("stale_after");
        int staleAfter = after == null ? STALE_AFTER_DAYS : Questions.days("stale_after", after);
        Found<JudgedMenu> found = Answers.found(queries.menu(restaurant, partition, standby, question, rules -> rules));
        List<MenuItem> listed =
                Answers.found(queries.listing(restaurant, partition, standby)).value();
        Tally openItems = Answers.found(queries.openItems(
                        restaurant, partition, standby, found.value().window(), question.filter()))
                .value();
        Questions.refuseUnknownDaypart(question.filter(), found.value().restaurant());
        boolean csv = Page.of(request).csv();
        QualityView quality =
                view(found, listed, openItems, staleAfter, csv ? Integer.MAX_VALUE : NAMED, clock.instant());
        if (csv) {
            csv(request, quality);
        } else {
            request.json(quality);
        }
    }

    /** A row for each kind of what is amiss with an item. */
    private void csv(Context request, QualityView quality) {
        List<Object> rows = new ArrayList<>();
        rows.addAll(rows("without_cost", quality.withoutCost()));
        rows.addAll(rows("estimated_cost", quality.estimatedCost()));
        rows.addAll(rows("stale_cost", quality.staleCost()));
        rows.addAll(rows("unknown_items", quality.unknownItems()));
        quality.lostRelations().forEach(lost -> {
            String reason = lost.errors().stream()
                    .map(error -> error.field() + " " + error.message())
                    .collect(Collectors.joining("; "));
            rows.add(Csv.with(mapper, Csv.with(mapper, lost, "kind", "lost_relations"), "reason", reason));
        });
        Csv.answer(
                request,
                mapper,
                quality.restaurantId() + "-data-quality",
                MenuRoutes.columns(CSV, quality.restaurantId(), quality.currency(), quality.window()),
                new Page.Part<>(rows, null));
    }

    private List<Object> rows(String kind, QualityList list) {
        return list.items().stream()
                .map(item -> Csv.with(mapper, item, "kind", kind))
                .toList();
    }

    private static QualityView view(
            Found<JudgedMenu> found, List<MenuItem> listed, Tally openItems, int staleAfter, int named, Instant now) {
        JudgedMenu menu = found.value();
        Moment moment = Moment.of(menu.asOf(), found.stale(), now);
        LocalDate last = menu.window().to();
        Kinds kinds = new Kinds(menu, listed, named);
        MenuRelations relations = new MenuRelations(listed, List.of());
        return new QualityView(
                menu.restaurant().getRestaurantId(),
                menu.restaurant().getCurrency(),
                WindowView.of(menu.window()),
                moment.asOf(),
                moment.stale(),
                moment.feedAgeS(),
                Numbers.money(kinds.revenue, kinds.digits),
                staleAfter,
                kinds.list(item -> item.inScope() && item.costBasis() == CostBasis.UNKNOWN),
                kinds.list(item -> item.inScope() && item.costBasis() == CostBasis.ESTIMATED),
                kinds.list(item -> {
                    LocalDate since = kinds.costSince(item.itemId());
                    return item.inScope() && since != null && ChronoUnit.DAYS.between(since, last) > staleAfter;
                }),
                kinds.list(item -> !item.listed()),
                kinds.openItems(openItems),
                listed.stream()
                        .map(item -> new LostRelation(item.getItemId(), relations.faults(item)))
                        .filter(item -> !item.errors().isEmpty())
                        .limit(named)
                        .toList());
    }

    /** The items of a menu, to be sorted by what is amiss. */
    private static final class Kinds {
        private final List<ItemWindow> items;
        private final Map<String, LocalDate> costSince = new HashMap<>();
        private final BigDecimal revenue;
        private final int digits;
        private final int named;

        Kinds(JudgedMenu menu, List<MenuItem> listed, int named) {
            this.named = named;
            items = menu.items().stream().map(ItemQuadrants::item).toList();
            revenue = items.stream().map(ItemWindow::revenue).reduce(BigDecimal.ZERO, BigDecimal::add);
            digits = Numbers.digits(menu.restaurant().getCurrency());
            listed.forEach(item -> {
                LocalDate since = since(item, menu.window().to());
                if (since != null) {
                    costSince.put(item.getItemId(), since);
                }
            });
        }

        /** Of a cost without a date nothing says since when it is right but when the item was last written. */
        private static @Nullable LocalDate since(MenuItem item, LocalDate day) {
            LocalDate since = null;
            for (DatedAmount cost : item.getFoodCosts()) {
                since = cost.getEffectiveFrom().isAfter(day) ? since : cost.getEffectiveFrom();
            }
            return LocalDate.EPOCH.equals(since)
                    ? item.getUpdatedAt().atOffset(ZoneOffset.UTC).toLocalDate()
                    : since;
        }

        @Nullable LocalDate costSince(String item) {
            return costSince.get(item);
        }

        QualityList list(Predicate<ItemWindow> amiss) {
            List<ItemWindow> some = new ArrayList<>(items.stream().filter(amiss).toList());
            some.sort(Comparator.comparing(ItemWindow::revenue).reversed().thenComparing(ItemWindow::itemId));
            BigDecimal sum = some.stream().map(ItemWindow::revenue).reduce(BigDecimal.ZERO, BigDecimal::add);
            return new QualityList(
                    some.size(),
                    Numbers.money(sum, digits),
                    share(sum),
                    some.stream().limit(named).map(this::item).toList());
        }

        OpenItemsView openItems(Tally sold) {
            BigDecimal sum = Fixed.moneyOf(sold.revenue());
            return new OpenItemsView(
                    sold.orders(),
                    Numbers.quantity(Fixed.quantityOf(sold.units())),
                    Numbers.money(sum, digits),
                    share(sum));
        }

        private @Nullable BigDecimal share(BigDecimal sum) {
            return revenue.signum() == 0
                    ? null
                    : Numbers.plain(sum.multiply(HUNDRED).divide(revenue, MathContext.DECIMAL64));
        }

        private QualityItem item(ItemWindow item) {
            return new QualityItem(
                    item.itemId(),
                    item.name(),
                    item.category(),
                    Numbers.money(item.revenue(), digits),
                    costSince(item.itemId()));
        }
    }
}
