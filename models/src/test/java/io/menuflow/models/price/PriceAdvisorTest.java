package io.menuflow.models.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.elasticity.Evidence;
import io.menuflow.models.elasticity.OwnFits;
import io.menuflow.models.elasticity.Sold;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.price.Guardrails.Rule;
import io.menuflow.models.price.PriceAdvice.Proposed;
import io.menuflow.models.price.PriceAdvice.Refused;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PriceAdvisorTest {

    private static final int LAST = 139;

    @Test
    void shouldProposeATestInsteadOfANumber_whenAPriceNeverChanged() {
        MenuHistory history = new Sold()
                .from(0, LAST, "soup", 700, 9)
                .from(0, LAST, "stew", 500, 20)
                .costs("soup", 100)
                .costs("stew", 300)
                .history();

        Proposed soup = (Proposed) advise(history).items().get(0);

        assertThat(soup.elasticity().evidence()).isEqualTo(Evidence.NONE);
        assertThat(soup.changes()).isFalse();
        assertThat(soup.test()).isNotNull();
        assertThat(soup.test().price()).isBetween(64_400L, 75_600L).isNotEqualTo(70_000);
        assertThat(soup.test().days()).isGreaterThanOrEqualTo(14);
        assertThat(soup.recommendation()).contains("nothing is known").contains("Test ");
        assertThat(((Proposed) advise(history).items().get(1)).recommendation()).contains("leave no price to test");
        assertThat(soup.warnings()).anyMatch(warning -> warning.startsWith("Low confidence"));
    }

    @Test
    void shouldAnswerOrRefuseInWords_whenInputIsBad() {
        MenuHistory history = new Sold()
                .from(0, LAST, "a-usual", 900, 20)
                .costs("a-usual", 300)
                .from(0, LAST, "b-cost-above-price", 500, 5)
                .costs("b-cost-above-price", 520)
                .costs("c-never-sold", 100)
                .listed(0, "c-never-sold", 500)
                .on(LAST, "d-one-sale", 1_400, 1)
                .costs("d-one-sale", 100)
                .from(0, LAST, "e-no-cost", 500, 5)
                .from(0, LAST, "f-typo", 500, 5)
                .costs("f-typo", 15_000)
                .history();

        List<PriceAdvice> advice = advise(history).items();

        assertThat(advice).extracting(PriceAdvice::itemId).isSorted().hasSize(6);
        assertThat(((Proposed) advice.get(1)).binding()).isEqualTo(Rule.MARGIN_FLOOR);
        assertThat(((Refused) advice.get(2)).reason()).contains("nothing is expected to sell");
        assertThat(((Proposed) advice.get(3)).test().feasible()).isFalse();
        assertThat(((Proposed) advice.get(3)).recommendation()).contains("sells too little");
        assertThat(((Refused) advice.get(4)).reason()).contains("food cost is not known");
        assertThat(((Refused) advice.get(5)).reason())
                .isEqualTo(
                        "a unit costs 150.00 and its price of 5.00 leaves 5.00: each one sold loses 145.00; check price"
                                + " and food cost");
    }

    @Test
    void shouldBlameTheStep_whenABestSellersTestIsLong() {
        MenuHistory history =
                new Sold().from(0, LAST, "soup", 970, 52).costs("soup", 300).history();

        Proposed soup =
                (Proposed) advise(history, rails(0.035, null, null)).items().get(0);

        assertThat(soup.test().feasible()).isFalse();
        assertThat(soup.recommendation())
                .endsWith("that is long: a step of 2.1 % is small, and shows only over many sales.");
    }

    @Test
    void shouldBlameTheLimits_whenFloorAndCeilingAreThePrice() {
        MenuHistory still =
                new Sold().from(0, LAST, "soup", 950, 52).costs("soup", 300).history();
        MenuHistory moved = new Sold()
                .from(0, 69, "soup", 1_100, 20)
                .from(70, LAST, "soup", 950, 22)
                .from(0, LAST, "other", 900, 200)
                .costs("soup", 300)
                .history();
        Guardrails one = rails(0.08, 95_000L, 95_000L);

        Proposed unknown = (Proposed) advise(still, one).items().get(0);
        Proposed known = (Proposed) advise(moved, one).items().get(1);

        assertThat(unknown.test()).isNull();
        assertThat(unknown.recommendation())
                .endsWith("the price floor and ceiling leave no price to test: set them further apart.");
        assertThat(known.elasticity().evidence()).isNotEqualTo(Evidence.NONE);
        assertThat(known.recommendation())
                .isEqualTo("Keep the price of 9.50: the price floor or ceiling allows no better one.");
    }

    @Test
    void shouldSayWhatARiseRestsOn_whenHalfOfTheLostSalesAreTakenToGoElsewhere() {
        MenuHistory history = new Sold()
                .from(0, 69, "soup", 900, 40)
                .from(70, LAST, "soup", 1_000, 39)
                .from(0, LAST, "other", 1_200, 200)
                .costs("soup", 300)
                .costs("other", 400)
                .history();

        Proposed soup = (Proposed) advise(history).items().get(1);

        assertThat(soup.priceChange()).isPositive();
        assertThat(soup.warnings())
                .anyMatch(warning -> warning.startsWith("Half of the guests it loses are taken to order another item"
                        + " instead, at 8.00 each: that is assumed, not measured"));
    }

    @Test
    void shouldGoBackFirst_whenTheLastChangeBroughtLess() {
        MenuPrices prices = advise(raised(40, 20).history());
        Proposed soup = (Proposed) prices.items().get(1);

        assertThat(prices.undos()).containsOnlyKeys("soup");
        assertThat(prices.undos().get("soup").change()).isEqualTo(new LastChange(90, 100_000, 108_000));
        assertThat(soup.recommendation())
                .startsWith(
                        "Go back to 10.00: over the 28 open days since 1970-04-01, 10.80 brought less than 10.00 would"
                                + " have, 95 % sure. That is measured, and goes before what is reckoned: ")
                .endsWith(((Proposed) new PriceOptimizer(Guardrails.DEFAULT)
                                .advise(questions(raised(40, 20).history()).get(1)))
                        .recommendation());
    }

    @Test
    void shouldNotGoBack_whenItMayBeChance_longAgo_orForbidden() {
        MenuHistory worse = raised(40, 20).history();

        assertThat(advise(raised(40, 40).history()).undos()).isEmpty();
        assertThat(advise(worse, rails(0.08, 105_000L, null)).undos())
                .as("below the floor")
                .isEmpty();
        assertThat(advise(raised(40, 20).listed(LAST + 1, "soup", 1_150).history())
                        .undos())
                .as("another price is planned")
                .isEmpty();
        assertThat(advise(raised(40, 20).costs(LAST + 1, "soup", 900).history()).undos())
                .as("below the margin floor by now")
                .isEmpty();
        Sold longAgo = raised(40, 20);
        longAgo.from(LAST + 1, LAST + 40, "soup", 1_080, 20).from(LAST + 1, LAST + 40, "other", 900, 200);
        MenuHistory later = longAgo.history();
        assertThat(new PriceAdvisor(Guardrails.DEFAULT)
                        .advise(
                                Sold.blocks(later, LAST + 40),
                                later,
                                ExpectedDemand.asRecently(later, LAST + 40, 28),
                                LAST + 40)
                        .undos())
                .isEmpty();
    }

    /** A rise on day 90 after which so many were sold a day. */
    private static Sold raised(int before, int after) {
        return new Sold()
                .from(0, 89, "soup", 1_000, before)
                .from(90, LAST, "soup", 1_080, after)
                .listed(0, "soup", 1_000)
                .listed(90, "soup", 1_080)
                .from(0, LAST, "other", 900, 200)
                .costs("soup", 300);
    }

    private static List<PriceQuestion> questions(MenuHistory history) {
        return new PriceAdvisor(Guardrails.DEFAULT)
                .questions(
                        PriceAdvisor.fits(Sold.blocks(history, LAST), LAST),
                        history,
                        ExpectedDemand.asRecently(history, LAST, 28),
                        MenuEffect.UNKNOWN,
                        LAST);
    }

    private static Guardrails rails(double step, @Nullable Long floor, @Nullable Long ceiling) {
        return new Guardrails(step, 0.2, floor, ceiling, List.of(0, 50, 95, 99), 28, 0.8, 6, Set.of());
    }

    @Test
    void shouldTakeTaxAndDiscountsOut_whenRevenueIsLessThanListPrices() {
        Sold sold = new Sold().from(0, LAST, "soup", 1_200, 200).costs("soup", 250);
        for (int day = 0; day <= LAST; day++) {
            sold.paid(day, "soup", 1 / 1.2);
        }

        Proposed soup = (Proposed) advise(sold.history()).items().get(0);

        assertThat(soup.current().contribution()).isEqualTo(100_000 - 25_000);
        assertThat(soup.current().profit().point()).isEqualTo(75_000L * 200 * 28);
    }

    @Test
    void shouldReckonWithTheRestOfTheMenu_whenItIsKnown() {
        Sold sold = new Sold().from(0, LAST, "soup", 1_000, 50).costs("soup", 400);
        MenuHistory history = sold.history();
        ExpectedDemand demand = ExpectedDemand.asRecently(history, LAST, 28);

        PriceAdvice with = new PriceAdvisor(Guardrails.DEFAULT)
                .advise(OwnFits.NONE, history, demand, item -> 30_000L, LAST)
                .items()
                .get(0);

        assertThat(((Proposed) with).current().profit().point()).isEqualTo((60_000L + 30_000L) * 50 * 28);
        assertThat(((Proposed) with).elsewhere()).isEqualTo(30_000);
    }

    @Test
    void shouldTakeNeighboursOfTheCategoryForWhatIsTakenInstead() {
        Sold sold = new Sold()
                .from(0, LAST, "soup", 1_000, 50)
                .from(0, LAST, "stew", 900, 20)
                .from(0, LAST, "roast", 2_000, 10)
                .from(0, LAST, "cake", 300, 90);
        List.of("soup", "stew", "roast").forEach(item -> sold.costs(item, 300).in("mains", item));
        sold.costs("cake", 100).in("sweets", "cake");
        MenuHistory history = sold.history();

        List<PriceQuestion> asked = new PriceAdvisor(Guardrails.DEFAULT)
                .questions(
                        OwnFits.NONE, history, ExpectedDemand.asRecently(history, LAST, 28), MenuEffect.UNKNOWN, LAST);

        assertThat(asked).extracting(PriceQuestion::itemId).containsExactly("cake", "roast", "soup", "stew");
        assertThat(asked.get(2).instead()).isEqualTo(Math.round((20 * 60_000 + 10 * 170_000) / 30.0));
        assertThat(asked.get(0).instead()).isEqualTo(Math.round((50 * 70_000 + 20 * 60_000 + 10 * 170_000) / 80.0));
    }

    @Test
    void shouldCoolDown_whenThePriceChangedLately_onTheMenuOrInItsSales() {
        MenuHistory history = new Sold()
                .from(0, 119, "listed", 500, 9)
                .from(120, LAST, "listed", 530, 9)
                .listed(0, "listed", 500)
                .listed(120, "listed", 530)
                .costs("listed", 500)
                .from(0, 119, "sold", 500, 9)
                .from(120, LAST, "sold", 530, 9)
                .history();

        List<PriceQuestion> asked = new PriceAdvisor(Guardrails.DEFAULT)
                .questions(
                        OwnFits.NONE, history, ExpectedDemand.asRecently(history, LAST, 28), MenuEffect.UNKNOWN, LAST);

        assertThat(asked).extracting(PriceQuestion::price).containsOnly(53_000L);
        assertThat(asked).extracting(PriceQuestion::daysSinceChange).containsExactly(20, 20);
    }

    @Property(tries = 60)
    void shouldBreakNoGuardrail_whateverWasSold(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Sold sold = new Sold();
        int items = 1 + random.nextInt(12);
        for (int i = 0; i < items; i++) {
            history(sold, "item-" + i, random);
        }
        MenuHistory history = sold.history();

        MenuPrices prices = advise(history);

        assertThat(prices.items().stream()
                        .filter(each -> each instanceof Proposed proposed
                                && proposed.changes()
                                && proposed.binding() != Rule.MARGIN_FLOOR)
                        .count())
                .isLessThanOrEqualTo(6);
        for (PriceAdvice advice : prices.items()) {
            if (advice instanceof Proposed proposed) {
                check(proposed);
            } else {
                assertThat(((Refused) advice).reason()).isNotBlank();
            }
        }
    }

    private static void check(Proposed proposed) {
        long now = proposed.current().price();
        long then = proposed.optimal().price();
        assertThat(proposed.optimal().contribution())
                .isGreaterThanOrEqualTo((long) (0.2 * (proposed.optimal().contribution() + proposed.foodCost())) - 2);
        assertThat(proposed.recommendation()).isNotBlank();
        if (proposed.test() != null) {
            assertThat(Math.abs(proposed.test().price() - now)).isLessThanOrEqualTo((long) (0.08 * now) + 1);
        }
        if (proposed.changes() && proposed.binding() != Rule.MARGIN_FLOOR) {
            assertThat(proposed.probability()).isGreaterThanOrEqualTo(0.8);
            assertThat(proposed.elasticity().evidence()).isNotEqualTo(Evidence.NONE);
            assertThat(Math.abs(then - now) / (double) now).isBetween(0.0199, 0.0801);
            assertThat(Math.floorMod(then, 10_000L)).isIn(0L, 5_000L, 9_500L, 9_900L);
        }
    }

    /** Years of nothing, one sale, one price, several, alternating ones, and prices a hundred times too high. */
    private static void history(Sold sold, String item, SplittableRandom random) {
        long minor = 1L + random.nextInt(3_000);
        int kind = random.nextInt(6);
        if (random.nextInt(5) > 0) {
            sold.costs(item, Math.round(minor * random.nextDouble() * 1.5));
        }
        if (kind == 0) {
            sold.on(LAST - random.nextInt(30), item, minor, 1);
        }
        for (int day = 0; kind > 0 && day <= LAST; day++) {
            long price =
                    switch (kind) {
                        case 1 -> minor;
                        case 2, 3 -> minor + minor * (day / 25 % 3) / 10;
                        case 4 -> minor + random.nextInt(2) * 100L;
                        default -> random.nextInt(40) == 0 ? minor * 100 : minor;
                    };
            int units = random.nextInt(1 + random.nextInt(30));
            if (units > 0) {
                sold.on(day, item, price, units);
            }
        }
    }

    private static MenuPrices advise(MenuHistory history) {
        return advise(history, Guardrails.DEFAULT);
    }

    private static MenuPrices advise(MenuHistory history, Guardrails rails) {
        return new PriceAdvisor(rails)
                .advise(Sold.blocks(history, LAST), history, ExpectedDemand.asRecently(history, LAST, 28), LAST);
    }

    @Test
    void shouldNameTheSetting_whenItMakesNoSense() {
        Guardrails right = Guardrails.DEFAULT;
        assertThat(refusal(() -> new Guardrails(1.2, 0.2, null, null, List.of(), 28, 0.8, 6, Set.of())))
                .contains("largest step");
        assertThat(refusal(() -> new Guardrails(0.08, 1, null, null, List.of(), 28, 0.8, 6, Set.of())))
                .contains("least margin");
        assertThat(refusal(() -> new Guardrails(0.08, 0.2, 9L, 8L, List.of(), 28, 0.8, 6, Set.of())))
                .contains("above the ceiling");
        assertThat(refusal(() -> new Guardrails(0.08, 0.2, null, null, List.of(100), 28, 0.8, 6, Set.of())))
                .contains("endings");
        assertThat(refusal(() -> new Guardrails(0.08, 0.2, null, null, List.of(), -1, 0.8, 6, Set.of())))
                .contains("cool-down");
        assertThat(refusal(() -> new Guardrails(0.08, 0.2, null, null, List.of(), 28, Double.NaN, 6, Set.of())))
                .contains("least probability");
        assertThat(right.maxChanges()).isEqualTo(6);
    }

    private static String refusal(Runnable make) {
        try {
            make.run();
            return "";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
