package io.menuflow.serving.rest;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.menu.ItemQuadrants;
import io.menuflow.models.menu.ItemWindow;
import io.menuflow.models.menu.Method;
import io.menuflow.models.menu.Quadrant;
import io.menuflow.models.menu.QuadrantRules;
import io.menuflow.models.money.Fixed;
import io.menuflow.models.sales.Tally;
import io.menuflow.serving.query.MenuQueries.JudgedMenu;
import io.menuflow.serving.query.MenuQueries.Sales;
import io.menuflow.serving.rest.OutlookViews.Explanation;
import io.menuflow.serving.rest.OutlookViews.ItemOutlookView;
import io.menuflow.serving.rest.OutlookViews.MenuOutlookView;
import io.menuflow.topology.sales.SalesSeries;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Menus and sales as answers show them. Field names are snake_case of the components'. */
final class MenuViews {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private MenuViews() {}

    /** The business days an answer is about, both included. */
    record WindowView(LocalDate from, LocalDate to, int days) {
        static WindowView of(DayRange window) {
            return new WindowView(window.from(), window.to(), window.days());
        }
    }

    /** When an answer is of: the restaurant's latest event, how long ago that is, and whether a standby answered. */
    record Moment(@Nullable Instant asOf, boolean stale, @Nullable BigDecimal feedAgeS) {
        static Moment of(@Nullable Instant asOf, boolean stale, Instant now) {
            BigDecimal age = asOf == null
                    ? null
                    : BigDecimal.valueOf(Math.max(0, Duration.between(asOf, now).toMillis()), 3);
            return new Moment(asOf, stale, age);
        }
    }

    /** Quadrants by both methods. */
    record QuadrantsView(@Nullable Quadrant percentile, @Nullable Quadrant kasavanaSmith) {}

    /** An item's quadrant and what it rests on. */
    record ClassificationView(
            String itemId,
            String itemName,
            @Nullable String category,
            boolean inScope,
            @Nullable Quadrant quadrant,
            QuadrantsView quadrants,
            @Nullable Quadrant settled,
            String evidence,
            String profitBasis,
            String profitability,
            @Nullable BigDecimal popularityPercentile,
            @Nullable BigDecimal profitabilityPercentile,
            @Nullable BigDecimal menuMix,
            BigDecimal quantitySold,
            BigDecimal revenue,
            @Nullable BigDecimal avgSellingPrice,
            @Nullable BigDecimal unitMargin,
            @Nullable BigDecimal contributionMargin,
            @Nullable ItemOutlookView outlook) {}

    /** All items of a menu, classified. */
    record ClassificationsView(
            String restaurantId,
            String currency,
            WindowView window,
            @Nullable Instant asOf,
            boolean stale,
            @Nullable BigDecimal feedAgeS,
            String method,
            BigDecimal popularityFactor,
            String scope,
            Map<String, Integer> counts,
            MenuOutlookView outlook,
            List<ClassificationView> items,
            @Nullable String nextCursor) {

        /** The same with a part of the items; the counts are of all. */
        ClassificationsView part(Page.Part<ClassificationView> part) {
            return new ClassificationsView(
                    restaurantId,
                    currency,
                    window,
                    asOf,
                    stale,
                    feedAgeS,
                    method,
                    popularityFactor,
                    scope,
                    counts,
                    outlook,
                    part.items(),
                    part.nextCursor());
        }
    }

    /** One item, classified. */
    record OneClassificationView(
            String restaurantId,
            String currency,
            WindowView window,
            @Nullable Instant asOf,
            boolean stale,
            @Nullable BigDecimal feedAgeS,
            String method,
            MenuOutlookView outlook,
            ClassificationView item,
            @Nullable Explanation explanation) {}

    /** One item with its numbers. */
    record OneItemView(
            String restaurantId,
            String currency,
            WindowView window,
            @Nullable Instant asOf,
            boolean stale,
            @Nullable BigDecimal feedAgeS,
            ItemView item) {}

    /** An item's numbers over the window. */
    record ItemView(
            String itemId,
            String itemName,
            @Nullable String category,
            boolean listed,
            boolean inScope,
            long orderCount,
            BigDecimal quantitySold,
            BigDecimal revenue,
            @Nullable BigDecimal avgSellingPrice,
            @Nullable BigDecimal listPrice,
            @Nullable BigDecimal totalFoodCost,
            String costBasis,
            @Nullable BigDecimal unitMargin,
            @Nullable BigDecimal contributionMargin,
            @Nullable BigDecimal marginPct,
            @Nullable BigDecimal popularityPercentile,
            @Nullable BigDecimal profitabilityPercentile,
            @Nullable LocalDate lastSoldAt,
            @Nullable Integer daysOnMenu) {}

    /** All items together. */
    record ItemTotals(int itemsSold, BigDecimal quantitySold, BigDecimal revenue) {}

    /** All items of a menu with their numbers. */
    record ItemsView(
            String restaurantId,
            String currency,
            WindowView window,
            @Nullable Instant asOf,
            boolean stale,
            @Nullable BigDecimal feedAgeS,
            ItemTotals totals,
            List<ItemView> items,
            @Nullable String nextCursor) {

        /** The same with a part of the items; the totals are of all. */
        ItemsView part(Page.Part<ItemView> part) {
            return new ItemsView(
                    restaurantId, currency, window, asOf, stale, feedAgeS, totals, part.items(), part.nextCursor());
        }
    }

    /** Sales of a day, or of one of its local hours. */
    record SalesPoint(
            LocalDate date, @Nullable Integer hour, long orderCount, BigDecimal quantitySold, BigDecimal revenue) {}

    /** Sales of the whole window. */
    record SalesTotals(
            long orderCount,
            int itemsSold,
            BigDecimal quantitySold,
            BigDecimal revenue,
            @Nullable BigDecimal avgOrderValue) {}

    /** Sales over time. */
    record SalesView(
            String restaurantId,
            String currency,
            WindowView window,
            @Nullable Instant asOf,
            boolean stale,
            @Nullable BigDecimal feedAgeS,
            String granularity,
            SalesTotals totals,
            List<SalesPoint> points) {}

    static ClassificationsView classifications(JudgedMenu menu, boolean stale, Instant now) {
        Moment moment = Moment.of(menu.asOf(), stale, now);
        QuadrantRules rules = menu.rules();
        Map<String, Integer> counts = new TreeMap<>();
        for (ItemQuadrants item : menu.items()) {
            Quadrant quadrant = item.by(rules.method());
            counts.merge(quadrant == null ? "OUT_OF_SCOPE" : quadrant.name(), 1, Integer::sum);
        }
        String currency = menu.restaurant().getCurrency();
        return new ClassificationsView(
                menu.restaurant().getRestaurantId(),
                currency,
                WindowView.of(menu.window()),
                moment.asOf(),
                moment.stale(),
                moment.feedAgeS(),
                Numbers.name(rules.method()),
                rules.popularityFactor(),
                Numbers.name(rules.scope()),
                counts,
                OutlookViews.of(menu.outlook()),
                menu.items().stream()
                        .map(item -> classification(
                                item,
                                rules.method(),
                                Numbers.digits(currency),
                                OutlookViews.of(menu.outlook(), item.item().itemId())))
                        .toList(),
                null);
    }

    static ClassificationView classification(
            ItemQuadrants judged, Method method, int digits, @Nullable ItemOutlookView outlook) {
        ItemWindow item = judged.item();
        return new ClassificationView(
                item.itemId(),
                item.name(),
                item.category(),
                item.inScope(),
                judged.by(method),
                new QuadrantsView(judged.percentile(), judged.kasavanaSmith()),
                judged.settled(),
                judged.lowEvidence() ? "LOW" : "SUFFICIENT",
                judged.profitBasis().name(),
                item.costBasis().name(),
                Numbers.share(judged.popularityPercentile()),
                Numbers.share(judged.profitabilityPercentile()),
                Numbers.share(judged.menuMix()),
                Numbers.quantity(Fixed.quantityOf(item.tally().units())),
                Numbers.money(item.revenue(), digits),
                Numbers.optionalMoney(item.avgPrice(), digits),
                Numbers.optionalMoney(item.unitMargin(), digits),
                Numbers.optionalMoney(item.margin(), digits),
                outlook);
    }

    /** The answer about the one item of a menu. */
    static OneClassificationView classification(
            JudgedMenu menu, boolean stale, Instant now, @Nullable Explanation explanation) {
        ClassificationsView all = classifications(menu, stale, now);
        return new OneClassificationView(
                all.restaurantId(),
                all.currency(),
                all.window(),
                all.asOf(),
                all.stale(),
                all.feedAgeS(),
                all.method(),
                all.outlook(),
                all.items().get(0),
                explanation);
    }

    /** The answer about the one item of a menu. */
    static OneItemView item(JudgedMenu menu, boolean stale, Instant now) {
        ItemsView all = items(menu, stale, now);
        return new OneItemView(
                all.restaurantId(),
                all.currency(),
                all.window(),
                all.asOf(),
                all.stale(),
                all.feedAgeS(),
                all.items().get(0));
    }

    static ItemsView items(JudgedMenu menu, boolean stale, Instant now) {
        Moment moment = Moment.of(menu.asOf(), stale, now);
        String currency = menu.restaurant().getCurrency();
        int digits = Numbers.digits(currency);
        Tally total = menu.items().stream().map(item -> item.item().tally()).reduce(Tally.ZERO, Tally::plus);
        int sold =
                (int) menu.items().stream().filter(item -> item.item().sold()).count();
        return new ItemsView(
                menu.restaurant().getRestaurantId(),
                currency,
                WindowView.of(menu.window()),
                moment.asOf(),
                moment.stale(),
                moment.feedAgeS(),
                new ItemTotals(
                        sold,
                        Numbers.quantity(Fixed.quantityOf(total.units())),
                        Numbers.money(Fixed.moneyOf(total.revenue()), digits)),
                menu.items().stream().map(item -> item(item, digits)).toList(),
                null);
    }

    static ItemView item(ItemQuadrants judged, int digits) {
        ItemWindow item = judged.item();
        BigDecimal margin = item.margin();
        BigDecimal percent = margin == null || item.revenue().signum() == 0
                ? null
                : Numbers.plain(margin.multiply(HUNDRED).divide(item.revenue(), MathContext.DECIMAL64));
        return new ItemView(
                item.itemId(),
                item.name(),
                item.category(),
                item.listed(),
                item.inScope(),
                item.tally().orders(),
                Numbers.quantity(Fixed.quantityOf(item.tally().units())),
                Numbers.money(item.revenue(), digits),
                Numbers.optionalMoney(item.avgPrice(), digits),
                Numbers.optionalMoney(item.listPrice(), digits),
                Numbers.optionalMoney(item.foodCost(), digits),
                item.costBasis().name(),
                Numbers.optionalMoney(item.unitMargin(), digits),
                Numbers.optionalMoney(margin, digits),
                percent,
                Numbers.share(judged.popularityPercentile()),
                Numbers.share(judged.profitabilityPercentile()),
                item.lastSold() == null ? null : LocalDate.ofEpochDay(item.lastSold()),
                item.daysOnMenu());
    }

    static SalesView sales(Sales sales, boolean byHour, boolean stale, Instant now) {
        Moment moment = Moment.of(sales.asOf(), stale, now);
        String currency = sales.restaurant().getCurrency();
        int digits = Numbers.digits(currency);
        Tally total = sales.series().total();
        BigDecimal revenue = Fixed.moneyOf(total.revenue());
        return new SalesView(
                sales.restaurant().getRestaurantId(),
                currency,
                WindowView.of(sales.window()),
                moment.asOf(),
                moment.stale(),
                moment.feedAgeS(),
                byHour ? "hour" : "day",
                new SalesTotals(
                        total.orders(),
                        sales.series().itemsSold(),
                        Numbers.quantity(Fixed.quantityOf(total.units())),
                        Numbers.money(revenue, digits),
                        total.orders() == 0
                                ? null
                                : Numbers.money(
                                        revenue.divide(BigDecimal.valueOf(total.orders()), MathContext.DECIMAL64),
                                        digits)),
                sales.series().points().stream()
                        .map(point -> point(point, digits))
                        .toList());
    }

    private static SalesPoint point(SalesSeries.Point point, int digits) {
        return new SalesPoint(
                LocalDate.ofEpochDay(point.day()),
                point.hour() < 0 ? null : (Integer) point.hour(),
                point.tally().orders(),
                Numbers.quantity(Fixed.quantityOf(point.tally().units())),
                Numbers.money(Fixed.moneyOf(point.tally().revenue()), digits));
    }
}
