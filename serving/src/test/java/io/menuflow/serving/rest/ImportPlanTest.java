package io.menuflow.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.SoldOutWindow;
import io.menuflow.serving.rest.ImportPlan.Change;
import io.menuflow.serving.rest.ImportPlan.LineReport;
import io.menuflow.serving.rest.ImportPlan.LineStatus;
import io.menuflow.serving.rest.Problem.FieldError;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportPlanTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-10");
    private static final MenuItem SOUP = MenuItem.newBuilder()
            .setRestaurantId("place")
            .setItemId("soup")
            .setName("Soup")
            .setCategory("Starters")
            .setPrices(List.of(
                    Amounts.of(LocalDate.EPOCH, new BigDecimal("7")),
                    Amounts.of(LocalDate.parse("2026-01-01"), new BigDecimal("8.25"))))
            .setFoodCosts(List.of(Amounts.of(LocalDate.parse("2025-06-01"), new BigDecimal("2.125"))))
            .setPrepTimeMinutes(9)
            .setAvailableFrom(LocalDate.parse("2025-05-01"))
            .setMetadata(Map.of("chef", "-Ann", "note", "a, \"b\""))
            .setUpdatedAt(Instant.parse("2026-02-01T00:00:00Z"))
            .build();
    private static final MenuItem BREAD = MenuItem.newBuilder()
            .setRestaurantId("place")
            .setItemId("=bread")
            .setName("Bread; white")
            .setActive(false)
            .setVariantOf("soup")
            .setUpdatedAt(Instant.parse("2026-02-01T00:00:00Z"))
            .build();
    private static final List<MenuItem> MENU = List.of(BREAD, SOUP);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldChangeNothing_whenTheMenuIsTakenOutAndBroughtBack(boolean history) {
        ImportPlan plan = plan(MENU, csv(MENU, history));

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.reports()).extracting(LineReport::status).containsOnly(LineStatus.UNCHANGED);
    }

    @Test
    void shouldMakeTheSameMenu_whenItsHistoryIsBroughtIntoAnEmptyOne() {
        ImportPlan plan = plan(List.of(), csv(MENU, true));

        assertThat(plan.changes())
                .extracting(change -> MenuItem.newBuilder(change.after())
                        .setUpdatedAt(SOUP.getUpdatedAt())
                        .build())
                .containsExactlyInAnyOrder(BREAD, SOUP);
        assertThat(plan.reports())
                .extracting(LineReport::status)
                .containsExactly(LineStatus.CREATED, LineStatus.CREATED, LineStatus.CHANGED);
    }

    @Test
    void shouldLetAPlainPriceHoldFromToday_andADatedOneFromItsDay() {
        MenuItem plain = after("item_id,price\nsoup,9.50");
        MenuItem back = after("item_id,food_cost,food_cost_from\nsoup,1.90,ALWAYS\nsoup,2.40,2026-03-01");

        assertThat(plain.getPrices())
                .containsExactly(
                        SOUP.getPrices().get(0), SOUP.getPrices().get(1), Amounts.of(TODAY, new BigDecimal("9.50")));
        assertThat(back.getFoodCosts())
                .containsExactly(
                        Amounts.of(LocalDate.EPOCH, new BigDecimal("1.90")),
                        SOUP.getFoodCosts().get(0),
                        Amounts.of(LocalDate.parse("2026-03-01"), new BigDecimal("2.40")));
    }

    @Test
    void shouldChangeNothing_whenAnItemWasSoldOutOrHasPlannedAmounts() {
        MenuItem planned = MenuItem.newBuilder(SOUP)
                .setPrices(List.of(
                        Amounts.of(LocalDate.EPOCH, new BigDecimal("7")),
                        Amounts.of(LocalDate.parse("2027-01-01"), new BigDecimal("12"))))
                .setFoodCosts(List.of(Amounts.of(LocalDate.parse("2027-01-01"), new BigDecimal("3"))))
                .setUnavailable(List.of(
                        window("2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z"), window("2026-03-05T12:00:00Z", null)))
                .build();
        String csv = csv(List.of(planned), false);

        ImportPlan plan = plan(List.of(planned), csv);

        assertThat(csv).contains("soup,Soup,Starters,,,,7.00,,,,9,");
        assertThat(plan.reports()).extracting(LineReport::status).containsExactly(LineStatus.UNCHANGED);
        assertThat(plan.changes()).isEmpty();
        assertThat(Records.same(
                        planned,
                        MenuItem.newBuilder(planned).setUnavailable(List.of()).build()))
                .isFalse();
        assertThat(Records.same(
                        planned,
                        MenuItem.newBuilder(planned)
                                .setUnavailable(List.of(
                                        window("2026-03-01T12:00:00Z", "2026-03-03T12:00:00Z"),
                                        window("2026-03-05T12:00:00Z", null)))
                                .build()))
                .isFalse();
    }

    @Test
    void shouldChangeNothing_whateverBlanksTextsBeginAndEndWith() {
        MenuItem odd = MenuItem.newBuilder(SOUP)
                .setItemId(" s ")
                .setName(" lead\u3000")
                .setCategory("trail ")
                .setMetadata(Map.of("", "x", " a", "1", "a", " 2 ", "a ", "=3", ";;;;;;;;;;;;;;;;;;;;", "4", "b", " "))
                .build();
        MenuItem alias = MenuItem.newBuilder(BREAD).setVariantOf(" s ").build();

        ImportPlan plan = plan(List.of(odd, alias), csv(List.of(odd, alias), true));

        assertThat(plan.reports())
                .extracting(LineReport::status, LineReport::errors)
                .containsOnly(tuple(LineStatus.UNCHANGED, List.of()));
    }

    @Test
    void shouldRefuseNewIdsAndKeys_thatBeginOrEndWithABlank() {
        ImportPlan plan = plan(MENU, "item_id,\"metadata. a\",metadata.b\n\" tea\",,1\nsoup,1,\nsoup,,1");

        assertThat(plan.reports())
                .extracting(LineReport::status)
                .containsExactly(LineStatus.REFUSED, LineStatus.REFUSED, LineStatus.CHANGED);
        assertThat(plan.reports().get(0).errors()).containsExactly(new FieldError("item_id", Writing.TRIM_RULE));
        assertThat(plan.reports().get(1).errors()).extracting(FieldError::field).containsExactly("metadata. a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tea,1,                | tea,2,           | price is '2' where line 2 says '1'",
                "tea,1,                | tea,2,always     | price is '2' where line 2 says '1'",
                "tea,1,                | tea,2,2026-03-10 | price is '2' where line 2 says '1'",
                "tea,1,2027-01-01      | tea,2,2027-01-01 | price is '2' where line 2 says '1'",
                "soup,9,2026-03-10     | soup,8,          | price is '8' where line 2 says '9'",
                "tea,1,                | tea,1.00,        | ''",
                "tea,1,                | tea,2,2027-01-01 | ''",
                "tea,1,always          | tea,2,           | ''",
                "soup,9,               | soup,8,always    | ''",
            })
    void shouldRefuseALineThatContradictsAnother(String first, String second, String refusal) {
        ImportPlan plan = plan(MENU, "item_id,price,price_from\n" + first + "\n" + second);

        assertThat(plan.reports().get(0).errors()).isEmpty();
        assertThat(plan.reports().get(1).errors())
                .extracting(error -> error.field() + " " + error.message())
                .isEqualTo(refusal.isEmpty() ? List.of() : List.of(refusal));
        assertThat(plan.reports().get(1).status() == LineStatus.REFUSED).isEqualTo(!refusal.isEmpty());
        assertThat(plan.changes()).as("what the first line says is written").hasSize(1);
    }

    @Test
    void shouldRefuseAnotherNameOfTheSameItem_andTakeTheSameOfAnotherSpelling() {
        ImportPlan plan = plan(MENU, "item_id,name,active\ntea,Tea,yes\ntea,Tea,TRUE\ntea,Thé,\ntea,,no");

        assertThat(plan.reports())
                .extracting(LineReport::status)
                .containsExactly(LineStatus.CREATED, LineStatus.UNCHANGED, LineStatus.REFUSED, LineStatus.REFUSED);
        assertThat(plan.changes().get(0).after().getName()).isEqualTo("Tea");
    }

    @Test
    void shouldSayWhatIsNotWritten_whenItIsAllOrNone() {
        ImportPlan plan = plan(MENU, "item_id,name,price\ntea,Tea,1\nsoup,Fish Soup,\n=bread,,\nwine,,x");

        plan.withhold();

        assertThat(plan.reports())
                .extracting(LineReport::status)
                .containsExactly(
                        LineStatus.NOT_WRITTEN, LineStatus.NOT_WRITTEN, LineStatus.UNCHANGED, LineStatus.REFUSED);
    }

    @Test
    void shouldTakeBackWhatOneExportGives_ofTheLargestMenus() {
        List<MenuItem> menu = IntStream.range(0, MenuFile.MAX_LINES)
                .mapToObj(i -> MenuItem.newBuilder(SOUP).setItemId("item-" + i).build())
                .toList();
        MenuCsv csv = new MenuCsv(menu, false, TODAY);
        MenuCsv history = new MenuCsv(menu, true, TODAY);

        ImportPlan plan = plan(menu, Csv.text(csv.header(), csv.rows()));

        assertThat(csv.fits()).isTrue();
        assertThat(history.fits())
                .as("two rows an item are more than one file has")
                .isFalse();
        assertThat(plan.reports()).hasSize(MenuFile.MAX_LINES);
        assertThat(plan.changes()).isEmpty();
    }

    private static SoldOutWindow window(String from, @Nullable String until) {
        return SoldOutWindow.newBuilder()
                .setFrom(Instant.parse(from))
                .setUntil(until == null ? null : Instant.parse(until))
                .build();
    }

    @Test
    void shouldLeaveWhatACellDoesNotSay() {
        MenuItem after = after("item_id,name,category,active,metadata.chef\nsoup,Fish Soup,,,Bea");

        assertThat(MenuItem.newBuilder(after)
                        .setName("Soup")
                        .setMetadata(SOUP.getMetadata())
                        .build())
                .isEqualTo(SOUP);
        assertThat(after.getMetadata()).containsEntry("chef", "Bea").containsKey("note");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "price|9,50|is '9,50': write it with a point, such as 9.50; a comma could mean decimals or thousands",
                "price|€9.50|must be 0 to 1000000000 with at most 4 decimals, without a currency's sign, not '€9.50'",
                "price|-1|must be 0 to 1000000000 with at most 4 decimals, without a currency's sign, not '-1'",
                "price|1e3|must be 0 to 1000000000 with at most 4 decimals, without a currency's sign, not '1e3'",
                "food_cost|0.12345|must be 0 to 1000000000 with at most 4 decimals, without a currency's sign, not '0.12345'",
                "available_from|1/2/2026|must be a date from 1900-01-01 to 9999-12-31, such as 2026-03-10, not '1/2/2026'",
                "available_until|2025-04-30|must not be before available_from",
                "active|maybe|must be true or false, not 'maybe'",
                "prep_time_minutes|1.5|must be a whole number of minutes up to 100000, not '1.5'",
                "prep_time_minutes|100001|must be a whole number of minutes up to 100000, not '100001'",
                "merged_into|lemonade|must be a listed item; the menu does not list lemonade"
            })
    void shouldRefuseALine_namingFieldAndReason(String column, String cell, String message) {
        ImportPlan plan = plan(MENU, "item_id;" + column + "\nsoup;" + cell);

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.reports())
                .containsExactly(
                        new LineReport(2, "soup", LineStatus.REFUSED, List.of(new FieldError(column, message))));
    }

    @Test
    void shouldTakeALongPreparation_whenItWasToldBefore() {
        List<MenuItem> menu = List.of(
                MenuItem.newBuilder(SOUP).setPrepTimeMinutes(Integer.MAX_VALUE).build());

        ImportPlan plan = plan(menu, "item_id;prep_time_minutes\nsoup;" + Integer.MAX_VALUE);

        assertThat(plan.reports()).extracting(LineReport::status).containsExactly(LineStatus.UNCHANGED);
    }

    @Test
    void shouldWriteTheLinesThatAreRight_whenOthersAreRefused() {
        ImportPlan plan = plan(
                MENU, "item_id,name,price,price_from\nsoup,Soup,,\n,x,1,\ntea,Tea,2.50,\nsoup,,,2026-01-01\n..,a,1,");

        assertThat(plan.reports())
                .extracting(LineReport::line, LineReport::status)
                .containsExactly(
                        tuple(2, LineStatus.UNCHANGED),
                        tuple(3, LineStatus.REFUSED),
                        tuple(4, LineStatus.CREATED),
                        tuple(5, LineStatus.REFUSED),
                        tuple(6, LineStatus.REFUSED));
        assertThat(plan.changes())
                .extracting(change -> change.after().getItemId())
                .containsExactly("tea");
    }

    @Test
    void shouldJudgeRelationsByTheMenuAsItComesOut() {
        ImportPlan right = plan(MENU, "item_id,merged_into\nold,new\nnew,\n");
        ImportPlan chain = plan(MENU, "item_id,merged_into\na,b\nb,soup\nc,d\nd,nowhere");

        assertThat(right.changes()).hasSize(2);
        assertThat(chain.changes()).as("each leans on one that is refused").isEmpty();
    }

    private static MenuItem after(String file) {
        List<Change> changes = plan(MENU, file).changes();
        assertThat(changes).hasSize(1);
        return changes.get(0).after();
    }

    private static ImportPlan plan(List<MenuItem> menu, String file) {
        return ImportPlan.of("place", menu, MenuFile.read(file.getBytes(StandardCharsets.UTF_8)), TODAY);
    }

    private static String csv(List<MenuItem> menu, boolean history) {
        MenuCsv csv = new MenuCsv(menu, history, TODAY);
        return Csv.text(csv.header(), csv.rows());
    }
}
