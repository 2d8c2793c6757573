package io.menuflow.topology.classify;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.menuflow.models.menu.ItemQuadrants;
import io.menuflow.models.menu.ItemWindow;
import io.menuflow.models.menu.MenuWindow;
import io.menuflow.models.menu.Quadrants;
import io.menuflow.models.money.Fixed;
import io.menuflow.models.outlook.BackTest;
import io.menuflow.models.outlook.Labels;
import io.menuflow.models.outlook.Persistence;
import io.menuflow.schemas.avro.ClassificationMethod;
import io.menuflow.schemas.avro.CostBasis;
import io.menuflow.schemas.avro.Evidence;
import io.menuflow.schemas.avro.ItemClassification;
import io.menuflow.schemas.avro.ItemOutlook;
import io.menuflow.schemas.avro.ModelOrigin;
import io.menuflow.schemas.avro.OutlookServed;
import io.menuflow.schemas.avro.ProfitBasis;
import io.menuflow.schemas.avro.Quadrant;
import io.menuflow.schemas.avro.QuadrantProbabilities;
import io.menuflow.topology.menu.RestaurantProfile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is published of each item: its numbers at the last closed day and its settled quadrant now. Nothing of the
 * running day but the settled quadrant is in it, so the last record of an item does not depend on when it was scored.
 */
final class Classifications {

    private Classifications() {}

    /**
     * The records of a menu.
     *
     * @param judged its items as they stand now
     * @param closed its window at the last day close
     */
    static List<ItemClassification> of(RestaurantProfile restaurant, List<ItemQuadrants> judged, MenuWindow closed) {
        Map<String, ItemQuadrants> atClose = new HashMap<>();
        Quadrants.of(closed, null, restaurant.rules())
                .forEach(item -> atClose.put(item.item().itemId(), item));
        List<ItemClassification> records = new ArrayList<>();
        for (ItemQuadrants item : judged) {
            if (item.settled() != null) {
                records.add(
                        record(restaurant, closed, item, atClose.get(item.item().itemId())));
            }
        }
        return records;
    }

    /** A hash of all a record says, with what the outlook says of its item. */
    static long hash(ItemClassification record, @Nullable OutlookRow outlook) {
        HashStream64 hash = Hashing.xxh3_64().hashStream();
        for (Schema.Field field : ItemClassification.getClassSchema().getFields()) {
            Object value = record.get(field.pos());
            hash.putString(value == null ? "" : value.toString());
        }
        if (outlook != null) {
            outlook.hash(record.getItemId(), hash);
        }
        return hash.getAsLong();
    }

    /** What is published of an item's outlook; null when it has none. */
    static @Nullable ItemOutlook outlook(@Nullable OutlookRow row, String itemId) {
        OutlookRow.Item item = row == null ? null : row.items().get(itemId);
        if (row == null || item == null) {
            return null;
        }
        float[] served = item.by(row.served());
        int likeliest = Persistence.likeliest(served);
        BackTest backTest = row.backTest();
        return ItemOutlook.newBuilder()
                .setModelVersion(row.version())
                .setOrigin(ModelOrigin.valueOf(row.origin().name()))
                .setClosedDay(LocalDate.ofEpochDay(row.closedDay()))
                .setWindowTo(Labels.window(row.closedDay()).to())
                .setServed(OutlookServed.valueOf(row.served().name()))
                .setPredicted(quadrant(Persistence.CLASSES.get(likeliest)))
                .setConfidence(served[likeliest])
                .setModel(probabilities(item.byModel()))
                .setBaseline(probabilities(item.byBaseline()))
                .setBackTestLabels(backTest.labels())
                .setBackTestModelLogLoss(backTest.labels() == 0 ? null : (Double) backTest.modelLogLoss())
                .setBackTestBaselineLogLoss(backTest.labels() == 0 ? null : (Double) backTest.baselineLogLoss())
                .setFeatures(floats(item.features()))
                .build();
    }

    private static List<Float> floats(float[] numbers) {
        List<Float> list = new ArrayList<>(numbers.length);
        for (float number : numbers) {
            list.add(number);
        }
        return list;
    }

    private static QuadrantProbabilities probabilities(float[] of) {
        return new QuadrantProbabilities(of[0], of[1], of[2], of[3]);
    }

    private static ItemClassification record(
            RestaurantProfile restaurant, MenuWindow closed, ItemQuadrants now, @Nullable ItemQuadrants close) {
        ItemWindow item = close == null ? null : close.item();
        return ItemClassification.newBuilder()
                .setRestaurantId(restaurant.id())
                .setItemId(now.item().itemId())
                .setItemName(now.item().name())
                .setCategory(now.item().category())
                .setCurrency(restaurant.currency())
                .setWindowFrom(closed.window().from())
                .setWindowTo(closed.window().to())
                .setMethod(
                        ClassificationMethod.valueOf(restaurant.rules().method().name()))
                .setQuadrant(quadrant(
                        close == null ? null : close.by(restaurant.rules().method())))
                .setSettled(quadrant(now.settled()))
                .setPercentileQuadrant(quadrant(close == null ? null : close.percentile()))
                .setKasavanaSmithQuadrant(quadrant(close == null ? null : close.kasavanaSmith()))
                .setEvidence(close == null || close.lowEvidence() ? Evidence.LOW : Evidence.SUFFICIENT)
                .setProfitBasis(ProfitBasis.valueOf(
                        (close == null ? now : close).profitBasis().name()))
                .setCostBasis(CostBasis.valueOf(now.item().costBasis().name()))
                .setOrderCount(item == null ? 0 : item.tally().orders())
                .setQuantitySold(
                        Fixed.quantityOf(item == null ? 0 : item.tally().units()))
                .setRevenue(Fixed.moneyOf(item == null ? 0 : item.tally().revenue()))
                .setContributionMargin(item == null ? null : money(item.margin()))
                .setPopularityPercentile(close == null ? null : close.popularityPercentile())
                .setProfitabilityPercentile(close == null ? null : close.profitabilityPercentile())
                .build();
    }

    private static @Nullable BigDecimal money(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.setScale(Fixed.MONEY_SCALE, RoundingMode.HALF_EVEN);
    }

    private static Quadrant quadrant(io.menuflow.models.menu.@Nullable Quadrant quadrant) {
        return quadrant == null ? Quadrant.UNKNOWN : Quadrant.valueOf(quadrant.name());
    }
}
