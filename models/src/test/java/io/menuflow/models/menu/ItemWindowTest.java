package io.menuflow.models.menu;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.sales.Tally;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemWindowTest {

    @Test
    void shouldDivideByUnits_whenSold() {
        ItemWindow item = item(new Tally(250_000, 300_000, 300_000, 2), "7.50");

        assertThat(item.unitsSold()).isEqualByComparingTo("2.5");
        assertThat(item.revenue()).isEqualByComparingTo("30");
        assertThat(item.margin()).isEqualByComparingTo("22.5");
        assertThat(item.avgPrice()).isEqualByComparingTo("12");
        assertThat(item.unitMargin()).isEqualByComparingTo("9");
        assertThat(item.sold()).isTrue();
    }

    @Test
    void shouldPromiseTheListedMargin_whenNothingWasSold() {
        ItemWindow item = item(Tally.ZERO, "0");

        assertThat(item.unitMargin()).isEqualByComparingTo("10.50");
        assertThat(item.avgPrice()).isNull();
        assertThat(item.sold()).isFalse();
    }

    @Test
    void shouldNotBeNegativelyPopular_whenMoreCameBackThanWasSold() {
        ItemWindow item = item(new Tally(-100_000, -100_000, -120_000, 0), "-3");

        assertThat(item.unitsSold()).isZero();
        assertThat(item.sold()).isFalse();
        assertThat(item.revenue()).isEqualByComparingTo("-12");
        assertThat(item.margin()).isEqualByComparingTo("-9");
    }

    @Test
    void shouldKnowNoMargin_whenTheCostIsMissing() {
        ItemWindow item = item(new Tally(250_000, 300_000, 300_000, 2), null);

        assertThat(item.margin()).isNull();
        assertThat(item.unitMargin()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"9, false", "10, true", "12, true", "20, true", "21, false"})
    void shouldBeOnTheMenu_whenTheWindowTouchesItsDays(int day, boolean expected) {
        ListedItem item = new ListedItem("a", "A", null, DatedAmounts.NONE, DatedAmounts.NONE, 10, 20, true);
        ListedItem gone = new ListedItem("a", "A", null, DatedAmounts.NONE, DatedAmounts.NONE, 10, 20, false);

        assertThat(item.isOnMenu(new DayRange(day, day))).isEqualTo(expected);
        assertThat(gone.isOnMenu(new DayRange(day, day))).isFalse();
    }

    @Test
    void shouldBeOnTheMenu_whenItsDaysAreOpenOrInsideTheWindow() {
        ListedItem always = new ListedItem("a", "A", null, DatedAmounts.NONE, DatedAmounts.NONE, null, null, true);
        ListedItem short_ = new ListedItem("a", "A", null, DatedAmounts.NONE, DatedAmounts.NONE, 12, 13, true);

        assertThat(always.isOnMenu(new DayRange(-5, -5))).isTrue();
        assertThat(short_.isOnMenu(new DayRange(10, 20))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"99,, 100", "100, 5, 150", "149, 5, 150", "150, 7, 2147483647", "1000, 7, 2147483647"})
    void shouldHoldUntilTheNext_whenAmountsAreDated(int day, @Nullable Long expected, int until) {
        DatedAmounts amounts =
                new DatedAmounts(List.of(new DatedAmounts.Entry(100, 5), new DatedAmounts.Entry(150, 7)));

        assertThat(amounts.on(day)).isEqualTo(expected);
        assertThat(amounts.until(day)).isEqualTo(until);
        assertThat(DatedAmounts.NONE.on(day)).isNull();
        assertThat(DatedAmounts.NONE.until(day)).isEqualTo(Integer.MAX_VALUE);
    }

    private static ItemWindow item(Tally tally, @Nullable String foodCost) {
        return new ItemWindow(
                "a",
                "A",
                "mains",
                true,
                true,
                30,
                tally,
                foodCost == null ? null : new BigDecimal(foodCost),
                foodCost == null ? CostBasis.UNKNOWN : CostBasis.KNOWN,
                new BigDecimal("13.50"),
                foodCost == null ? null : new BigDecimal("3.00"),
                120);
    }
}
