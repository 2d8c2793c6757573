package io.menuflow.models.features;

import static io.menuflow.models.features.SoldItem.history;
import static io.menuflow.models.features.SoldItem.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.menuflow.models.check.Check.OrderType;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.menu.QuadrantRules;
import io.menuflow.models.sales.Slot;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeaturesTest {

    /** 2024-10-04, a Friday. */
    private static final int CLOSED = 20_000;

    private static final double NOTHING = Double.NaN;

    /**
     * Four weeks: soup 10 units for 96.00, tea 10 for 20.00, cake 10 for 50.00, rice none; margins 56, 15, 30 and 0. Open on
     * CLOSED, 3, 10 and 27 days before, and 30 and 40 days before.
     */
    private final MenuHistory menu = history(
            item("soup")
                    .category("food")
                    .price(0, 9)
                    .price(CLOSED - 5, 10)
                    .cost(0, 4)
                    .since(CLOSED - 99)
                    .sold(CLOSED, Slot.ofDaypart(OrderType.DINE_IN, 2), 6, 60, 3, 2)
                    .sold(CLOSED - 10, Slot.ofDaypart(OrderType.TAKEOUT, 7), 4, 36, 4, 1)
                    .sold(CLOSED - 30, 5, 50)
                    .sold(CLOSED + 1, 1_000, 10_000),
            item("tea").category("drinks").cost(0, 0.5).since(CLOSED - 99).sold(CLOSED, 10, 20),
            item("cake")
                    .category("food")
                    .cost(0, 2)
                    .since(CLOSED - 99)
                    .sold(CLOSED - 3, Slot.ofDaypart(OrderType.DELIVERY, 1), 5, 25, 2, 2)
                    .sold(CLOSED - 27, Slot.ofDaypart(OrderType.DELIVERY, 1), 5, 25, 2, 2),
            item("rice").category("rice").cost(0, 3).since(CLOSED - 99).sold(CLOSED - 40, 8, 80));

    @Test
    void shouldBeWhatAPersonComputes_whenAnItemSold() {
        Map<String, Double> expected = new LinkedHashMap<>();
        expected.put("units_28d", 10 / 28.0);
        expected.put("units_7d", 6 / 7.0);
        expected.put("orders_28d", 7 / 28.0);
        expected.put("units_per_order_28d", 10 / 7.0);
        expected.put("menu_mix_28d", 4 * 10 / 30.0);
        expected.put("revenue_share_28d", 4 * 96 / 166.0);
        expected.put("price_28d", 9.6 / (166 / 30.0));
        expected.put("price_to_category_28d", 9.6 / (146 / 20.0));
        expected.put("price_deviation_28d", Math.sqrt((6 * 100 + 4 * 81) / 10.0 - 9.6 * 9.6) / 9.6);
        expected.put("price_change_28d", 10 / 9.0 - 1);
        expected.put("price_change_7d", 10 / 9.0 - 1);
        expected.put("revenue_per_order_28d", (96 / 7.0) / (166 / 21.0));
        expected.put("unit_margin_28d", 5.6 / (101 / 30.0));
        expected.put("margin_share_28d", 4 * 56 / 101.0);
        expected.put("margin_pct_28d", 56 / 96.0);
        expected.put("popularity_percentile_28d", 3 / 4.0); // 2nd to 4th of four
        expected.put("profitability_percentile_28d", 1.0);
        expected.put("popularity_percentile_14d", 3.5 / 4); // 10, 10, 5, 0
        expected.put("profitability_percentile_14d", 1.0);
        expected.put("popularity_percentile_7d", 3 / 4.0); // 6 of 10, 6, 5, 0
        expected.put("profitability_percentile_7d", 1.0);
        expected.put("popularity_percentile_before", 3 / 4.0); // 5 of 8, 5, 0, 0
        expected.put("profitability_percentile_before", 3 / 4.0);
        expected.put("units_to_middle_28d", 1.0); // of 0, 10, 10, 10
        expected.put("units_to_middle_14d", 10 / 7.5); // of 0, 5, 10, 10
        expected.put("units_to_middle_7d", 6 / 5.5); // of 0, 5, 6, 10
        expected.put("units_to_middle_before", 5 / 2.5); // of 0, 0, 5, 8
        expected.put("profit_to_middle_28d", 56 / 22.5); // of 0, 15, 30, 56
        expected.put("profit_to_middle_14d", 56 / 15.0); // of 0, 15, 15, 56
        expected.put("profit_to_middle_7d", 36 / 15.0); // of 0, 15, 15, 36
        expected.put("profit_to_middle_before", 30 / 15.0); // of 0, 0, 30, 56
        expected.put("popular_28d", 1.0);
        expected.put("profitable_28d", 1.0);
        expected.put("recency", 0.0);
        expected.put("velocity_7_28", 6 / (10 / 4.0));
        expected.put("velocity_28_56", 10 / 5.0);
        expected.put("trend_28d", 7 * (60 / 438.0) / 2.5); // 6, 0, 4, 0 units, 0, 3, 10 and 27 days ago
        expected.put("trend_56d", 7 * (85 / (3_338 - 110 * 110 / 6.0)) / 2.5); // and 5, 0, 30 and 40 days ago
        expected.put("variability_28d", Math.sqrt(52 / 4.0 - 2.5 * 2.5) / 2.5);
        expected.put("unsold_days_28d", 2 / 4.0);
        expected.put("monday_share_28d", 0.0);
        expected.put("tuesday_share_28d", 0.4);
        expected.put("wednesday_share_28d", 0.0);
        expected.put("thursday_share_28d", 0.0);
        expected.put("friday_share_28d", 0.6);
        expected.put("saturday_share_28d", 0.0);
        expected.put("sunday_share_28d", 0.0);
        expected.put("daypart_1_share_28d", 0.0);
        expected.put("daypart_2_share_28d", 0.6);
        expected.put("daypart_3_share_28d", 0.0);
        expected.put("daypart_4_share_28d", 0.4); // the fourth and later ones
        expected.put("dine_in_share_28d", 0.6);
        expected.put("takeout_share_28d", 0.4);
        expected.put("delivery_share_28d", 0.0);
        expected.put("attach_rate_28d", 3 / 7.0);
        expected.put("days_on_menu", 100.0);
        expected.put("items_on_menu", 4.0);

        Map<String, Double> soup = values(menu, "soup");

        assertThat(soup.keySet()).containsExactlyElementsOf(expected.keySet());
        expected.forEach((name, value) -> assertThat(soup.get(name)).as(name).isCloseTo(value, within(1e-5)));
    }

    @Test
    void shouldBeMissingAndNotZero_whenThereIsNothingToDivide() {
        Map<String, Double> rice = values(menu, "rice");

        assertThat(rice)
                .containsEntry("units_28d", 0.0)
                .containsEntry("menu_mix_28d", 0.0)
                .containsEntry("popularity_percentile_28d", 0.25)
                .containsEntry("popular_28d", 0.0)
                .containsEntry("recency", 40.0)
                .containsEntry("velocity_28_56", 0.0)
                .containsEntry("unsold_days_28d", 1.0)
                .containsEntry("units_per_order_28d", NOTHING)
                .containsEntry("price_28d", NOTHING)
                .containsEntry("price_to_category_28d", NOTHING)
                .containsEntry("price_deviation_28d", NOTHING)
                .containsEntry("unit_margin_28d", NOTHING)
                .containsEntry("margin_pct_28d", NOTHING)
                .containsEntry("velocity_7_28", NOTHING)
                .containsEntry("trend_28d", NOTHING)
                .containsEntry("variability_28d", NOTHING)
                .containsEntry("friday_share_28d", NOTHING)
                .containsEntry("dine_in_share_28d", NOTHING)
                .containsEntry("attach_rate_28d", NOTHING);
    }

    @Test
    void shouldKnowNoMarginAndNoListPrice_whenNothingIsListed() {
        MenuHistory unlisted = history(
                item("soup").since(CLOSED - 99).sold(CLOSED, 2, 22).sold(CLOSED - 35, 2, 20),
                item("tea").since(CLOSED - 99).sold(CLOSED, 4, 8),
                item("cake").since(CLOSED - 99).sold(CLOSED, 1, 5),
                item("rice").since(CLOSED - 99).sold(CLOSED, 3, 9));

        Map<String, Double> soup = values(unlisted, "soup");

        assertThat(soup)
                .containsEntry("unit_margin_28d", NOTHING)
                .containsEntry("margin_share_28d", NOTHING)
                .containsEntry("margin_pct_28d", NOTHING)
                .containsEntry("profitability_percentile_28d", 1.0) // by revenue
                .containsEntry("profit_to_middle_28d", (double) (float) (22 / 8.5))
                .containsEntry("price_change_28d", (double) (float) (11.0 / 10 - 1)); // realised
    }

    @Test
    void shouldNotDivide_whenMoreCameBackThanWasSold() {
        MenuHistory refunded = history(
                item("soup").since(CLOSED - 99).sold(CLOSED, Slot.ofDaypart(OrderType.DINE_IN, 0), -3, -30, 0, 0),
                item("tea").since(CLOSED - 99).sold(CLOSED, 4, 8),
                item("cake").since(CLOSED - 99).sold(CLOSED, 1, 5),
                item("rice").since(CLOSED - 99).sold(CLOSED, 3, 9));

        Map<String, Double> soup = values(refunded, "soup");

        assertThat(soup)
                .containsEntry("units_28d", (double) (float) (-3 / 28.0))
                .containsEntry("popularity_percentile_28d", 0.25)
                .containsEntry("units_per_order_28d", NOTHING)
                .containsEntry("price_28d", NOTHING)
                .containsEntry("friday_share_28d", NOTHING);
        assertThat(soup.values()).noneMatch(value -> Double.isInfinite(value));
    }

    @Test
    void shouldHaveNoRow_whenThereAreTooFewItemsToCompare() {
        MenuHistory three = history(
                item("soup").since(CLOSED - 99).sold(CLOSED, 2, 22),
                item("tea").since(CLOSED - 99).sold(CLOSED, 4, 8),
                item("cake").since(CLOSED - 99).sold(CLOSED, 1, 5));

        assertThat(Features.ALL.at(three, CLOSED, QuadrantRules.DEFAULT).rows()).isZero();
    }

    /** XGBoost takes no infinite number. */
    @Test
    void shouldStayFinite_whenSalesAreAbsurd() {
        MenuHistory absurd = history(
                item("soup").cost(0, 0.0001).since(CLOSED - 99).sold(CLOSED, 0, 0.00001, 900_000_000_000.0, 1, 1),
                item("tea").cost(0, 900_000).since(CLOSED - 99).sold(CLOSED, 0, 9_000_000_000.0, 0.0001, 1, 1),
                item("cake").cost(0, 0).since(CLOSED - 99).sold(CLOSED, 1, 0).sold(CLOSED - 40, 1, 90_000_000),
                item("rice").cost(0, 1).since(CLOSED - 99));

        for (String id : new String[] {"soup", "tea", "cake", "rice"}) {
            assertThat(values(absurd, id)).as(id).allSatisfy((name, value) -> assertThat(value)
                    .as(name)
                    .isNotIn(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
        }
    }

    @Test
    void shouldHaveANameAndWordsEach_whenToldToPeopleAndModels() {
        assertThat(Features.ALL.list()).extracting(Feature::name).doesNotHaveDuplicates();
        assertThat(Features.ALL.list()).extracting(Feature::words).doesNotHaveDuplicates();
        assertThat(Features.ALL.list()).allMatch(feature -> feature.windowDays() <= Features.SPAN);
    }

    private static Map<String, Double> values(MenuHistory history, String item) {
        FeatureTable table = Features.ALL.at(history, CLOSED, QuadrantRules.DEFAULT);
        int at = table.items().stream().map(row -> row.item().itemId()).toList().indexOf(item);
        Map<String, Double> values = new LinkedHashMap<>();
        float[] row = table.row(at);
        for (int i = 0; i < row.length; i++) {
            values.put(Features.ALL.list().get(i).name(), (double) row[i]);
        }
        return values;
    }
}
