package io.menuflow.models.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.menu.QuadrantRules.Scope;
import io.menuflow.models.money.Fixed;
import io.menuflow.models.sales.Tally;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuadrantsTest {

    private static final QuadrantRules RULES =
            new QuadrantRules(Method.PERCENTILE, new BigDecimal("0.70"), Scope.MENU, 14, 20, new BigDecimal("0.05"));
    private static final QuadrantRules KASAVANA_SMITH = RULES.with(Method.KASAVANA_SMITH);

    @Test
    void shouldGiveEveryQuadrant_whenByPercentile() {
        Map<String, ItemQuadrants> menu = judge(
                item("a", 40, "8", "2"), // margin 240
                item("b", 30, "3", "2"), // 30
                item("c", 11, "22", "2"), // 220
                item("d", 10, "3", "2")); // 10

        assertThat(by(menu, ItemQuadrants::percentile))
                .containsEntry("a", Quadrant.STAR)
                .containsEntry("b", Quadrant.STAR) // rank 2 of 4 is one half, and one half is high
                .containsEntry("c", Quadrant.STAR)
                .containsEntry("d", Quadrant.DOG);
        assertThat(menu.get("a").popularityPercentile()).isEqualTo(1.0);
        assertThat(menu.get("b").popularityPercentile()).isEqualTo(0.75);
        assertThat(menu.get("b").profitabilityPercentile()).isEqualTo(0.5);
        assertThat(menu.get("c").popularityPercentile()).isEqualTo(0.5);
        assertThat(menu.get("c").profitabilityPercentile()).isEqualTo(0.75);
        assertThat(menu.get("d").popularityPercentile()).isEqualTo(0.25);
    }

    @Test
    void shouldRankByTotalMargin_whenByPercentile() {
        Map<String, ItemQuadrants> menu = judge(
                item("puzzle", 10, "50", "2"), // 480
                item("star", 60, "9", "2"), // 420
                item("workhorse", 50, "3", "2"), // 50
                item("dog", 20, "4", "2"), // 40
                item("middle", 40, "4", "2")); // 80

        assertThat(by(menu, ItemQuadrants::percentile))
                .containsEntry("puzzle", Quadrant.PUZZLE)
                .containsEntry("star", Quadrant.STAR)
                .containsEntry("workhorse", Quadrant.PLOWHORSE)
                .containsEntry("dog", Quadrant.DOG)
                .containsEntry("middle", Quadrant.STAR);
    }

    @Test
    void shouldCountTiesAsHigh_whenByPercentile() {
        Map<String, ItemQuadrants> menu = judge(
                item("a", 30, "8", "2"), item("b", 30, "8", "2"), item("c", 30, "8", "2"), item("d", 30, "8", "2"));

        assertThat(by(menu, ItemQuadrants::percentile).values()).containsOnly(Quadrant.STAR);
        assertThat(menu.get("c").popularityPercentile()).isEqualTo(0.625);
    }

    @ParameterizedTest
    @CsvSource({"70, 4.00, STAR", "69, 4.00, PUZZLE", "70, 3.99, PLOWHORSE", "69, 3.9999, DOG"})
    void shouldBeHigh_whenExactlyOnAThreshold(long units, String margin, Quadrant expected) {
        // Of 400 units the threshold is 0.70 / 4 · 400 = 70; the others earn 4.00 a unit whatever the first one does.
        Map<String, ItemQuadrants> menu = judge(
                item("first", units, margin, "0"),
                item("b", 100, "4", "0"),
                item("c", 100, "4", "0"),
                item("d", 130, "4", "0"));

        assertThat(menu.get("first").kasavanaSmith()).isEqualTo(expected);
    }

    /** 4 · B against 0.70 · ΣB: equal at B : others = 7 : 11, and of 7 · 10^14 parts one too few is still seen. */
    @ParameterizedTest
    @CsvSource({"0, 0.0000, STAR", "-1, 0.0000, PUZZLE", "0, -0.0001, PLOWHORSE", "-1, -0.0001, DOG"})
    void shouldBeExact_whenNoDoubleCouldTell(long part, BigDecimal less, Quadrant expected) {
        long many = 1_100_000_000_000_000L;
        long units = 700_000_000_000_000L + part;
        BigDecimal price = new BigDecimal("0.4");
        BigDecimal margin = Fixed.quantityOf(units).multiply(price).add(less);
        Map<String, ItemQuadrants> menu = judge(
                sold("first", units, margin),
                sold("b", many, Fixed.quantityOf(many).multiply(price)),
                sold("c", many, Fixed.quantityOf(many).multiply(price)),
                sold("d", many, Fixed.quantityOf(many).multiply(price)));

        assertThat(menu.get("first").kasavanaSmith()).isEqualTo(expected);
    }

    /** The published worksheet: ΣB 925, CM 3,844.50, O 4.156; with the simple mean 3.983 item 4 would be a STAR. */
    @Test
    void shouldWeighTheMeanByVolume_whenByKasavanaSmith() {
        String[][] rows = {
            {"100", "4.50", "1.25"}, {"50", "5.00", "1.50"}, {"60", "6.00", "1.60"}, {"110", "5.00", "0.95"},
            {"25", "4.50", "2.00"}, {"35", "5.00", "1.60"}, {"75", "4.00", "1.10"}, {"90", "7.00", "2.25"},
            {"140", "6.50", "1.95"}, {"25", "6.75", "1.95"}, {"120", "7.50", "2.30"}, {"95", "6.50", "2.00"}
        };
        ItemWindow[] items = new ItemWindow[rows.length];
        for (int i = 0; i < rows.length; i++) {
            items[i] = item(String.format("%02d", i + 1), Long.parseLong(rows[i][0]), rows[i][1], rows[i][2]);
        }

        Map<String, ItemQuadrants> menu = judge(items);

        assertThat(menu.get("04").kasavanaSmith()).isEqualTo(Quadrant.PLOWHORSE);
        assertThat(menu.get("09").kasavanaSmith()).isEqualTo(Quadrant.STAR);
        assertThat(menu.get("03").kasavanaSmith()).isEqualTo(Quadrant.STAR);
        assertThat(judge(RULES.withFactor(new BigDecimal("0.80")), items)
                        .get("03")
                        .kasavanaSmith())
                .isEqualTo(Quadrant.PUZZLE);
        assertThat(menu.get("09").menuMix()).isCloseTo(140 / 925.0, within(1e-12));
    }

    @Test
    void shouldBeUnpopularBeforeAnyRanking_whenAListedItemSoldNothing() {
        // Five of six sold nothing: their average rank 3 of 6 would count as high.
        Map<String, ItemQuadrants> menu = judge(
                item("a", 30, "8", "2"),
                item("b", 0, "18", "2"),
                item("c", 0, "8", "2"),
                item("d", 0, "3", "2"),
                item("e", 0, "8", "2"),
                item("f", 0, "8", "2"));

        assertThat(menu.get("b").popularityPercentile()).isEqualTo(0.5);
        assertThat(menu.get("b").percentile()).isEqualTo(Quadrant.PUZZLE);
        assertThat(menu.get("b").kasavanaSmith()).isEqualTo(Quadrant.PUZZLE);
        assertThat(menu.get("d").kasavanaSmith()).isEqualTo(Quadrant.DOG);
    }

    @Test
    void shouldStayUnpopular_whenTheFactorIsZeroOrNothingWasSold() {
        ItemWindow[] unsold = {
            item("a", 0, "8", "2"), item("b", 0, "9", "2"), item("c", 0, "7", "2"), item("d", 0, "6", "2")
        };

        Map<String, ItemQuadrants> menu = judge(RULES.withFactor(BigDecimal.ZERO), unsold);

        assertThat(by(menu, ItemQuadrants::percentile).values()).containsOnly(Quadrant.PUZZLE);
        assertThat(by(menu, ItemQuadrants::kasavanaSmith).values()).containsOnly(Quadrant.UNKNOWN);
        assertThat(menu.get("a").menuMix()).isNull();
    }

    @Test
    void shouldSayTooFew_whenFewerThanFourAreInScope() {
        ItemWindow outOfScope = new Builder("x", 50, "8", "2").inScope(false).build();

        Map<String, ItemQuadrants> menu =
                judge(item("a", 40, "8", "2"), item("b", 30, "3", "2"), item("c", 20, "12", "2"), outOfScope);

        assertThat(by(menu, ItemQuadrants::percentile))
                .containsEntry("a", Quadrant.TOO_FEW_ITEMS)
                .containsEntry("c", Quadrant.TOO_FEW_ITEMS)
                .containsEntry("x", null);
        assertThat(by(menu, ItemQuadrants::settled))
                .containsEntry("a", Quadrant.TOO_FEW_ITEMS)
                .containsEntry("x", null);
        assertThat(menu.get("a").popularityPercentile()).isNull();
    }

    @Test
    void shouldLeaveAnItemOut_whenItIsNotInScope() {
        ItemWindow[] four = {
            item("a", 40, "8", "2"), item("b", 30, "3", "2"), item("c", 20, "12", "2"), item("d", 10, "3", "2")
        };
        ItemWindow[] five = Arrays.copyOf(four, 5);
        five[4] = new Builder("x", 5_000, "80", "2").inScope(false).build();

        Map<String, ItemQuadrants> menu = judge(five);

        assertThat(menu.remove("x").kasavanaSmith()).isNull();
        assertThat(menu).isEqualTo(judge(four));
    }

    @Test
    void shouldShowButNotCount_whenAnItemIsNew() {
        ItemWindow[] four = {
            item("a", 40, "8", "2"), item("b", 30, "3", "2"), item("c", 20, "12", "2"), item("d", 10, "3", "2")
        };
        ItemWindow[] five = Arrays.copyOf(four, 5);
        five[4] = new Builder("new", 5_000, "80", "2").daysOnMenu(13).build();

        Map<String, ItemQuadrants> menu = judge(five);

        ItemQuadrants fresh = menu.remove("new");
        assertThat(fresh.percentile()).isEqualTo(Quadrant.NEW_ITEM);
        assertThat(fresh.kasavanaSmith()).isEqualTo(Quadrant.NEW_ITEM);
        assertThat(fresh.settled()).isEqualTo(Quadrant.NEW_ITEM);
        assertThat(fresh.popularityPercentile()).isNull();
        assertThat(fresh.menuMix()).isNull();
        assertThat(menu).isEqualTo(judge(four));
    }

    @Test
    void shouldSayTooFew_whenNewItemsLeaveFewerThanFour() {
        Map<String, ItemQuadrants> menu = judge(
                item("a", 40, "8", "2"),
                item("b", 30, "3", "2"),
                item("c", 20, "12", "2"),
                new Builder("new", 50, "8", "2").daysOnMenu(1).build());

        assertThat(menu.get("a").percentile()).isEqualTo(Quadrant.TOO_FEW_ITEMS);
        assertThat(menu.get("new").percentile()).isEqualTo(Quadrant.NEW_ITEM);
    }

    @ParameterizedTest
    @CsvSource({"14, 14, false", "13, 14, true", "1, 0, false", ", 14, false", "29, 30, true"})
    void shouldBeNew_whenFewerDaysOnTheMenuThanTheSetting(@Nullable Integer days, int setting, boolean isNew) {
        QuadrantRules rules = new QuadrantRules(
                Method.PERCENTILE, new BigDecimal("0.70"), Scope.MENU, setting, 20, new BigDecimal("0.05"));
        Map<String, ItemQuadrants> menu = judge(
                rules,
                new Builder("x", 50, "8", "2").daysOnMenu(days).build(),
                new Builder("a", 40, "8", "2").daysOnMenu(400).build(),
                new Builder("b", 30, "3", "2").daysOnMenu(400).build(),
                new Builder("c", 20, "12", "2").daysOnMenu(400).build(),
                new Builder("d", 10, "3", "2").daysOnMenu(400).build());

        assertThat(menu.get("x").percentile() == Quadrant.NEW_ITEM).isEqualTo(isNew);
    }

    @Test
    void shouldBeUnknownAndOutOfTheMarginRanking_whenAnItemHasNoCost() {
        Map<String, ItemQuadrants> menu = judge(
                new Builder("x", 100, "90", null).build(),
                item("a", 40, "8", "2"),
                item("b", 35, "4", "2"),
                item("c", 30, "5", "2"),
                item("d", 10, "3", "2"));

        ItemQuadrants costless = menu.get("x");
        assertThat(costless.percentile()).isEqualTo(Quadrant.UNKNOWN);
        assertThat(costless.kasavanaSmith()).isEqualTo(Quadrant.UNKNOWN);
        assertThat(costless.settled()).isEqualTo(Quadrant.UNKNOWN);
        assertThat(costless.popularityPercentile()).isEqualTo(1.0);
        assertThat(costless.profitabilityPercentile()).isNull();
        assertThat(costless.profitBasis()).isEqualTo(ProfitBasis.CONTRIBUTION_MARGIN);
        // Margins 240, 70, 90, 10 rank among four, units among five.
        assertThat(menu.get("b").profitabilityPercentile()).isEqualTo(0.5);
        assertThat(menu.get("b").popularityPercentile()).isEqualTo(0.6);
        // O is 410 / 115 without the costless item: 3.57; c earns 3.00.
        assertThat(menu.get("a").kasavanaSmith()).isEqualTo(Quadrant.STAR);
        assertThat(menu.get("c").kasavanaSmith()).isEqualTo(Quadrant.DOG);
    }

    @Test
    void shouldRankRevenue_whenNoItemHasACost() {
        Map<String, ItemQuadrants> menu = judge(
                new Builder("a", 10, "50", null).build(), // 500
                new Builder("b", 20, "4", null).build(), // 80
                new Builder("c", 30, "3", null).build(), // 90
                new Builder("d", 40, "5", null).build()); // 200

        assertThat(by(menu, ItemQuadrants::percentile))
                .containsEntry("a", Quadrant.PUZZLE)
                .containsEntry("b", Quadrant.PLOWHORSE)
                .containsEntry("c", Quadrant.STAR)
                .containsEntry("d", Quadrant.STAR);
        assertThat(by(menu, ItemQuadrants::kasavanaSmith).values()).containsOnly(Quadrant.UNKNOWN);
        assertThat(menu.values()).allMatch(item -> item.profitBasis() == ProfitBasis.REVENUE);
        assertThat(menu.get("a").profitabilityPercentile()).isEqualTo(1.0);
    }

    @Test
    void shouldRankMargins_whenTheOnlyCostIsEstimated() {
        Map<String, ItemQuadrants> menu = judge(
                new Builder("a", 40, "8", "2").basis(CostBasis.ESTIMATED).build(),
                new Builder("b", 30, "9", null).build(),
                new Builder("c", 20, "9", null).build(),
                new Builder("d", 10, "9", null).build());

        assertThat(menu.get("a").percentile()).isEqualTo(Quadrant.STAR);
        assertThat(menu.get("a").kasavanaSmith()).isEqualTo(Quadrant.STAR);
        assertThat(menu.get("a").profitBasis()).isEqualTo(ProfitBasis.CONTRIBUTION_MARGIN);
        assertThat(menu.get("b").percentile()).isEqualTo(Quadrant.UNKNOWN);
    }

    @Test
    void shouldCompareWithinItsCategory_whenThatIsTheScope() {
        ItemWindow[] items = new ItemWindow[11];
        for (int i = 0; i < 4; i++) {
            items[i] = new Builder("drink-" + i, 1_000 + 10 * i, "3", "1")
                    .category("drinks")
                    .build();
            items[i + 4] = new Builder("main-" + i, 10 + i, "30", "10")
                    .category("mains")
                    .build();
        }
        items[8] = new Builder("odd-1", 50, "5", "1").category(null).build();
        items[9] = new Builder("odd-2", 60, "5", "1").category(null).build();
        items[10] = new Builder("odd-3", 70, "5", null).category("").build();

        Map<String, ItemQuadrants> menu = judge(RULES.with(Scope.CATEGORY), items);

        assertThat(menu.get("main-3").percentile()).isEqualTo(Quadrant.STAR);
        assertThat(menu.get("main-0").percentile()).isEqualTo(Quadrant.DOG);
        assertThat(menu.get("main-1").menuMix()).isEqualTo(11 / 46.0);
        assertThat(menu.get("drink-0").percentile()).isEqualTo(Quadrant.DOG);
        assertThat(menu.get("odd-3").percentile()).isEqualTo(Quadrant.TOO_FEW_ITEMS);
        assertThat(judge(items).get("main-3").percentile()).isEqualTo(Quadrant.PUZZLE);
    }

    @Test
    void shouldRankRevenueOnlyInTheCategoryWithoutCosts_whenThatIsTheScope() {
        ItemWindow[] items = new ItemWindow[8];
        for (int i = 0; i < 4; i++) {
            items[i] = new Builder("drink-" + i, 100 + i, "3", null)
                    .category("drinks")
                    .build();
            items[i + 4] = new Builder("main-" + i, 10 + i, "30", "10")
                    .category("mains")
                    .build();
        }

        Map<String, ItemQuadrants> menu = judge(RULES.with(Scope.CATEGORY), items);

        assertThat(menu.get("drink-0").profitBasis()).isEqualTo(ProfitBasis.REVENUE);
        assertThat(menu.get("drink-3").percentile()).isEqualTo(Quadrant.STAR);
        assertThat(menu.get("drink-3").kasavanaSmith()).isEqualTo(Quadrant.UNKNOWN);
        assertThat(menu.get("main-0").profitBasis()).isEqualTo(ProfitBasis.CONTRIBUTION_MARGIN);
        assertThat(judge(items).get("drink-3").percentile()).isEqualTo(Quadrant.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"19, true", "20, false"})
    void shouldCallTheEvidenceLow_whenFewUnitsWereSold(long units, boolean low) {
        Map<String, ItemQuadrants> menu = judge(
                item("x", units, "8", "2"), item("b", 30, "3", "2"), item("c", 25, "12", "2"), item("d", 21, "3", "2"));

        assertThat(menu.get("x").lowEvidence()).isEqualTo(low);
        assertThat(menu.get("x").percentile()).isNotNull();
    }

    @Test
    void shouldTakeTheSideOfTheClosedWindow_whenNearTheMixThreshold() {
        // 65 of 365: 260 against 255.5, within 5 %. The day before 50 of 350: 200 against 245.
        Quadrant settled = settled(KASAVANA_SMITH, menuWith(65, "9"), menuWith(50, "9"));

        assertThat(settled).isEqualTo(Quadrant.PUZZLE);
        assertThat(settled(KASAVANA_SMITH, menuWith(65, "9"), menuWith(90, "9")))
                .isEqualTo(Quadrant.STAR);
    }

    @Test
    void shouldKeepItsOwnSide_whenFarFromTheMixThreshold() {
        // 90 of 390: 360 against 273 is more than 5 % away.
        assertThat(settled(KASAVANA_SMITH, menuWith(90, "9"), menuWith(50, "9")))
                .isEqualTo(Quadrant.STAR);
    }

    @Test
    void shouldTakeTheSideOfTheClosedWindow_whenNearTheMeanMargin() {
        // The others earn 6 a unit. 6.10 and 5.90 are within 5 % of the mean, 4.00 and 9.00 are not.
        assertThat(settled(KASAVANA_SMITH, menuWith(90, "8.10"), menuWith(90, "6")))
                .isEqualTo(Quadrant.PLOWHORSE);
        assertThat(settled(KASAVANA_SMITH, menuWith(90, "7.90"), menuWith(90, "11")))
                .isEqualTo(Quadrant.STAR);
        assertThat(settled(KASAVANA_SMITH, menuWith(90, "11"), menuWith(90, "6")))
                .isEqualTo(Quadrant.STAR);
        assertThat(settled(KASAVANA_SMITH, menuWith(90, "6"), menuWith(90, "11")))
                .isEqualTo(Quadrant.PLOWHORSE);
    }

    @Test
    void shouldTakeTheSideOfTheClosedWindow_whenExactlyAtHalfByPercentile() {
        // Second of four in units is one half: high, and near. The day before it was last.
        ItemWindow[] today = {
            item("x", 50, "9", "2"), item("b", 40, "8", "2"), item("c", 60, "7", "2"), item("d", 70, "6", "2")
        };
        ItemWindow[] before = {
            item("x", 30, "9", "2"), item("b", 40, "8", "2"), item("c", 60, "7", "2"), item("d", 70, "6", "2")
        };

        assertThat(judge(today).get("x").percentile()).isEqualTo(Quadrant.STAR);
        assertThat(settled(RULES, today, before)).isEqualTo(Quadrant.PUZZLE);
        assertThat(settled(RULES, today, today)).isEqualTo(Quadrant.STAR);
    }

    @Test
    void shouldBeItsQuadrant_whenTheClosedWindowSaysNothing() {
        ItemWindow[] today = menuWith(65, "9");
        ItemWindow[] withoutIt = Arrays.copyOfRange(menuWith(65, "9"), 1, 4);
        ItemWindow[] asNew = menuWith(50, "9");
        asNew[0] = new Builder("x", 50, "9", "2").daysOnMenu(13).build();

        assertThat(settled(KASAVANA_SMITH, today, null)).isEqualTo(Quadrant.STAR);
        assertThat(settled(KASAVANA_SMITH, today, withoutIt)).isEqualTo(Quadrant.STAR);
        assertThat(settled(KASAVANA_SMITH, today, asNew)).isEqualTo(Quadrant.STAR);
    }

    @Test
    void shouldSettleByTheChosenMethod_whenTheMethodsDiffer() {
        ItemWindow[] items = menuWith(90, "9");

        ItemQuadrants byPercentile = judge(RULES, items).get("x");
        ItemQuadrants byKasavanaSmith = judge(KASAVANA_SMITH, items).get("x");

        assertThat(byPercentile.percentile())
                .isEqualTo(byKasavanaSmith.percentile())
                .isEqualTo(Quadrant.PUZZLE);
        assertThat(byPercentile.kasavanaSmith())
                .isEqualTo(byKasavanaSmith.kasavanaSmith())
                .isEqualTo(Quadrant.STAR);
        assertThat(byPercentile.settled()).isEqualTo(Quadrant.PUZZLE);
        assertThat(byKasavanaSmith.settled()).isEqualTo(Quadrant.STAR);
        assertThat(byPercentile.by(Method.KASAVANA_SMITH)).isEqualTo(Quadrant.STAR);
        assertThat(byPercentile.by(Method.PERCENTILE)).isEqualTo(Quadrant.PUZZLE);
    }

    @Property(tries = 300)
    void shouldNotDependOnTheOrderOfItems(
            @ForAll("menus") List<ItemWindow> now, @ForAll("menus") List<ItemWindow> closed, @ForAll long seed) {
        List<ItemWindow> shuffledNow = new ArrayList<>(now);
        List<ItemWindow> shuffledClosed = new ArrayList<>(closed);
        Collections.shuffle(shuffledNow, new Random(seed));
        Collections.shuffle(shuffledClosed, new Random(~seed));

        for (Scope scope : Scope.values()) {
            assertThat(byId(Quadrants.of(menu(shuffledNow), menu(shuffledClosed), RULES.with(scope))))
                    .isEqualTo(byId(Quadrants.of(menu(now), menu(closed), RULES.with(scope))));
        }
    }

    @Property(tries = 300)
    void shouldNotDependOnTheScaleOfQuantities(
            @ForAll("menus") List<ItemWindow> now,
            @ForAll("menus") List<ItemWindow> closed,
            @ForAll @IntRange(min = 2, max = 1_000) int factor) {
        List<ItemWindow> large = now.stream().map(item -> times(item, factor)).toList();
        List<ItemWindow> largeClosed =
                closed.stream().map(item -> times(item, factor)).toList();

        Map<String, ItemQuadrants> one = byId(Quadrants.of(menu(now), menu(closed), KASAVANA_SMITH));
        Map<String, ItemQuadrants> many = byId(Quadrants.of(menu(large), menu(largeClosed), KASAVANA_SMITH));

        assertThat(by(many, ItemQuadrants::percentile)).isEqualTo(by(one, ItemQuadrants::percentile));
        assertThat(by(many, ItemQuadrants::kasavanaSmith)).isEqualTo(by(one, ItemQuadrants::kasavanaSmith));
        assertThat(by(many, ItemQuadrants::settled)).isEqualTo(by(one, ItemQuadrants::settled));
        assertThat(by(many, ItemQuadrants::menuMix)).isEqualTo(by(one, ItemQuadrants::menuMix));
        assertThat(by(many, ItemQuadrants::profitabilityPercentile))
                .isEqualTo(by(one, ItemQuadrants::profitabilityPercentile));
    }

    /** The formulas as they are written in the books, with a calculator's thirty digits. */
    @Property(tries = 500)
    void shouldAgreeWithTheFormulas_whenEverythingHasACost(@ForAll("costedMenus") List<ItemWindow> items) {
        BigDecimal units = BigDecimal.ZERO;
        BigDecimal margins = BigDecimal.ZERO;
        for (ItemWindow item : items) {
            units = units.add(item.unitsSold());
            margins = margins.add(item.margin());
        }
        BigDecimal threshold = new BigDecimal("0.70").divide(BigDecimal.valueOf(items.size()), 30, RoundingMode.DOWN);
        BigDecimal mean = margins.divide(units, 30, RoundingMode.DOWN);

        for (ItemQuadrants judged : Quadrants.of(menu(items), null, RULES)) {
            ItemWindow item = judged.item();
            BigDecimal mix = item.unitsSold().divide(units, 30, RoundingMode.UP);
            BigDecimal margin = item.margin().divide(item.unitsSold(), 30, RoundingMode.CEILING);
            boolean popular = mix.compareTo(threshold) >= 0;
            boolean profitable = margin.compareTo(mean) >= 0;
            double popularity = percentRank(items, ItemWindow::unitsSold, item);
            double profitability = percentRank(items, ItemWindow::margin, item);

            assertThat(judged.kasavanaSmith()).isEqualTo(Quadrant.of(popular, profitable));
            assertThat(judged.percentile()).isEqualTo(Quadrant.of(popularity >= 0.5, profitability >= 0.5));
            assertThat(judged.popularityPercentile()).isEqualTo(popularity);
            assertThat(judged.profitabilityPercentile()).isEqualTo(profitability);
        }
    }

    private static double percentRank(List<ItemWindow> items, Function<ItemWindow, BigDecimal> value, ItemWindow item) {
        long below = items.stream()
                .filter(other -> value.apply(other).compareTo(value.apply(item)) < 0)
                .count();
        long equal = items.stream()
                .filter(other -> value.apply(other).compareTo(value.apply(item)) == 0)
                .count();
        return (2 * below + equal + 1) / (2.0 * items.size());
    }

    @Provide
    Arbitrary<List<ItemWindow>> menus() {
        Arbitrary<String> costs = Arbitraries.of("0.50", "2", "3.25", "9").injectNull(0.2);
        return menus(Arbitraries.longs().between(0, 60), costs, Arbitraries.of(3, 14, 90));
    }

    @Provide
    Arbitrary<List<ItemWindow>> costedMenus() {
        return menus(Arbitraries.longs().between(1, 60), Arbitraries.of("0.50", "2", "3.25"), Arbitraries.of(14, 90));
    }

    private static Arbitrary<List<ItemWindow>> menus(
            Arbitrary<Long> units, Arbitrary<String> costs, Arbitrary<Integer> daysOnMenu) {
        Arbitrary<String> prices = Arbitraries.of("3", "4.50", "4.75", "12");
        Arbitrary<String> categories = Arbitraries.of("mains", "drinks");
        return Combinators.combine(units, prices, costs, categories, daysOnMenu)
                .as((sold, price, cost, category, days) ->
                        new Builder("", sold, price, cost).category(category).daysOnMenu(days))
                .list()
                .ofMinSize(4)
                .ofMaxSize(14)
                .map(builders -> {
                    List<ItemWindow> items = new ArrayList<>();
                    builders.forEach(builder ->
                            items.add(builder.id("item-" + items.size()).build()));
                    return items;
                });
    }

    private static ItemWindow times(ItemWindow item, int factor) {
        Tally tally = item.tally();
        return new ItemWindow(
                item.itemId(),
                item.name(),
                item.category(),
                item.listed(),
                item.inScope(),
                item.daysOnMenu(),
                new Tally(
                        tally.units() * factor,
                        tally.costedUnits() * factor,
                        tally.revenue() * factor,
                        tally.orders() * factor),
                item.foodCost() == null ? null : item.foodCost().multiply(BigDecimal.valueOf(factor)),
                item.costBasis(),
                item.listPrice(),
                item.unitCost(),
                item.lastSold());
    }

    /** Item x beside three that sell 100 each and earn 6.00 a unit. */
    private static ItemWindow[] menuWith(long units, String price) {
        return new ItemWindow[] {
            item("x", units, price, "2"), item("b", 100, "8", "2"), item("c", 100, "8", "2"), item("d", 100, "8", "2")
        };
    }

    private static @Nullable Quadrant settled(QuadrantRules rules, ItemWindow[] now, ItemWindow @Nullable [] closed) {
        return byId(Quadrants.of(menu(List.of(now)), closed == null ? null : menu(List.of(closed)), rules))
                .get("x")
                .settled();
    }

    private static Map<String, ItemQuadrants> judge(ItemWindow... items) {
        return judge(RULES, items);
    }

    private static Map<String, ItemQuadrants> judge(QuadrantRules rules, ItemWindow... items) {
        return byId(Quadrants.of(menu(List.of(items)), null, rules));
    }

    private static MenuWindow menu(List<ItemWindow> items) {
        return new MenuWindow(new DayRange(100, 127), items);
    }

    private static Map<String, ItemQuadrants> byId(List<ItemQuadrants> items) {
        Map<String, ItemQuadrants> byId = new TreeMap<>();
        items.forEach(item -> byId.put(item.item().itemId(), item));
        return byId;
    }

    private static <T> Map<String, T> by(Map<String, ItemQuadrants> menu, Function<ItemQuadrants, T> part) {
        Map<String, T> parts = new TreeMap<>();
        menu.forEach((id, item) -> parts.put(id, part.apply(item)));
        return parts;
    }

    /** An item that sold parts of units at a margin, told as food cost below nothing. */
    private static ItemWindow sold(String id, long parts, BigDecimal margin) {
        Tally tally = new Tally(parts, parts, 0, 1);
        return new ItemWindow(id, id, null, true, true, 90, tally, margin.negate(), CostBasis.KNOWN, null, null, null);
    }

    private static ItemWindow item(String id, long units, String price, String cost) {
        return new Builder(id, units, price, cost).build();
    }

    /** An item that sold whole units at one price; without a cost when that is null. */
    private static final class Builder {
        private String id;
        private final long units;
        private final BigDecimal price;
        private final @Nullable BigDecimal cost;
        private CostBasis basis;
        private @Nullable String category = "all";
        private @Nullable Integer daysOnMenu = 90;
        private boolean inScope = true;

        Builder(String id, long units, String price, @Nullable String cost) {
            this.id = id;
            this.units = units;
            this.price = new BigDecimal(price);
            this.cost = cost == null ? null : new BigDecimal(cost);
            this.basis = cost == null ? CostBasis.UNKNOWN : CostBasis.KNOWN;
        }

        Builder id(String value) {
            id = value;
            return this;
        }

        Builder basis(CostBasis value) {
            basis = value;
            return this;
        }

        Builder category(@Nullable String value) {
            category = value;
            return this;
        }

        Builder daysOnMenu(@Nullable Integer value) {
            daysOnMenu = value;
            return this;
        }

        Builder inScope(boolean value) {
            inScope = value;
            return this;
        }

        ItemWindow build() {
            BigDecimal sold = BigDecimal.valueOf(units);
            long quantity = Fixed.quantity(sold);
            return new ItemWindow(
                    id,
                    "Item " + id,
                    category,
                    true,
                    inScope,
                    daysOnMenu,
                    new Tally(quantity, quantity, Fixed.money(price.multiply(sold)), units),
                    cost == null ? null : cost.multiply(sold),
                    basis,
                    price,
                    cost,
                    units == 0 ? null : (Integer) 127);
        }
    }
}
