package io.menuflow.models.check;

import static io.menuflow.models.check.CheckBuilder.check;
import static io.menuflow.models.check.CheckBuilder.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.check.Check.LineKind;
import io.menuflow.models.check.Check.Modifier;
import io.menuflow.models.check.Check.State;
import io.menuflow.models.check.CheckBuilder.LineBuilder;
import io.menuflow.models.money.Fixed;
import io.menuflow.models.sales.AtPrice;
import io.menuflow.models.sales.Tally;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckLedgerTest {

    @Test
    void shouldAddModifiersAndTakeDiscountsOff_whenNoNetAmountIsTold() {
        // (11.25 + 1.5 × 0.80 − 2 × 0.25) × 2 = 23.90, less 1.15
        LineBuilder soup = line("1", "soup", "2", "11.25")
                .modifiers(modifier("1.5", "0.80"), modifier("2", "-0.25"))
                .discount("1.15");

        assertThat(sales(soup)).containsEntry("soup", tally("2", "2", "22.75", 1));
    }

    @Test
    void shouldTakeTheNetAmountAsItIs_whenItIsTold() {
        LineBuilder soup = line("1", "soup", "2", "11.25")
                .modifiers(modifier("1", "3"))
                .discount("9")
                .net("17.3456");

        assertThat(sales(soup)).containsEntry("soup", tally("2", "2", "17.3456", 1));
    }

    @ParameterizedTest
    @CsvSource({
        "EUR, 0.335, 10.05, 3.37",
        "EUR, 0.334, 10.05, 3.36",
        "JPY, 0.335, 1000, 335",
        "JPY, 0.3335, 1000, 334",
        "JPY, 0.0005, 1000, 1",
        "KWD, 0.335, 1.015, 0.340",
        "KWD, 0.3335, 1.015, 0.339",
        "XAU, 0.7, 5, 4"
    })
    void shouldRoundHalfUpToTheCurrency_whenAWeightIsSold(
            String currency, String quantity, String price, String expected) {
        Check check = check(line("1", "ham", quantity, price))
                .with(built -> built.currency = currency)
                .build();

        assertThat(CheckLedger.sales(check, false))
                .singleElement()
                .satisfies(sale -> assertThat(sale.tally().revenue()).isEqualTo(money(expected)));
    }

    @Test
    void shouldTellOpenItemsApart_withoutTaxAndWithTheirShareOfACombo() {
        Check check = check(
                        line("1", "soup", "1", "11").tax("1"),
                        line("2", "misc", "2", "6").kind(LineKind.OPEN_ITEM).tax("2"),
                        line("3", "lunch", "1", "10").kind(LineKind.OPEN_ITEM),
                        line("4", "pie", "1", "6").partOf("3"),
                        line("5", "corkage", "1", "2").partOf("3").kind(LineKind.OPEN_ITEM),
                        line("6", "cake", "1", "9").kind(LineKind.COMP))
                .build();

        assertThat(CheckLedger.openItems(check, true))
                .as("12 − 2, and 2 of 8 parts of 10")
                .isEqualTo(tally("3", "3", "12.50", 1));
        assertThat(CheckLedger.openItems(check(line("1", "soup", "1", "11")).build(), true))
                .isEqualTo(Tally.ZERO);
        assertThat(CheckLedger.openItems(
                        check(line("1", "misc", "1", "11").kind(LineKind.OPEN_ITEM))
                                .with(built -> built.state = State.VOIDED)
                                .build(),
                        true))
                .isEqualTo(Tally.ZERO);
    }

    @Test
    void shouldTakeOutTheTaxOfEachLine_whenPricesIncludeIt() {
        Check check = check(
                        line("1", "soup", "1", "11").tax("1"),
                        line("2", "wine", "1", "12").tax("2"),
                        line("3", "bread", "1", "3"),
                        line("4", "water", "1", "2").tax("5"))
                .build();

        assertThat(byItem(CheckLedger.sales(check, true)))
                .containsEntry("soup", tally("1", "1", "10", 1))
                .containsEntry("wine", tally("1", "1", "10", 1))
                .containsEntry("bread", tally("1", "1", "3", 1))
                .containsEntry("water", tally("1", "1", "0", 1));
        assertThat(byItem(CheckLedger.sales(check, false))).containsEntry("soup", tally("1", "1", "11", 1));
    }

    @Test
    void shouldShareTheHeadersTaxOverWhatWasSold_whenNoLineTellsIts() {
        Check check = check(
                        line("1", "soup", "1", "20"),
                        line("2", "wine", "2", "5"),
                        line("3", "gift", "1", "30").kind(LineKind.COMP),
                        line("4", "cork", "1", "1").kind(LineKind.REFUND))
                .with(built -> built.tax = new BigDecimal("2.00"))
                .build();

        // 2.00 by 20 : 10 is 1.3333 and 0.6667
        assertThat(byItem(CheckLedger.sales(check, true)))
                .containsEntry("soup", tally("1", "1", "18.6667", 1))
                .containsEntry("wine", tally("2", "2", "9.3333", 1))
                .containsEntry("gift", tally("0", "1", "0", 0))
                .containsEntry("cork", tally("-1", "-1", "-1", 0));
    }

    @ParameterizedTest
    @CsvSource({"-4", "4"})
    void shouldTakeTheTaxOutOfWhatComesBack_whenACheckOnlyRefunds(String tax) {
        Check check = check(
                        line("1", "soup", "1", "33").kind(LineKind.REFUND),
                        line("2", "wine", "1", "11").kind(LineKind.REFUND))
                .with(built -> built.tax = new BigDecimal(tax))
                .build();

        assertThat(byItem(CheckLedger.sales(check, true)))
                .containsEntry("soup", tally("-1", "-1", "-30", 0))
                .containsEntry("wine", tally("-1", "-1", "-10", 0));
    }

    @ParameterizedTest
    @CsvSource({"5, -1", "0, 1"})
    void shouldLeaveTheMoneyAlone_whenTheHeadersTaxBelongsToNoLine(String price, String tax) {
        Check check = check(
                        line("1", "soup", "1", price),
                        line("2", "wine", "1", "11").kind(LineKind.COMP))
                .with(built -> built.tax = new BigDecimal(tax))
                .build();

        assertThat(byItem(CheckLedger.sales(check, true)))
                .containsEntry("soup", tally("1", "1", price, 1))
                .containsEntry("wine", tally("0", "1", "0", 0));
    }

    @Test
    void shouldTakeTheTaxOutOfWhatComesBack_whenMoreComesBackThanIsSold() {
        Check check = check(
                        line("1", "soup", "1", "11"),
                        line("2", "feast", "1", "110").kind(LineKind.REFUND))
                .with(built -> built.tax = new BigDecimal("-9"))
                .build();

        long revenue = CheckLedger.sales(check, true).stream()
                .mapToLong(sale -> sale.tally().revenue())
                .sum();

        assertThat(revenue).isEqualTo(money("-90"));
    }

    @Test
    void shouldShareAComboByListPriceToTheCent_whenItHasParts() {
        // 10.00 by 6 : 3 : 2 × 1.50 is 5, 2.5 and 2.5
        Map<String, Tally> sales = sales(
                line("menu", "lunch-menu", "1", "10"),
                line("1", "soup", "1", "6").partOf("menu"),
                line("2", "wine", "1", "3").partOf("menu"),
                line("3", "bread", "2", "1.50").partOf("menu"));

        assertThat(sales)
                .containsOnlyKeys("soup", "wine", "bread")
                .containsEntry("soup", tally("1", "1", "5", 1))
                .containsEntry("wine", tally("1", "1", "2.5", 1))
                .containsEntry("bread", tally("2", "2", "2.5", 1));
    }

    @Test
    void shouldShareEvenlyAndKeepWhatPartsCostExtra_whenPartsHaveNoListPrice() {
        Map<String, Tally> sales = sales(
                line("1", "soup", "1", "0").partOf("menu"),
                line("menu", "lunch-menu", "1", "9"),
                line("2", "lobster", "1", "0").partOf("menu").net("4"));

        assertThat(sales)
                .containsEntry("soup", tally("1", "1", "4.5", 1))
                .containsEntry("lobster", tally("1", "1", "8.5", 1));
    }

    @Test
    void shouldShareAComboByListPrice_whenListPricesAreAbsurd() {
        Map<String, Tally> sales = sales(
                line("menu", "lunch-menu", "1", "9"),
                line("1", "soup", "1000000", "1000000000").partOf("menu"),
                line("2", "wine", "1000000", "500000000").partOf("menu"));

        assertThat(sales)
                .containsEntry("soup", tally("1000000", "1000000", "6", 1))
                .containsEntry("wine", tally("1000000", "1000000", "3", 1));
    }

    @Test
    void shouldTakeAComboBackPartByPart_whenItIsRefunded() {
        Map<String, Tally> sales = sales(
                line("menu", "lunch-menu", "1", "9").kind(LineKind.REFUND),
                line("1", "soup", "1", "6").partOf("menu").kind(LineKind.REFUND),
                line("2", "wine", "1", "3").partOf("menu").kind(LineKind.REFUND));

        assertThat(sales)
                .containsOnlyKeys("soup", "wine")
                .containsEntry("soup", tally("-1", "-1", "-6", 0))
                .containsEntry("wine", tally("-1", "-1", "-3", 0));
    }

    @Test
    void shouldTakeTheTaxOfACombosPartsOut_whenTheComboCarriesTheMoney() {
        Check check = check(
                        line("menu", "lunch-menu", "1", "11"),
                        line("1", "soup", "1", "6").partOf("menu").tax("0.60"),
                        line("2", "wine", "1", "4").partOf("menu").tax("0.40"))
                .build();

        assertThat(byItem(CheckLedger.sales(check, true)))
                .containsEntry("soup", tally("1", "1", "6", 1))
                .containsEntry("wine", tally("1", "1", "4", 1));
    }

    @Test
    void shouldTakeTheTaxOfAComboOutOnce_whenItsPartsTellTheirsToo() {
        Check check = check(
                        line("menu", "lunch-menu", "1", "11").tax("1"),
                        line("1", "soup", "1", "6").partOf("menu").tax("0.60"),
                        line("2", "wine", "1", "4").partOf("menu").tax("0.40"))
                .build();

        assertThat(byItem(CheckLedger.sales(check, true)))
                .containsEntry("soup", tally("1", "1", "6", 1))
                .containsEntry("wine", tally("1", "1", "4", 1));
    }

    @Property(tries = 300)
    void shouldLoseNoMoney_whenACombosPriceIsShared(
            @ForAll @IntRange(max = 1_000_000) int cents,
            @ForAll @Size(min = 1, max = 9) List<@IntRange(max = 5_000) Integer> partCents) {
        CheckBuilder check = check(line("combo", "menu", "1", cents + "E-2"));
        for (int i = 0; i < partCents.size(); i++) {
            check.lines.add(line("p" + i, "item-" + i, "1", partCents.get(i) + "E-2")
                    .partOf("combo")
                    .build());
        }

        List<ItemSale> sales = CheckLedger.sales(check.build(), false);

        assertThat(sales.stream().mapToLong(sale -> sale.tally().revenue()).sum())
                .isEqualTo(cents * 100L);
        assertThat(sales).hasSameSizeAs(partCents).allMatch(sale -> sale.tally().revenue() >= 0);
    }

    @Test
    void shouldCostButNotSell_whenGivenAwayOrWasted() {
        assertThat(sales(
                        line("1", "soup", "2", "6").kind(LineKind.COMP),
                        line("2", "wine", "3", "5").kind(LineKind.WASTE)))
                .containsEntry("soup", tally("0", "2", "0", 0))
                .containsEntry("wine", tally("0", "3", "0", 0));
    }

    @Test
    void shouldSellAnOpenItem_whenItHasNoPlaceOnTheMenu() {
        assertThat(sales(line("1", "open", "1", "7.77").kind(LineKind.OPEN_ITEM)))
                .containsEntry("open", tally("1", "1", "7.77", 1));
    }

    @Test
    void shouldTellNoListPrice_whenNothingIsSoldOnBalanceOrTheItemIsOpen() {
        List<ItemSale> sales = CheckLedger.sales(
                check(
                                line("1", "open", "1", "7.77").kind(LineKind.OPEN_ITEM),
                                line("2", "soup", "1", "6"),
                                line("3", "soup", "1", "5").kind(LineKind.REFUND))
                        .build(),
                false);

        assertThat(sales).allSatisfy(sale -> assertThat(sale.prices()).isEmpty());
    }

    @Test
    void shouldSubtract_whenACheckGivesMoneyBackForAnother() {
        Check refund = check(line("1", "soup", "1.5", "6").kind(LineKind.REFUND).discount("1"))
                .with(built -> built.refundOf = "t-77")
                .build();

        assertThat(byItem(CheckLedger.sales(refund, false))).containsEntry("soup", tally("-1.5", "-1.5", "-8", 0));
    }

    @Test
    void shouldCountOneOrder_whenAnItemStandsOnSeveralLines() {
        List<ItemSale> sales = CheckLedger.sales(
                check(
                                line("1", "soup", "1", "6").with(line -> line.category = "starters"),
                                line("2", "wine", "1", "5"),
                                line("3", "soup", "0.25", "6").with(line -> line.itemName = "Other name"),
                                line("4", "soup", "1", "6").kind(LineKind.COMP))
                        .build(),
                false);

        assertThat(sales)
                .containsExactly(
                        new ItemSale(
                                "soup",
                                "The soup",
                                "starters",
                                tally("1.25", "2.25", "7.5", 1),
                                List.of(new AtPrice(60_000, 125_000))),
                        new ItemSale(
                                "wine",
                                "The wine",
                                null,
                                tally("1", "1", "5", 1),
                                List.of(new AtPrice(50_000, 100_000))));
    }

    @Test
    void shouldTellListPricesApart_whenAnItemIsSoldAtSeveral() {
        List<ItemSale> sales = CheckLedger.sales(
                check(
                                line("1", "wine", "2", "7.5").discount("3"),
                                line("2", "wine", "1", "5").modifiers(modifier("1", "0.5")),
                                line("3", "wine", "1", "6"),
                                line("4", "wine", "1", "6").kind(LineKind.REFUND),
                                line("5", "wine", "1", "9").kind(LineKind.COMP))
                        .build(),
                false);

        assertThat(sales.get(0).prices()).containsExactly(new AtPrice(50_000, 100_000), new AtPrice(75_000, 200_000));
    }

    @Test
    void shouldCountNoOrder_whenNothingIsLeftOfAnItem() {
        assertThat(sales(
                        line("1", "soup", "1", "6"),
                        line("2", "soup", "1", "6").kind(LineKind.REFUND),
                        line("3", "wine", "0", "5")))
                .containsEntry("soup", tally("0", "0", "0", 0))
                .containsEntry("wine", tally("0", "0", "0", 0));
    }

    @Test
    void shouldAddNothing_whenTheCheckIsVoided() {
        Check check = check(line("1", "soup", "1", "6"))
                .with(built -> built.state = State.VOIDED)
                .build();

        assertThat(CheckLedger.sales(check, true)).isEmpty();
    }

    private static Map<String, Tally> sales(LineBuilder... lines) {
        return byItem(CheckLedger.sales(check(lines).build(), false));
    }

    private static Map<String, Tally> byItem(List<ItemSale> sales) {
        return sales.stream().collect(Collectors.toMap(ItemSale::itemId, ItemSale::tally));
    }

    private static Tally tally(String units, String costed, String revenue, long orders) {
        return new Tally(
                Fixed.quantity(new BigDecimal(units)), Fixed.quantity(new BigDecimal(costed)), money(revenue), orders);
    }

    private static long money(String amount) {
        return Fixed.money(new BigDecimal(amount));
    }

    private static Modifier modifier(String quantity, String price) {
        return new Modifier(null, "extra", new BigDecimal(quantity), new BigDecimal(price));
    }
}
