package io.menuflow.topology.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.menuflow.models.elasticity.Elasticity;
import io.menuflow.models.elasticity.Evidence;
import io.menuflow.models.elasticity.OwnEstimate;
import io.menuflow.models.price.Guardrails.Rule;
import io.menuflow.models.price.LastChange;
import io.menuflow.models.price.MenuPrices;
import io.menuflow.models.price.PriceAdvice;
import io.menuflow.models.price.PriceAdvice.Clamp;
import io.menuflow.models.price.PriceAdvice.Confidence;
import io.menuflow.models.price.PriceAdvice.Proposed;
import io.menuflow.models.price.PriceAdvice.Refused;
import io.menuflow.models.price.PriceAdvice.TestPlan;
import io.menuflow.models.price.Undo;
import io.menuflow.models.price.WhatIf.Money;
import io.menuflow.models.price.WhatIf.Scenario;
import io.menuflow.models.price.WhatIf.Units;
import io.menuflow.schemas.avro.PriceProposal;
import io.menuflow.schemas.avro.PriceRecommendation;
import io.menuflow.schemas.avro.PriceRule;
import io.menuflow.schemas.avro.PriceScenario;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** All that an advice knows reaches the topic: no two numbers are the same, so that none can stand in for another. */
class RecommendationsTest {

    private static final TestPlan TEST = new TestPlan(129_500, 321.5, 33, true);

    @Test
    void shouldTellEveryField_whenAPriceIsProposed() {
        PriceRecommendation record = published(proposed(TEST));

        PriceProposal proposal = record.getProposal();
        assertThat(record.getRestaurantId()).isEqualTo("bistro");
        assertThat(record.getCurrency()).isEqualTo("EUR");
        assertThat(record.getClosedDay()).isEqualTo(LocalDate.ofEpochDay(20_000));
        assertThat(record.getHorizonDays()).isEqualTo(28);
        assertThat(record.getRefused()).isNull();
        assertThat(numbers(proposal.getCurrent()))
                .isEqualTo("12.0000 3.1000 7.9000 90.0 100.0 110.0 1080.0000 1200.0000"
                        + " 1320.0000 711.0000 790.0000 869.0000");
        assertThat(numbers(proposal.getProposed()))
                .isEqualTo("12.9500 3.2000 8.8500 80.0 95.5 105.0 1036.0000 1236.7250"
                        + " 1359.7500 708.0000 845.1750 929.2500");
        assertThat(proposal.getUnconstrained()).isEqualByComparingTo("14.1100");
        assertThat(proposal.getElsewhere()).isEqualByComparingTo("0.3300");
        assertThat(proposal.getPriceChange()).isEqualByComparingTo("0.95");
        assertThat(proposal.getPriceChangePct()).isCloseTo(100 * 0.95 / 12, within(1e-9));
        assertThat(proposal.getDemandChange()).isEqualTo(-4.5);
        assertThat(proposal.getDemandChangePct()).isEqualTo(-4.5);
        assertThat(proposal.getProfitChange()).isEqualByComparingTo("55.1750");
        assertThat(proposal.getProfitChangePct()).isCloseTo(100 * 55.175 / 790, within(1e-9));
        assertThat(proposal.getMenuGain()).isEqualByComparingTo("41.7000");
        assertThat(proposal.getBreakEvenPct()).isCloseTo(100 * (7.9 - 8.85) / 8.85, within(1e-9));
        assertThat(proposal.getProbability()).isEqualTo(0.87);
        assertThat(proposal.getFit()).isEqualTo(0.61);
        assertThat(proposal.getElasticity().getPoint()).isEqualTo(-1.1);
        assertThat(proposal.getElasticity().getOwnError()).isEqualTo(0.45);
        assertThat(proposal.getBinding()).isEqualTo(PriceRule.PRICE_ENDING);
        assertThat(proposal.getGuardrails()).hasSize(2);
        assertThat(proposal.getWarnings()).containsExactly("careful");
        assertThat(record.getTest().getPrice()).isEqualByComparingTo("12.95");
        assertThat(record.getTest().getUnits()).isEqualTo(321.5);
        assertThat(record.getTest().getDays()).isEqualTo(33);
        assertThat(record.getTest().getFeasible()).isTrue();
        assertThat(empty(proposal)).isEmpty();
    }

    @Test
    void shouldTellWhatIsToBeUndone_ofThatItemAlone() {
        Undo undo = new Undo(new LastChange(19_940, 110_000, 120_000), 27);
        List<PriceAdvice> both = List.of(proposed(TEST), new Refused("stew", "the food cost is not known", null));

        Map<String, PriceRecommendation> records =
                Recommendations.of("bistro", "EUR", new MenuPrices(20_000, 28, both, Map.of("stew", undo)));

        assertThat(records.get("stew").getUndo().getPrice()).isEqualByComparingTo("11");
        assertThat(records.get("stew").getUndo().getChanged()).isEqualTo(LocalDate.ofEpochDay(19_940));
        assertThat(records.get("stew").getUndo().getDays()).isEqualTo(27);
        assertThat(records.get("stew").getUndo().getWords()).startsWith("Go back to 11.00");
        assertThat(records.values())
                .hasSize(2)
                .filteredOn(record -> record.getUndo() != null)
                .hasSize(1);
    }

    @Test
    void shouldTellTheTest_whenTheItemIsRefused() {
        PriceRecommendation record = published(new Refused("soup", "the food cost is not known", TEST));

        assertThat(record.getRefused()).isEqualTo("the food cost is not known");
        assertThat(record.getProposal()).isNull();
        assertThat(record.getTest().getPrice()).isEqualByComparingTo("12.95");
    }

    @Test
    void shouldTellNoTest_whenNothingIsToBeTried() {
        assertThat(published(proposed(null)).getTest()).isNull();
        assertThat(published(new Refused("soup", "nothing sells", null)).getTest())
                .isNull();
    }

    private static PriceRecommendation published(PriceAdvice advice) {
        return Recommendations.of("bistro", "EUR", new MenuPrices(20_000, 28, List.of(advice), Map.of()))
                .get("soup");
    }

    private static Proposed proposed(@Nullable TestPlan test) {
        return new Proposed(
                "soup",
                new Scenario(
                        129_500,
                        32_000,
                        88_500,
                        new Units(80, 95.5, 105),
                        new Money(10_360_000, 12_367_250, 13_597_500),
                        new Money(7_080_000, 8_451_750, 9_292_500)),
                new Scenario(
                        120_000,
                        31_000,
                        79_000,
                        new Units(90, 100, 110),
                        new Money(10_800_000, 12_000_000, 13_200_000),
                        new Money(7_110_000, 7_900_000, 8_690_000)),
                141_100,
                31_000,
                3_300,
                new Elasticity(
                        -1.1, -1.9, -0.3, 0.5, Evidence.MODERATE, new OwnEstimate(-0.9, 0.45), 2, "two price changes"),
                Confidence.MEDIUM,
                0.87,
                417_000,
                0.61,
                List.of(new Clamp(Rule.MAX_STEP, 141_100, 129_600), new Clamp(Rule.PRICE_ENDING, 129_600, 129_500)),
                Rule.PRICE_ENDING,
                test,
                "Increase price",
                List.of("careful"));
    }

    private static String numbers(PriceScenario at) {
        return at.getPrice() + " " + at.getFoodCost() + " " + at.getContribution() + " "
                + at.getDemand().getLow() + " " + at.getDemand().getPoint() + " "
                + at.getDemand().getHigh() + " "
                + at.getRevenue().getLow() + " " + at.getRevenue().getPoint() + " "
                + at.getRevenue().getHigh() + " "
                + at.getProfit().getLow() + " " + at.getProfit().getPoint() + " "
                + at.getProfit().getHigh();
    }

    /** Fields without a value. */
    private static List<String> empty(SpecificRecord record) {
        return record.getSchema().getFields().stream()
                .filter(field -> record.get(field.pos()) == null)
                .map(Schema.Field::name)
                .toList();
    }
}
