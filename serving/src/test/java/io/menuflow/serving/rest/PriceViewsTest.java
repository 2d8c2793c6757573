package io.menuflow.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.elasticity.Elasticity;
import io.menuflow.models.elasticity.Evidence;
import io.menuflow.models.price.Outcome;
import io.menuflow.models.price.Outcome.Verdict;
import io.menuflow.models.price.WhatIf.Money;
import io.menuflow.models.price.WhatIf.Units;
import io.menuflow.schemas.avro.CalendarPeriod;
import io.menuflow.schemas.avro.MenuSettings;
import io.menuflow.schemas.avro.MoneyRange;
import io.menuflow.schemas.avro.PriceClamp;
import io.menuflow.schemas.avro.PriceConfidence;
import io.menuflow.schemas.avro.PriceElasticity;
import io.menuflow.schemas.avro.PriceEvidence;
import io.menuflow.schemas.avro.PriceProposal;
import io.menuflow.schemas.avro.PriceRecommendation;
import io.menuflow.schemas.avro.PriceRule;
import io.menuflow.schemas.avro.PriceScenario;
import io.menuflow.schemas.avro.PriceTest;
import io.menuflow.schemas.avro.PriceUndo;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.UnitsRange;
import io.menuflow.serving.query.CloseQueries.Close;
import io.menuflow.serving.query.CloseQueries.OnePrice;
import io.menuflow.serving.rest.OutcomeViews.OutcomeView;
import io.menuflow.serving.rest.PriceViews.Action;
import io.menuflow.serving.rest.PriceViews.OnePriceView;
import io.menuflow.serving.rest.PriceViews.Place;
import io.menuflow.serving.rest.PriceViews.PricesView;
import io.menuflow.serving.rest.PriceViews.Sort;
import io.menuflow.serving.rest.PriceViews.UndoView;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.sales.KnownItem;
import io.menuflow.topology.sales.Latest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PriceViewsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final LocalDate CLOSED = LocalDate.parse("2026-11-22");

    private final PriceRecommendation dearer = proposed("dearer", "0.4500", "12.0000", "3.0000", null);
    private final PriceRecommendation cheaper = proposed("cheaper", "-0.5000", "2.0000", "7.0000", null);
    private final PriceRecommendation stays = proposed("stays", "0.0000", "0.0000", "0.0000", null);
    private final PriceRecommendation tested = proposed("tested", "0.0000", "0.0000", "0.0000", test());
    private final PriceRecommendation refused = record("refused", null, test());

    @Test
    void shouldNameTheAction_ofEachAdvice() {
        assertThat(List.of(dearer, cheaper, stays, tested, refused))
                .extracting(PriceViews::action)
                .containsExactly(Action.INCREASE, Action.DECREASE, Action.KEEP, Action.TEST, Action.NO_ADVICE);
    }

    @Test
    void shouldSortByWhatIsAskedFor_withoutAdviceLast() {
        List<PriceRecommendation> all = List.of(refused, tested, stays, cheaper, dearer);

        assertThat(PriceViews.sorted(all, Sort.MENU_GAIN))
                .extracting(PriceRecommendation::getItemId)
                .containsExactly("cheaper", "dearer", "stays", "tested", "refused");
        assertThat(PriceViews.sorted(all, Sort.PROFIT_CHANGE))
                .extracting(PriceRecommendation::getItemId)
                .containsExactly("dearer", "cheaper", "stays", "tested", "refused");
    }

    @Test
    void shouldTellEachItemOnce_whenAListIsToldInParts() {
        List<PriceRecommendation> all =
                PriceViews.sorted(List.of(refused, tested, stays, cheaper, dearer), Sort.MENU_GAIN);
        List<PriceRecommendation> told = new ArrayList<>();

        String after = null;
        do {
            Page.Part<PriceRecommendation> part = new Page("/prices by menu-gain", 2, after, false)
                    .of(all, record -> Place.of(record, Sort.MENU_GAIN).text(), Comparator.comparing(Place::of));
            told.addAll(part.items());
            after = part.nextCursor() == null
                    ? null
                    : Sealed.open(part.nextCursor()).get(1);
        } while (after != null);

        assertThat(told).isEqualTo(all);
    }

    @Test
    void shouldCountTheWholeMenu_whenSomeAreShown() {
        PricesView prices = PriceViews.prices(
                close(0, dearer, cheaper, refused), new Page.Part<>(List.of(dearer), null), AskedItems.ALL, false, NOW);

        assertThat(prices.counts()).isEqualTo(Map.of("DECREASE", 1, "INCREASE", 1, "NO_ADVICE", 1));
        assertThat(prices.items()).hasSize(1);
        assertThat(prices.items().get(0).itemName()).isEqualTo("Soup of the dearer kind");
        assertThat(prices.items().get(0).proposal().menuGain()).isEqualTo(new BigDecimal("3.00"));
        assertThat(prices.items().get(0).proposal().elasticity().prior()).isFalse();
        assertThat(prices.stale()).isFalse();
        assertThat(prices.note()).isNull();
    }

    @Test
    void shouldSayWhy_whenThereIsNoAdvice_orNothingYet() {
        OnePriceView one = PriceViews.one(new OnePrice(close(1, refused), refused, null, null), refused, false, NOW);

        assertThat(one.item().recommendation()).isEqualTo("No advice: the food cost is not known");
        assertThat(one.item().proposal()).isNull();
        assertThat(one.item().test().price()).isEqualTo(new BigDecimal("7.95"));
        assertThat(one.stale()).as("a later day has closed").isTrue();
        assertThat(one.lastChangeNote()).contains("did not change in the last 180");
        assertThat(PriceViews.prices(close(0), new Page.Part<>(List.of(), null), AskedItems.ALL, false, NOW)
                        .note())
                .contains("is being closed");
    }

    @Test
    void shouldGoBackFirst_whateverIsProposedOrMissing() {
        PriceUndo undo = PriceUndo.newBuilder()
                .setPrice(new BigDecimal("7.0000"))
                .setChanged(CLOSED.minusDays(40))
                .setDays(27)
                .setWords("Go back to 7.00.")
                .build();
        PriceRecommendation proposed =
                PriceRecommendation.newBuilder(dearer).setUndo(undo).build();
        PriceRecommendation missing =
                PriceRecommendation.newBuilder(refused).setUndo(undo).build();

        PricesView prices = PriceViews.prices(
                close(0, proposed, missing),
                new Page.Part<>(List.of(proposed, missing), null),
                AskedItems.ALL,
                false,
                NOW);

        assertThat(prices.counts()).isEqualTo(Map.of("UNDO", 2));
        assertThat(prices.items().get(0).undo())
                .isEqualTo(new UndoView(new BigDecimal("7.00"), CLOSED.minusDays(40), 27));
        assertThat(prices.items().get(1).recommendation())
                .isEqualTo("Go back to 7.00. No advice: the food cost is not known");
    }

    @Test
    void shouldNotBeSureOfNothing_whenNoChangeIsProposed() {
        PricesView prices = PriceViews.prices(
                close(0, stays, dearer), new Page.Part<>(List.of(stays, dearer), null), AskedItems.ALL, false, NOW);

        assertThat(prices.items().get(0).proposal().probability()).isNull();
        assertThat(prices.items().get(1).proposal().probability()).isEqualByComparingTo("0.9");
    }

    @Test
    void shouldNotSayBoth_whenAnOutcomeIsBadAndTheAdviceHolds() {
        Units units = new Units(1, 2, 3);
        Money loss = new Money(-30_000, -20_000, -10_000);
        Outcome outcome = new Outcome(
                "dearer",
                (int) CLOSED.toEpochDay() - 120,
                70_000,
                75_000,
                28,
                28,
                new Elasticity(-1.7, -3, -0.4, 0.8, Evidence.NONE, null, 0, "its price never changed"),
                200,
                units,
                units,
                loss,
                loss,
                Verdict.UNDO);

        OutcomeView lately = OutcomeViews.of(outcome, true, 2);
        OutcomeView longAgo = OutcomeViews.of(outcome, false, 2);

        assertThat(lately.undoTo()).isEqualByComparingTo("7");
        assertThat(lately.words()).endsWith("go back to 7.00. That was measured, and goes before what is reckoned.");
        assertThat(longAgo.undoTo()).isNull();
        assertThat(longAgo.words()).contains("The advice holds all the same: the change is over 84 days ago");
    }

    private static Close<PriceRecommendation> close(int later, PriceRecommendation... records) {
        Restaurant restaurant = Restaurant.newBuilder()
                .setRestaurantId("roma")
                .setName("Roma")
                .setCurrency("EUR")
                .setCalendars(List.of(CalendarPeriod.newBuilder()
                        .setEffectiveFrom(LocalDate.EPOCH)
                        .setZone("Europe/Rome")
                        .build()))
                .setSettings(MenuSettings.newBuilder().build())
                .setUpdatedAt(Instant.EPOCH)
                .build();
        Map<String, PriceRecommendation> byItem = new TreeMap<>();
        List.of(records).forEach(record -> byItem.put(record.getItemId(), record));
        return new Close<>(
                restaurant,
                RestaurantProfile.of(restaurant),
                new Latest(NOW, (int) CLOSED.toEpochDay() + 1 + later, "EUR"),
                byItem,
                Map.of("dearer", new KnownItem("Soup of the dearer kind", "Starters", null)));
    }

    private static PriceRecommendation proposed(
            String item, String change, String profit, String gain, @Nullable PriceTest test) {
        return record(
                item,
                PriceProposal.newBuilder()
                        .setCurrent(scenario("7.5000"))
                        .setProposed(scenario("7.9500"))
                        .setUnconstrained(new BigDecimal("8.2000"))
                        .setElsewhere(new BigDecimal("0.0000"))
                        .setPriceChange(new BigDecimal(change))
                        .setPriceChangePct(6)
                        .setDemandChange(-3.14)
                        .setProfitChange(new BigDecimal(profit))
                        .setMenuGain(new BigDecimal(gain))
                        .setElasticity(PriceElasticity.newBuilder()
                                .setPoint(-1.5)
                                .setLow(-2)
                                .setHigh(-1)
                                .setError(0.3)
                                .setEvidence(PriceEvidence.STRONG)
                                .setChanges(2)
                                .setWhy("two changes")
                                .build())
                        .setConfidence(PriceConfidence.HIGH)
                        .setProbability(0.9)
                        .setFit(0.4)
                        .setGuardrails(List.of(
                                new PriceClamp(PriceRule.MAX_STEP, new BigDecimal("8.2000"), new BigDecimal("7.9500"))))
                        .setRecommendation("Do it.")
                        .setWarnings(List.of())
                        .build(),
                test);
    }

    private static PriceRecommendation record(String item, @Nullable PriceProposal proposal, @Nullable PriceTest test) {
        return PriceRecommendation.newBuilder()
                .setRestaurantId("roma")
                .setItemId(item)
                .setCurrency("EUR")
                .setClosedDay(CLOSED)
                .setHorizonDays(28)
                .setRefused(proposal == null ? "the food cost is not known" : null)
                .setProposal(proposal)
                .setTest(test)
                .build();
    }

    private static PriceTest test() {
        return new PriceTest(new BigDecimal("7.9500"), 1_339.06, 209, false);
    }

    private static PriceScenario scenario(String price) {
        MoneyRange money = new MoneyRange(new BigDecimal("1.0000"), new BigDecimal("2.0000"), new BigDecimal("3.0000"));
        return PriceScenario.newBuilder()
                .setPrice(new BigDecimal(price))
                .setFoodCost(new BigDecimal("1.9000"))
                .setContribution(new BigDecimal("5.6000"))
                .setDemand(new UnitsRange(1.0, 2.0, 3.0))
                .setRevenue(money)
                .setProfit(money)
                .build();
    }
}
