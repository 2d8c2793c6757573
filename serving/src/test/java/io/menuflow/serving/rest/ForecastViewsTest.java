package io.menuflow.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.menu.DatedAmounts;
import io.menuflow.models.menu.ListedItem;
import io.menuflow.schemas.avro.CalendarPeriod;
import io.menuflow.schemas.avro.DemandForecast;
import io.menuflow.schemas.avro.ForecastDay;
import io.menuflow.schemas.avro.ForecastError;
import io.menuflow.schemas.avro.ForecastEvidence;
import io.menuflow.schemas.avro.ForecastHours;
import io.menuflow.schemas.avro.ForecastMethod;
import io.menuflow.schemas.avro.ForecastState;
import io.menuflow.schemas.avro.MenuSettings;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.serving.query.CloseQueries.Close;
import io.menuflow.serving.rest.AskedItems.MissingView;
import io.menuflow.serving.rest.ForecastViews.ForecastDayView;
import io.menuflow.serving.rest.ForecastViews.ForecastHourView;
import io.menuflow.serving.rest.ForecastViews.ForecastView;
import io.menuflow.serving.rest.ForecastViews.ForecastsView;
import io.menuflow.serving.rest.ForecastViews.Shown;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.sales.KnownItem;
import io.menuflow.topology.sales.Latest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForecastViewsTest {

    /** A Friday: the clock goes forward on the Sunday after, at two o'clock. */
    private static final LocalDate CLOSED = LocalDate.parse("2026-03-27");

    private static final Instant NOW = Instant.parse("2026-03-28T12:00:00Z");

    @Test
    void shouldTellEachDayAsPublished_whenAskedForSomeOfThem() {
        Close<DemandForecast> close = close(0, record("soup", 3), record("", 4));

        ForecastsView all = ForecastViews.all(close, new Shown(2, false), true, AskedItems.ALL, false, NOW);

        ForecastView soup = all.items().get(0);
        assertThat(all.closedDay()).isEqualTo(CLOSED);
        assertThat(all.stale()).isFalse();
        assertThat(all.note()).isNull();
        assertThat(all.items()).hasSize(1);
        assertThat(soup.itemName()).isEqualTo("Soup");
        assertThat(soup.days())
                .extracting(ForecastDayView::date)
                .containsExactly(CLOSED.plusDays(1), CLOSED.plusDays(2));
        assertThat(soup.days().get(1).p90()).isEqualByComparingTo("7.5");
        assertThat(soup.expected()).as("of the two days shown").isEqualByComparingTo("6");
        assertThat(soup.error().wape()).isEqualByComparingTo("0.25");
        assertThat(soup.errors()).hasSize(2);
        assertThat(all.total().itemId()).isNull();
        assertThat(all.total().expected()).isEqualByComparingTo("8");
    }

    @Test
    void shouldAddUpToTheDay_whenItsHoursAreAskedFor() {
        Close<DemandForecast> close = close(0, record("", 4));

        ForecastView total = ForecastViews.all(close, new Shown(3, true), true, AskedItems.ALL, false, NOW)
                .total();

        List<ForecastHourView> hours = total.days().get(1).hours();
        assertThat(hours).extracting(ForecastHourView::hour).containsExactly(12, 19, 1, 2);
        assertThat(hours)
                .extracting(hour -> String.valueOf(hour.startsAt()))
                .as("of a Sunday: hours before the cut-off are of the Monday")
                .containsExactly(
                        "2026-03-29T12:00+02:00",
                        "2026-03-29T19:00+02:00",
                        "2026-03-30T01:00+02:00",
                        "2026-03-30T02:00+02:00");
        assertThat(hours.stream().map(ForecastHourView::expected).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(total.days().get(1).expected());
        assertThat(total.days().get(0).hours().get(3).startsAt())
                .as("there is no two o'clock in that night")
                .isNull();
        assertThat(total.days().get(2).state()).isEqualTo("CLOSED");
        assertThat(total.days().get(2).hours()).isEmpty();
    }

    @Test
    void shouldTellStockOuts_whenTheMenuDoes() {
        Close<DemandForecast> close = close(0, record("soup", 3));
        int closed = (int) CLOSED.toEpochDay();

        ForecastView soup = ForecastViews.one(close, close.records().get("soup"), new Shown(14, false), false, NOW)
                .item();

        assertThat(soup.soldOutDays()).as("from " + (closed - 1) + " on").isEqualTo(2);
        assertThat(soup.days())
                .extracting(ForecastDayView::soldOut)
                .as("the first of them")
                .containsExactly(true, false, false);
    }

    @Test
    void shouldBeStale_whenALaterDayHasClosed() {
        Close<DemandForecast> behind = close(1, record("soup", 3), record("", 4));

        assertThat(ForecastViews.all(behind, new Shown(1, false), true, AskedItems.ALL, false, NOW)
                        .stale())
                .isTrue();
    }

    @Test
    void shouldSayWhatIsMissing_whenIdsOrACategoryAreNotForecast() {
        Close<DemandForecast> close = close(0, record("", 4));
        AskedItems asked = new AskedItems(Set.of("nope", "soup"), "sweets");

        ForecastsView all = ForecastViews.all(close, new Shown(1, false), true, asked, false, NOW);

        assertThat(all.items()).isEmpty();
        assertThat(all.missing())
                .containsExactlyInAnyOrder(
                        new MissingView(
                                "nope", "it is not known: neither on the menu, nor sold in the history kept", null),
                        new MissingView("soup", "it is not on the menu in the next 14 days", null));
        assertThat(all.note()).isEqualTo("no item of roma is of category 'sweets'");
        assertThat(ForecastViews.all(close(0), new Shown(1, false), true, asked, false, NOW)
                        .missing())
                .as("nothing is forecast yet: of what is known, the note says why")
                .extracting(MissingView::itemId)
                .containsExactly("nope");
    }

    @Test
    void shouldSayWhy_whenItIsNotOfTheLastDay() {
        Close<DemandForecast> behind = close(2, record("soup", 3), record("", 4));
        Close<DemandForecast> last = close(0, record("soup", 3), record("", 4));

        assertThat(ForecastViews.all(behind, new Shown(1, false), true, AskedItems.ALL, false, NOW)
                        .note())
                .startsWith("of 2026-03-27: business days up to 2026-03-29 have closed since");
        assertThat(ForecastViews.one(last, last.records().get("soup"), new Shown(1, false), true, NOW)
                        .note())
                .startsWith("what sold lately may not be counted yet");
    }

    @Test
    void shouldSayWhy_whenThereAreNone() {
        ForecastsView none = ForecastViews.all(close(0), new Shown(1, true), true, AskedItems.ALL, false, NOW);

        assertThat(none.total()).isNull();
        assertThat(none.items()).isEmpty();
        assertThat(none.note()).contains("is being closed");
        assertThat(none.zone()).isEqualTo("Europe/Rome");
    }

    /** @param later business days after the one that is running when the record is the newest */
    private static Close<DemandForecast> close(int later, DemandForecast... records) {
        Restaurant restaurant = Restaurant.newBuilder()
                .setRestaurantId("roma")
                .setName("Roma")
                .setCurrency("EUR")
                .setCalendars(List.of(CalendarPeriod.newBuilder()
                        .setEffectiveFrom(LocalDate.EPOCH)
                        .setZone("Europe/Rome")
                        .setCutOffMinutes(4 * 60)
                        .build()))
                .setSettings(MenuSettings.newBuilder().build())
                .setUpdatedAt(Instant.EPOCH)
                .build();
        int closed = (int) CLOSED.toEpochDay();
        ListedItem soup = new ListedItem(
                "soup",
                "Soup",
                "Starters",
                DatedAmounts.NONE,
                DatedAmounts.NONE,
                null,
                null,
                true,
                List.of(new DayRange(closed - 1, closed + 1)));
        Map<String, DemandForecast> byItem = new TreeMap<>();
        List.of(records).forEach(record -> byItem.put(record.getItemId(), record));
        return new Close<>(
                restaurant,
                RestaurantProfile.of(restaurant),
                new Latest(NOW, closed + 1 + later, "EUR"),
                byItem,
                Map.of("soup", new KnownItem("Soup", "Starters", soup)));
    }

    /** Three days of that mean, the last of them closed; at 12, 19, 1 and 2 o'clock. */
    private static DemandForecast record(String item, double mean) {
        List<Float> shares = new ArrayList<>(Collections.nCopies(7 * 24, 0f));
        for (int weekday = 0; weekday < 7; weekday++) {
            List.of(1, 2, 12, 19).forEach(set(shares, 24 * weekday));
        }
        return DemandForecast.newBuilder()
                .setRestaurantId("roma")
                .setItemId(item)
                .setClosedDay(CLOSED)
                .setWhole(true)
                .setDays(List.of(day(1, mean), day(2, mean), day(3, null)))
                .setEvidence(ForecastEvidence.SHORT)
                .setServed(ForecastMethod.SAME_WEEKDAY_MEAN)
                .setWhy("because")
                .setErrors(List.of(
                        error(ForecastMethod.SEASONAL_NAIVE, 0.5), error(ForecastMethod.SAME_WEEKDAY_MEAN, 0.25)))
                .setHours(new ForecastHours(1.5, shares))
                .build();
    }

    private static Consumer<Integer> set(List<Float> shares, int from) {
        return hour -> shares.set(from + hour, 0.25f);
    }

    private static ForecastError error(ForecastMethod method, double wape) {
        return ForecastError.newBuilder()
                .setMethod(method)
                .setDays(56)
                .setWape(wape)
                .build();
    }

    private static ForecastDay day(int ahead, @Nullable Double mean) {
        double expected = mean == null ? 0 : mean;
        return ForecastDay.newBuilder()
                .setBusinessDay(CLOSED.plusDays(ahead))
                .setState(mean == null ? ForecastState.CLOSED : ForecastState.OPEN)
                .setP10(expected / 2)
                .setP50(expected)
                .setP90(expected * 2.5)
                .setExpected(expected)
                .setVariance(2 * expected)
                .build();
    }
}
