package io.menuflow.topology.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.models.calendar.BusinessCalendar;
import io.menuflow.models.calendar.BusinessCalendar.Period;
import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.menu.ListedItem;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.SoldOutWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoldOutDaysTest {

    private static final BusinessCalendar ROME = new BusinessCalendar(
            List.of(new Period(0, ZoneId.of("Europe/Rome"), LocalTime.of(4, 0), false, List.of())));

    /** Rome is an hour ahead of UTC until 29 March 2026, then two. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-10T12:00:00Z, 2026-03-10T20:00:00Z, 2026-03-10, 2026-03-10",
        "2026-03-11T02:59:59.999Z, 2026-03-11T03:00:00Z, 2026-03-10, 2026-03-10",
        "2026-03-11T02:59:59.999Z, 2026-03-11T03:00:00.001Z, 2026-03-10, 2026-03-11",
        "2026-03-11T03:00:00Z, 2026-03-14T02:00:00Z, 2026-03-11, 2026-03-13",
        "2026-03-29T01:59:00Z, 2026-03-29T02:00:00Z, 2026-03-28, 2026-03-28",
        "2026-03-29T02:00:00Z, 2026-03-29T02:01:00Z, 2026-03-29, 2026-03-29"
    })
    void shouldTouchTheBusinessDaysOfTheRestaurant(Instant from, Instant until, LocalDate first, LocalDate last) {
        assertThat(listed(window(from, until)).soldOut()).containsExactly(days(first, last));
    }

    @Test
    void shouldLastUntilFurtherNotice_whenAWindowHasNoEnd() {
        ListedItem soup = listed(window(Instant.parse("2026-03-10T12:00:00Z"), null));

        assertThat(soup.isSoldOut((int) LocalDate.parse("2026-03-09").toEpochDay()))
                .isFalse();
        assertThat(soup.isSoldOut((int) LocalDate.parse("2026-03-10").toEpochDay()))
                .isTrue();
        assertThat(soup.isSoldOut((int) LocalDate.parse("9999-12-31").toEpochDay()))
                .isTrue();
    }

    @Test
    void shouldJoinWindowsOfOneDayAndTheNext() {
        ListedItem soup = listed(
                window(Instant.parse("2026-03-10T11:00:00Z"), Instant.parse("2026-03-10T12:00:00Z")),
                window(Instant.parse("2026-03-10T12:00:00Z"), Instant.parse("2026-03-10T13:00:00Z")),
                window(Instant.parse("2026-03-11T12:00:00Z"), Instant.parse("2026-03-12T13:00:00Z")),
                window(Instant.parse("2026-03-14T12:00:00Z"), null));

        assertThat(soup.soldOut())
                .containsExactly(
                        days(LocalDate.parse("2026-03-10"), LocalDate.parse("2026-03-12")),
                        new DayRange((int) LocalDate.parse("2026-03-14").toEpochDay(), SoldOutDays.FURTHER_NOTICE));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-10T12:00:00Z, 2026-03-10T12:00:00Z, unavailable[1].until must be after from",
        "1999-12-31T23:59:59Z, 2026-03-10T12:00:00Z, unavailable[1].from must be of the years 2000 to 9999",
        "2026-03-10T12:00:00Z, +292278994-08-17T07:12:55.807Z, unavailable[1].until must be of the years 2000 to 9999",
        "2026-03-01T11:59:59.999Z, 2026-03-10T12:00:00Z, unavailable[1].from must not be before the end of the window"
    })
    void shouldNameTheWindow_whenItIsWrong(Instant from, Instant until, String message) {
        MenuItem wrong = item(
                window(Instant.parse("2026-02-01T12:00:00Z"), Instant.parse("2026-03-01T12:00:00Z")),
                window(from, until));

        assertThatThrownBy(() -> Menus.checked(wrong))
                .isInstanceOf(FaultyRecordException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldRefuseAWindow_whenTheOneBeforeItHasNoEnd() {
        MenuItem wrong = item(
                window(Instant.parse("2026-02-01T12:00:00Z"), null),
                window(Instant.parse("2026-03-01T12:00:00Z"), null));

        assertThatThrownBy(() -> Menus.checked(wrong)).hasMessageContaining("unavailable[1].from must not be before");
    }

    @Test
    void shouldTakeAThousandWindows_andNoMore() {
        List<SoldOutWindow> windows = new ArrayList<>();
        for (int i = 0; i < 1_001; i++) {
            Instant from = Instant.parse("2024-01-01T12:00:00Z").plus(Duration.ofDays(i * 2L));
            windows.add(window(from, from.plusSeconds(60)));
        }

        MenuItem most = item(windows.subList(0, 1_000).toArray(new SoldOutWindow[0]));
        MenuItem more = item(windows.toArray(new SoldOutWindow[0]));

        assertThat(Menus.listed(most, ROME).soldOut()).hasSize(1_000);
        assertThatThrownBy(() -> Menus.checked(more)).hasMessage("unavailable may have at most 1000 windows");
    }

    private static ListedItem listed(SoldOutWindow... windows) {
        return Menus.listed(item(windows), ROME);
    }

    private static MenuItem item(SoldOutWindow... windows) {
        return MenuItem.newBuilder()
                .setRestaurantId("roma")
                .setItemId("soup")
                .setName("Soup")
                .setUnavailable(List.of(windows))
                .setUpdatedAt(Instant.EPOCH)
                .build();
    }

    private static SoldOutWindow window(Instant from, Instant until) {
        return new SoldOutWindow(from, until);
    }

    private static DayRange days(LocalDate first, LocalDate last) {
        return new DayRange((int) first.toEpochDay(), (int) last.toEpochDay());
    }
}
