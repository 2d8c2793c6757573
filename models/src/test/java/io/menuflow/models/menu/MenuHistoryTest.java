package io.menuflow.models.menu;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.sales.ItemDays;
import io.menuflow.models.sales.Tally;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MenuHistoryTest {

    private static final Tally SOLD = new Tally(100_000, 100_000, 50_000, 1);

    @Test
    void shouldSumOnlyTheWindow_eachDayAtTheCostOfThatDay() {
        ListedItem soup =
                listed("soup", List.of(new DatedAmounts.Entry(0, 10_000), new DatedAmounts.Entry(105, 20_000)));
        MenuHistory history = new MenuHistory(List.of(item("soup", soup, 100, 104, 105, 110)), Map.of());

        ItemWindow window = history.window(new DayRange(104, 109)).items().get(0);

        assertThat(window.tally()).isEqualTo(SOLD.plus(SOLD));
        assertThat(window.foodCost()).isEqualByComparingTo(new BigDecimal("3"));
        assertThat(window.lastSold()).isEqualTo(105);
        assertThat(window.daysOnMenu()).isEqualTo(10);
    }

    @Test
    void shouldPutNothingOnAnEarlierMenu_whenAnUnlistedItemIsSoldAgainLater() {
        DayRange window = new DayRange(150, 177);
        MenuHistory known = new MenuHistory(List.of(item("soup", null, 100)), Map.of());
        MenuHistory later = new MenuHistory(List.of(item("soup", null, 100, 200)), Map.of());

        assertThat(known.window(window).items()).isEmpty();
        assertThat(later.window(window)).isEqualTo(known.window(window));
        assertThat(later.window(new DayRange(120, 147)).items())
                .singleElement()
                .satisfies(item -> assertThat(item.inScope()).isTrue());
    }

    @Test
    void shouldAskForTheLastSale_whenItLiesBeforeTheSpan() {
        MenuHistory.Item soup =
                new MenuHistory.Item("soup", "Soup", null, listed("soup", List.of()), 3, 300, days(300));
        MenuHistory history = new MenuHistory(List.of(soup), Map.of(), (item, day) -> 42);

        assertThat(history.window(new DayRange(100, 200)).items().get(0).lastSold())
                .isEqualTo(42);
        assertThat(history.window(new DayRange(280, 307)).items().get(0).lastSold())
                .isEqualTo(300);
    }

    @Test
    void shouldKnowTheFirstSaleOfAll() {
        assertThat(new MenuHistory(List.of(item("b", null, 9), item("a", null, 7)), Map.of()).firstSold())
                .isEqualTo(7);
        assertThat(new MenuHistory(List.of(), Map.of()).firstSold()).isEqualTo(MenuHistory.NEVER);
    }

    @Test
    void shouldCountTheSalesOfAnAliasForItsTarget_atTheTargetsCosts() {
        ListedItem soup = listed("soup", List.of(new DatedAmounts.Entry(0, 20_000)));
        ListedItem old =
                listed("old-soup", List.of(new DatedAmounts.Entry(0, 90_000))).mergedInto("soup");
        MenuHistory history =
                new MenuHistory(List.of(item("soup", soup, 105, 110), item("old-soup", old, 100, 105)), Map.of());

        MenuWindow menu = history.window(new DayRange(100, 109));

        assertThat(menu.items()).singleElement().satisfies(item -> {
            assertThat(item.itemId()).isEqualTo("soup");
            assertThat(item.tally()).isEqualTo(SOLD.plus(SOLD).plus(SOLD));
            assertThat(item.foodCost()).isEqualByComparingTo(new BigDecimal("6"));
            assertThat(item.daysOnMenu()).isEqualTo(10);
            assertThat(item.lastSold()).isEqualTo(105);
        });
        assertThat(history.items().get(0).days().size()).as("one cell a day").isEqualTo(3);
    }

    @Test
    void shouldAskEachPartForItsLastSale_whenItLiesBeforeTheSpan() {
        MenuHistory.Item soup =
                new MenuHistory.Item("soup", "Soup", null, listed("soup", List.of()), 3, 300, days(300));
        MenuHistory.Item old = new MenuHistory.Item(
                "old", "Old", null, listed("old", List.of()).mergedInto("soup"), 1, 290, days(290));
        Map<String, Integer> before = Map.of("soup", 42, "old", 57);
        MenuHistory history = new MenuHistory(List.of(soup, old), Map.of(), (item, day) -> before.get(item.itemId()));

        assertThat(history.window(new DayRange(100, 200)).items().get(0).lastSold())
                .isEqualTo(57);
        assertThat(history.until(295)
                        .window(new DayRange(100, 200))
                        .items()
                        .get(0)
                        .lastSold())
                .isEqualTo(57);
    }

    @Test
    void shouldLeaveNothing_whenWhatOneIdSoldCameBackUnderTheOther() {
        ListedItem soup = listed("soup", List.of());
        MenuHistory.Item sold = new MenuHistory.Item("soup", "Soup", null, soup, 100, 100, days(100));
        MenuHistory.Item back = new MenuHistory.Item(
                "old",
                "Old",
                null,
                listed("old", List.of()).mergedInto("soup"),
                MenuHistory.NEVER,
                MenuHistory.NEVER,
                new ItemDays.Builder().add(100, 0, SOLD.negated()).build());

        MenuHistory history = new MenuHistory(List.of(sold, back), Map.of());

        assertThat(history.items().get(0).days().size()).isZero();
    }

    @Test
    void shouldKeepSalesApart_whenTogetherTheyAreMoreThanCanBeAddedUp() {
        Tally huge = new Tally(Long.MAX_VALUE / 2 + 1, 0, 0, 1);
        ListedItem old = listed("old", List.of()).mergedInto("soup");
        ItemDays days = new ItemDays.Builder().add(100, 0, huge).build();
        MenuHistory history = new MenuHistory(
                List.of(
                        new MenuHistory.Item("soup", "Soup", null, listed("soup", List.of()), 100, 100, days),
                        new MenuHistory.Item("old", "Old", null, old, 100, 100, days)),
                Map.of());

        assertThat(history.items()).extracting(MenuHistory.Item::itemId).containsExactly("old", "soup");
    }

    private static MenuHistory.Item item(String id, @Nullable ListedItem listed, int... days) {
        return new MenuHistory.Item(id, id, null, listed, days[0], days[days.length - 1], days(days));
    }

    private static ItemDays days(int... days) {
        ItemDays.Builder builder = new ItemDays.Builder();
        for (int day : days) {
            builder.add(day, 0, SOLD);
        }
        return builder.build();
    }

    private static ListedItem listed(String id, List<DatedAmounts.Entry> costs) {
        return new ListedItem(id, id, null, DatedAmounts.NONE, new DatedAmounts(costs), null, null, true);
    }
}
