package io.menuflow.topology.days;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.check.Check.OrderType;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.sales.AtPrice;
import io.menuflow.models.sales.ItemDays;
import io.menuflow.models.sales.Slot;
import io.menuflow.models.sales.Tally;
import io.menuflow.schemas.avro.CalendarPeriod;
import io.menuflow.schemas.avro.ItemSalesDay;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.MenuSettings;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.SoldOutWindow;
import io.menuflow.topology.sales.ClosedDays.ItemDay;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishedDaysTest {

    private static final int DAY = (int) LocalDate.parse("2026-03-10").toEpochDay();
    private static final int LUNCH = Slot.ofDaypart(OrderType.TAKEOUT, 2);
    private static final int NONE = Slot.ofDaypart(OrderType.DINE_IN, 0);
    private static final Tally SOME = new Tally(200_001, 300_000, 90_003, 2, 1, 405_007);
    private static final Tally WASTED = new Tally(0, 100_000, 0, 0, 0, 0);

    private final PublishedDays published = new PublishedDays();

    @Test
    void shouldTellEveryCellAgain_whateverTheOrderOfItsDays() {
        published.restaurant("roma", restaurant());
        take("roma:soup:big:2026-03-12", day("soup:big", DAY + 2, SOME));
        take("roma:soup:big:2026-03-10", day("soup:big", DAY, SOME.plus(SOME)));
        take("roma:soup:big:2026-03-14", day("soup:big", DAY + 4, WASTED));

        MenuHistory.Item soup = history().items().get(0);

        assertThat(soup.itemId()).isEqualTo("soup:big");
        assertThat(soup.days().size()).isEqualTo(6);
        assertThat(soup.days().day(0)).isEqualTo(DAY);
        assertThat(soup.days().slot(0)).isEqualTo(NONE);
        assertThat(soup.days().tally(0)).isEqualTo(SOME.plus(SOME));
        assertThat(soup.days().slot(3)).isEqualTo(LUNCH);
        assertThat(soup.days().tally(3)).isEqualTo(SOME.negated());
        assertThat(soup.prices().size()).isEqualTo(3);
        assertThat(soup.prices().modal(DAY + 2)).isEqualTo(45_000);
        assertThat(soup.prices().modal(DAY + 1)).isZero();
        assertThat(soup.firstSold()).isEqualTo(DAY);
        assertThat(soup.lastSold()).as("wasted is not sold").isEqualTo(DAY + 2);
        assertThat(published.lastDay("roma")).isEqualTo(DAY + 4);
    }

    @Test
    void shouldForgetAnItem_whenItsLastDayIsTakenBack() {
        published.restaurant("roma", restaurant());
        take("roma:soup:2026-03-10", day("soup", DAY, SOME));
        take("roma:wine:2026-03-09", day("wine", DAY - 1, SOME));

        published.day("roma:soup:2026-03-10", null);

        assertThat(history().items()).extracting(MenuHistory.Item::itemId).containsExactly("wine");
        assertThat(published.lastDay("roma")).isEqualTo(DAY - 1);
        published.day("roma:wine:2026-03-09", null);
        assertThat(published.lastDay("roma")).isEqualTo(MenuHistory.NEVER);
        assertThat(history().items()).isEmpty();
    }

    @Test
    void shouldTakeNameAndCategoryOfTheMenu_andKnowItemsThatNeverSold() {
        published.restaurant("roma", restaurant());
        published.menuItem("roma:wine", listed("wine"));
        published.menuItem("roma:gone", listed("gone"));
        published.menuItem("roma:gone", null);

        MenuHistory.Item wine = history().items().get(0);

        assertThat(history().items()).hasSize(1);
        assertThat(wine.name()).isEqualTo("The wine");
        assertThat(wine.category()).isEqualTo("drinks");
        assertThat(wine.firstSold()).isEqualTo(MenuHistory.NEVER);
        assertThat(wine.days().size()).isZero();
    }

    /** Of a calendar that may come after the menu does. */
    @Test
    void shouldTellTheBusinessDaysOnWhichAnItemWasSoldOut() {
        Instant elevenAtNight = Instant.parse("2026-03-10T22:00:00Z");
        published.menuItem(
                "roma:wine",
                MenuItem.newBuilder(listed("wine"))
                        .setUnavailable(List.of(new SoldOutWindow(elevenAtNight, elevenAtNight.plusSeconds(3_601))))
                        .build());
        published.restaurant("roma", restaurant());

        MenuHistory.Item wine = history().items().get(0);

        assertThat(wine.listed().soldOut()).containsExactly(new DayRange(DAY, DAY + 1));
    }

    @Test
    void shouldKnowNoRestaurant_whenItsTombstoneCameLast() {
        published.restaurant("roma", restaurant());
        assertThat(published.restaurants()).hasSize(1);

        published.restaurant("roma", null);

        assertThat(published.restaurants()).isEmpty();
    }

    private MenuHistory history() {
        return published.history(published.restaurants().get(0));
    }

    private void take(String key, ItemSalesDay day) {
        assertThat(ItemSalesDays.key(
                        "roma", day.getItemId(), (int) day.getBusinessDay().toEpochDay()))
                .isEqualTo(key);
        published.day(key, day);
    }

    /** Two cells, the second takes back. */
    private static ItemSalesDay day(String item, int day, Tally tally) {
        ItemDays cells = new ItemDays.Builder()
                .add(day, NONE, tally)
                .add(day, LUNCH, SOME.negated())
                .build();
        return ItemSalesDays.of("roma", item, "EUR", new ItemDay(cells, List.of(new AtPrice(45_000, 100_000 + day))));
    }

    private static MenuItem listed(String item) {
        return MenuItem.newBuilder()
                .setRestaurantId("roma")
                .setItemId(item)
                .setName("The " + item)
                .setCategory("drinks")
                .setUpdatedAt(Instant.EPOCH)
                .build();
    }

    private static Restaurant restaurant() {
        return Restaurant.newBuilder()
                .setRestaurantId("roma")
                .setName("Roma")
                .setCurrency("EUR")
                .setCalendars(List.of(CalendarPeriod.newBuilder()
                        .setEffectiveFrom(LocalDate.EPOCH)
                        .setZone("Europe/Rome")
                        .setCutOffMinutes(0)
                        .setPricesIncludeTax(false)
                        .setDayparts(List.of())
                        .build()))
                .setSettings(MenuSettings.newBuilder().build())
                .setUpdatedAt(Instant.EPOCH)
                .build();
    }
}
