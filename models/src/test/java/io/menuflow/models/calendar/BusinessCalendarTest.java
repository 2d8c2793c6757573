package io.menuflow.models.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.models.calendar.BusinessCalendar.Daypart;
import io.menuflow.models.calendar.BusinessCalendar.Moment;
import io.menuflow.models.calendar.BusinessCalendar.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessCalendarTest {

    private static final Daypart LUNCH = daypart("lunch", "11:00", "15:00");
    private static final Daypart LATE = daypart("late", "22:00", "02:00");

    @ParameterizedTest
    @CsvSource({
        "00:00, 2026-03-10T22:59:59.999Z, 2026-03-10, 23",
        "00:00, 2026-03-10T23:00:00Z, 2026-03-11, 0",
        "04:00, 2026-03-10T23:00:00Z, 2026-03-10, 0",
        "04:00, 2026-03-11T02:59:59.999Z, 2026-03-10, 3",
        "04:00, 2026-03-11T03:00:00Z, 2026-03-11, 4"
    })
    void shouldChangeTheDayAtTheCutOff_whenTheRestaurantIsInRome(
            String cutOff, Instant instant, LocalDate day, int hour) {
        Moment moment = calendar("Europe/Rome", cutOff).at(instant);

        assertThat(LocalDate.ofEpochDay(moment.day())).isEqualTo(day);
        assertThat(moment.hour()).isEqualTo(hour);
    }

    /** With a cut-off at 04:00 the clock changes in the last hours of the business day before. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Rome, 00:00, 2026-03-29, 23",
        "Europe/Rome, 04:00, 2026-03-28, 23",
        "Europe/Rome, 00:00, 2026-10-25, 25",
        "Europe/Rome, 04:00, 2026-10-24, 25",
        "America/New_York, 00:00, 2026-03-08, 23",
        "America/New_York, 04:00, 2026-03-07, 23",
        "America/New_York, 00:00, 2026-11-01, 25",
        "America/New_York, 04:00, 2026-10-31, 25"
    })
    void shouldGiveTheDayItsHours_whenTheClockChanges(String zone, String cutOff, LocalDate day, int hours) {
        BusinessCalendar calendar = calendar(zone, cutOff);
        Instant from = day.minusDays(1).atTime(12, 0).atZone(ZoneId.of(zone)).toInstant();
        TreeMap<LocalDate, Integer> minutes = new TreeMap<>();

        for (int minute = 0; minute < 72 * 60; minute++) {
            Moment moment = calendar.at(from.plus(Duration.ofMinutes(minute)));
            minutes.merge(LocalDate.ofEpochDay(moment.day()), 1, Integer::sum);
        }

        assertThat(minutes).containsEntry(day, hours * 60).containsEntry(day.plusDays(1), 24 * 60);
    }

    @Property(tries = 2_000)
    void shouldAscendWithTime(
            @ForAll("zones") String zone,
            @ForAll("cutOffs") String cutOff,
            @ForAll @LongRange(min = 1_700_000_000L, max = 1_900_000_000L) long second,
            @ForAll @IntRange(max = 200_000) int laterBy) {
        BusinessCalendar calendar = calendar(zone, cutOff);

        int day = calendar.at(Instant.ofEpochSecond(second)).day();
        int laterDay = calendar.at(Instant.ofEpochSecond(second + laterBy)).day();

        assertThat(laterDay).isBetween(day, day + 1 + laterBy / 82_800);
    }

    @Property(tries = 2_000)
    void shouldBeginADayAtItsCutOffAndNowhereElse(
            @ForAll("zones") String zone,
            @ForAll("cutOffs") String cutOff,
            @ForAll @IntRange(min = 19_700, max = 22_000) int day) {
        BusinessCalendar calendar = calendar(zone, cutOff);
        Instant start = ZonedDateTime.of(LocalDate.ofEpochDay(day), LocalTime.parse(cutOff), ZoneId.of(zone))
                .toInstant();

        assertThat(calendar.at(start).day()).isEqualTo(day);
        assertThat(calendar.at(start.minusMillis(1)).day()).isEqualTo(day - 1);
    }

    @Property(tries = 2_000)
    void shouldAscendWithTime_whenTheRestaurantMoves(
            @ForAll("zones") String before,
            @ForAll("zones") String after,
            @ForAll("cutOffs") String cutOffBefore,
            @ForAll("cutOffs") String cutOffAfter,
            @ForAll @IntRange(min = -3_000, max = 3_000) int minute,
            @ForAll @IntRange(max = 3_000) int laterBy) {
        int moved = day("2026-05-20");
        BusinessCalendar calendar = new BusinessCalendar(
                List.of(period(0, before, cutOffBefore, false), period(moved, after, cutOffAfter, true)));
        Instant instant = Instant.parse("2026-05-20T00:00:00Z").plus(Duration.ofMinutes(minute));

        Moment first = calendar.at(instant);
        Moment second = calendar.at(instant.plus(Duration.ofMinutes(laterBy)));

        assertThat(second.day()).isGreaterThanOrEqualTo(first.day());
        assertThat(first.pricesIncludeTax()).isEqualTo(first.day() >= moved);
        assertThat(calendar.on(first.day()).pricesIncludeTax()).isEqualTo(first.pricesIncludeTax());
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of(
                "Europe/Rome",
                "America/New_York",
                "Australia/Lord_Howe",
                "Asia/Kathmandu",
                "Pacific/Auckland",
                "America/St_Johns",
                "Africa/Cairo",
                "Pacific/Apia");
    }

    @Provide
    Arbitrary<String> cutOffs() {
        return Arbitraries.of("00:00", "04:00", "05:30");
    }

    @Test
    void shouldKeepTheLastOldDay_whenTheRestaurantMovesWest() {
        BusinessCalendar calendar = new BusinessCalendar(List.of(
                period(0, "Europe/Rome", "00:00", false),
                period(day("2026-05-20"), "America/New_York", "00:00", true)));

        Moment lastRomanEvening = calendar.at(Instant.parse("2026-05-19T21:59:59Z"));
        Moment romanNightNewYorkEvening = calendar.at(Instant.parse("2026-05-19T22:30:00Z"));
        Moment firstNewYorkMidnight = calendar.at(Instant.parse("2026-05-20T04:00:00Z"));

        assertThat(lastRomanEvening).isEqualTo(new Moment(day("2026-05-19"), 23, 0, false));
        assertThat(romanNightNewYorkEvening).isEqualTo(new Moment(day("2026-05-19"), 0, 0, false));
        assertThat(firstNewYorkMidnight).isEqualTo(new Moment(day("2026-05-20"), 0, 0, true));
    }

    @Test
    void shouldBeginTheNewDayByTheNewClock_whenTheRestaurantMovesEast() {
        BusinessCalendar calendar = new BusinessCalendar(List.of(
                period(0, "Europe/Rome", "00:00", false), period(day("2026-05-20"), "Asia/Tokyo", "00:00", true)));

        Moment romanAfternoon = calendar.at(Instant.parse("2026-05-19T14:59:59Z"));
        Moment tokyoMidnight = calendar.at(Instant.parse("2026-05-19T15:00:00Z"));

        assertThat(romanAfternoon).isEqualTo(new Moment(day("2026-05-19"), 16, 0, false));
        assertThat(tokyoMidnight).isEqualTo(new Moment(day("2026-05-20"), 0, 0, true));
    }

    @ParameterizedTest
    @CsvSource({
        "10:59:59, 0",
        "11:00, 1",
        "14:59:59, 1",
        "15:00, 0",
        "21:59, 0",
        "22:00, 2",
        "23:59:59, 2",
        "00:00, 2",
        "01:59:59, 2",
        "02:00, 0"
    })
    void shouldFindTheDaypart_whenOneSpansMidnight(String time, int daypart) {
        BusinessCalendar calendar = calendar("UTC", "04:00", LUNCH, LATE);

        Moment moment = calendar.at(
                Instant.parse("2026-03-10T00:00:00Z").plus(Duration.between(LocalTime.MIN, LocalTime.parse(time))));

        assertThat(moment.daypart()).isEqualTo(daypart);
    }

    @Test
    void shouldTakeTheFirst_whenDaypartsOverlap() {
        BusinessCalendar calendar = calendar("UTC", "00:00", LATE, daypart("all", "05:00", "05:00"), LUNCH);

        assertThat(calendar.at(Instant.parse("2026-03-10T23:00:00Z")).daypart()).isEqualTo(1);
        assertThat(calendar.at(Instant.parse("2026-03-10T12:00:00Z")).daypart()).isEqualTo(2);
        assertThat(calendar.at(Instant.parse("2026-03-10T04:59:00Z")).daypart()).isEqualTo(2);
    }

    @Test
    void shouldNameDaypartsAsTheyWereThen_whenTheyChanged() {
        BusinessCalendar calendar = new BusinessCalendar(List.of(
                new Period(0, ZoneId.of("UTC"), LocalTime.MIN, false, List.of(LUNCH)),
                new Period(100, ZoneId.of("UTC"), LocalTime.MIN, false, List.of(LATE, LUNCH))));

        assertThat(calendar.daypart(99, "LUNCH")).isEqualTo(1);
        assertThat(calendar.daypart(100, "Lunch")).isEqualTo(2);
        assertThat(calendar.daypart(99, "late")).isZero();
        assertThat(calendar.daypart(-5, "lunch")).isEqualTo(1);
    }

    @Test
    void shouldRuleEverythingBeforeIt_whenAPeriodIsTheFirst() {
        BusinessCalendar calendar = new BusinessCalendar(
                List.of(period(500, "Europe/Rome", "00:00", false), period(900, "Asia/Tokyo", "00:00", true)));

        assertThat(calendar.at(Instant.EPOCH)).isEqualTo(new Moment(0, 1, 0, false));
        assertThat(calendar.on(-7).zone()).isEqualTo(ZoneId.of("Europe/Rome"));
        assertThat(calendar.on(899).zone()).isEqualTo(ZoneId.of("Europe/Rome"));
        assertThat(calendar.on(900).zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    }

    @Test
    void shouldRefuse_whenPeriodsDoNotAscend() {
        Period late = period(9, "UTC", "00:00", false);

        assertThatThrownBy(() -> new BusinessCalendar(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a calendar needs a period");
        assertThatThrownBy(() -> new BusinessCalendar(List.of(late, late)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ascend by effective_from");
    }

    @Test
    void shouldRefuse_whenDaypartsDoNotFitTheirSlots() {
        List<Daypart> fifteen = new ArrayList<>(Collections.nCopies(15, LUNCH));
        assertThat(new Period(0, ZoneId.of("UTC"), LocalTime.MIN, false, fifteen).dayparts())
                .hasSize(15);

        fifteen.add(LATE);
        assertThatThrownBy(() -> new Period(0, ZoneId.of("UTC"), LocalTime.MIN, false, fifteen))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("at most 15 dayparts");
    }

    private static BusinessCalendar calendar(String zone, String cutOff, Daypart... dayparts) {
        return new BusinessCalendar(
                List.of(new Period(0, ZoneId.of(zone), LocalTime.parse(cutOff), false, List.of(dayparts))));
    }

    private static Period period(int from, String zone, String cutOff, boolean pricesIncludeTax) {
        return new Period(from, ZoneId.of(zone), LocalTime.parse(cutOff), pricesIncludeTax, List.of());
    }

    private static Daypart daypart(String name, String start, String end) {
        return new Daypart(name, LocalTime.parse(start), LocalTime.parse(end));
    }

    private static int day(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }
}
