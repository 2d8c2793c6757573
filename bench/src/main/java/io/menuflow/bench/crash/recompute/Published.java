package io.menuflow.bench.crash.recompute;

import io.menuflow.schemas.avro.ClassificationMethod;
import io.menuflow.schemas.avro.CostBasis;
import io.menuflow.schemas.avro.Evidence;
import io.menuflow.schemas.avro.ItemClassification;
import io.menuflow.schemas.avro.MenuSettings;
import io.menuflow.schemas.avro.ProfitBasis;
import io.menuflow.schemas.avro.Quadrant;
import io.menuflow.schemas.avro.QuadrantMethod;
import io.menuflow.schemas.avro.Restaurant;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is published of each item: its numbers at the last closed day, and its settled quadrant now. */
final class Published {

    private static final int MONEY = 4;
    private static final int UNITS = 5;

    private Published() {}

    static List<ItemClassification> of(Answers answers, Window window) {
        Restaurant restaurant = answers.restaurant();
        MenuSettings settings = restaurant.getSettings();
        Map<String, Standing> closedItems = new HashMap<>();
        List<Standing> closedMenu = answers.menu(window.closed());
        closedMenu.forEach(item -> closedItems.put(item.item(), item));
        Map<String, Verdict> closed = Verdict.of(closedMenu, settings);
        List<Standing> menu = answers.menu(window);
        Map<String, Verdict> now = Verdict.of(menu, settings);
        List<ItemClassification> records = new ArrayList<>();
        for (Standing item : menu) {
            Verdict today = now.get(item.item());
            Verdict before = closed.get(item.item());
            String settled = today == null ? null : today.settled(before, settings.getMethod());
            if (today != null && settled != null) {
                records.add(record(
                        restaurant, window.closed(), item, today, settled, closedItems.get(item.item()), before));
            }
        }
        return records;
    }

    private static ItemClassification record(
            Restaurant restaurant,
            Window closed,
            Standing item,
            Verdict today,
            String settled,
            @Nullable Standing then,
            @Nullable Verdict verdict) {
        QuadrantMethod method = restaurant.getSettings().getMethod();
        Amounts sold = then == null ? Amounts.NONE : then.amounts();
        BigDecimal margin = then == null ? null : then.margin();
        boolean few = then == null || Answers.isFew(then, restaurant.getSettings());
        return ItemClassification.newBuilder()
                .setRestaurantId(restaurant.getRestaurantId())
                .setItemId(item.item())
                .setItemName(item.name())
                .setCategory(item.category())
                .setCurrency(restaurant.getCurrency())
                .setWindowFrom(closed.from())
                .setWindowTo(closed.to())
                .setMethod(ClassificationMethod.valueOf(method.name()))
                .setQuadrant(quadrant(verdict == null ? null : verdict.quadrant(method)))
                .setSettled(quadrant(settled))
                .setPercentileQuadrant(quadrant(verdict == null ? null : verdict.quadrant(QuadrantMethod.PERCENTILE)))
                .setKasavanaSmithQuadrant(
                        quadrant(verdict == null ? null : verdict.quadrant(QuadrantMethod.KASAVANA_SMITH)))
                .setEvidence(few ? Evidence.LOW : Evidence.SUFFICIENT)
                .setProfitBasis(ProfitBasis.valueOf((verdict == null ? today : verdict).profitBasis()))
                .setCostBasis(CostBasis.valueOf(item.costBasis()))
                .setOrderCount(sold.orders())
                .setQuantitySold(sold.units().setScale(UNITS, RoundingMode.UNNECESSARY))
                .setRevenue(sold.revenue().setScale(MONEY, RoundingMode.UNNECESSARY))
                .setContributionMargin(margin == null ? null : margin.setScale(MONEY, RoundingMode.HALF_EVEN))
                .setPopularityPercentile(verdict == null ? null : verdict.popularityPercentile())
                .setProfitabilityPercentile(verdict == null ? null : verdict.profitabilityPercentile())
                .build();
    }

    private static Quadrant quadrant(@Nullable String name) {
        return name == null ? Quadrant.UNKNOWN : Quadrant.valueOf(name);
    }
}
