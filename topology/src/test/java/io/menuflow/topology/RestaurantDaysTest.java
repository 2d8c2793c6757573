package io.menuflow.topology;

import static io.menuflow.topology.TopologyBench.NOON;
import static io.menuflow.topology.TopologyBench.PLACE;
import static io.menuflow.topology.TopologyBench.check;
import static io.menuflow.topology.TopologyBench.day;
import static io.menuflow.topology.TopologyBench.line;
import static io.menuflow.topology.TopologyBench.restaurant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.menuflow.models.calendar.DayFacts;
import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.RestaurantDay;
import io.menuflow.topology.days.PublishedDays;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.sales.MenuReader;
import io.menuflow.topology.sales.SalesFilter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of a restaurant's days, from the topic to the history that models see. NOON is on 10 March. */
class RestaurantDaysTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-10");
    private static final int DAY = (int) TODAY.toEpochDay();
    private static final DayRange SPAN = DayRange.endingWith(DAY, 28);

    private final TopologyBench bench =
            new TopologyBench(new Disk(), TopologySettings.of(1), new Topics(new InMemoryRegistry()));

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void shouldTellTheLastWordOnADay() {
        bench.send(day(PLACE, TODAY).setClosed(true).setWeather("snow").build());
        bench.send(day(PLACE, TODAY)
                .setHoliday(true)
                .setTemperature(21.5)
                .setWeather("rain")
                .setEvent("fair")
                .build());

        assertThat(history().facts(DAY)).isEqualTo(new DayFacts(false, true, 21.5, "rain", "fair"));
        assertThat(history().facts(DAY - 1)).isEqualTo(DayFacts.NONE);
        assertThat(bench.deadLetterReasons()).isEmpty();
    }

    @Test
    void shouldLookSixtyDaysAhead_andNoFurtherBackThanTheSpan() {
        for (int at : List.of(SPAN.first() - 1, SPAN.first(), DAY + 60, DAY + 61)) {
            bench.send(day(PLACE, LocalDate.ofEpochDay(at)).setClosed(true).build());
        }
        bench.send(day("other", TODAY).setClosed(true).build());

        MenuHistory history = history();

        assertThat(history.facts(SPAN.first() - 1).closed()).isFalse();
        assertThat(history.facts(SPAN.first()).closed()).isTrue();
        assertThat(history.facts(DAY).closed()).isFalse();
        assertThat(history.facts(DAY + 60).closed()).isTrue();
        assertThat(history.facts(DAY + 61).closed()).isFalse();
    }

    @Test
    void shouldReadAscendingDays_whateverTheirOrderAndYear() {
        List<String> dates = List.of("2027-01-01", "2000-01-01", "2026-12-31", "2036-03-10", "2012-02-29");
        dates.forEach(date ->
                bench.send(day(PLACE, LocalDate.parse(date)).setEvent(date).build()));

        List<RestaurantDay> days = bench.history().days().published(PLACE, new DayRange(-50_000, Integer.MAX_VALUE));

        assertThat(days)
                .extracting(RestaurantDay::getEvent)
                .containsExactlyElementsOf(dates.stream().sorted().toList());
    }

    @Test
    void shouldKnowNothing_whenADayIsTakenBack() {
        bench.send(day(PLACE, TODAY).setClosed(true).build());

        bench.sendDay(PLACE + ":2026-03-10", null);

        assertThat(history().facts(DAY)).isEqualTo(DayFacts.NONE);
        assertThat(bench.rows(Names.DAY_STORE)).isEmpty();
    }

    @Test
    void shouldSayTheSameOffline() {
        List<RestaurantDay> told = List.of(
                day(PLACE, TODAY).setClosed(true).build(),
                day(PLACE, TODAY.plusDays(9)).setTemperature(-3.25).build(),
                day(PLACE, TODAY.minusDays(1)).setHoliday(true).build());
        PublishedDays offline = new PublishedDays();
        offline.restaurant(PLACE, restaurant(PLACE, "Europe/Rome", 0));
        told.forEach(day -> {
            bench.send(day);
            offline.facts(PLACE + ":" + day.getDate(), day);
        });
        bench.sendDay(PLACE + ":2026-03-09", null);
        offline.facts(PLACE + ":2026-03-09", null);

        MenuHistory read = offline.history(offline.restaurants().get(0));

        for (int day = SPAN.first(); day <= SPAN.last() + 60; day++) {
            assertThat(read.facts(day)).isEqualTo(history().facts(day));
        }
        assertThat(read.facts(DAY + 9).temperature()).isEqualTo(-3.25);
        assertThat(read.facts(DAY - 1)).isEqualTo(DayFacts.NONE);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong(d -> d.setDate(LocalDate.parse("1999-12-31")), "date must be from 2000-01-01 to 2036-03-10"),
                wrong(d -> d.setDate(LocalDate.parse("2036-03-11")), "date must be from 2000-01-01 to 2036-03-10"),
                wrong(
                        d -> d.setUpdatedAt(Instant.ofEpochMilli(Long.MAX_VALUE))
                                .setDate(LocalDate.of(10_000, 1, 1)),
                        "date must be from 2000-01-01 to 9999-12-31"),
                wrong(d -> d.setTemperature(60.1), "temperature must be -90 to 60 degrees"),
                wrong(d -> d.setTemperature(-90.1), "temperature must be -90 to 60 degrees"),
                wrong(d -> d.setTemperature(Double.NaN), "temperature must be -90 to 60 degrees"),
                wrong(d -> d.setWeather("☔".repeat(101)), "weather must be 1 to 100 characters"),
                wrong(d -> d.setWeather(" "), "weather must be 1 to 100 characters"),
                wrong(d -> d.setEvent("a\nb"), "event must be 1 to 100 characters without control characters"),
                wrong(d -> d.setRestaurantId(PLACE + ":x"), "restaurant_id must be 1 to 64 of"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void shouldSetAsideAndKeepWhatWasThere_whenADayCannotBeWhatItSays(
            Consumer<RestaurantDay.Builder> change, String message) {
        bench.send(day(PLACE, TODAY).setWeather("☔".repeat(100)).build());
        RestaurantDay.Builder wrong = day(PLACE, TODAY);
        change.accept(wrong);

        bench.send(wrong.build());

        var letter = bench.deadLetter();
        assertThat(TopologyBench.reason(letter)).isEqualTo("BAD_DAY");
        assertThat(new String(letter.headers().lastHeader("menuflow-message").value(), StandardCharsets.UTF_8))
                .contains(message);
        assertThat(bench.rows(Names.DAY_STORE)).hasSize(1);
        assertThat(history().facts(DAY).weather()).isEqualTo("☔".repeat(100));
    }

    @Test
    void shouldSetAside_whenAKeyNamesNoDay() {
        for (String key : List.of(PLACE, PLACE + ":", PLACE + ":soup", PLACE + ":2026-02-30", PLACE + ":+2026-03-10")) {
            bench.sendDay(key, null);
        }
        bench.sendDay(PLACE + ":2026-03-11", day(PLACE, TODAY).build());

        assertThat(bench.deadLetterReasons())
                .containsExactly("BAD_DAY", "BAD_DAY", "BAD_DAY", "BAD_DAY", "BAD_DAY", "KEY_MISMATCH");
    }

    /** Facts may come before the restaurant does, and stay while it is gone. */
    @Test
    void shouldOutlastTheRestaurant() {
        bench.send(day(PLACE, TODAY).setClosed(true).build());
        bench.send(restaurant(PLACE, "Europe/Rome", 0));
        bench.send(check("c1", NOON, line("soup", "1", "4")).build());
        assertThat(bench.item("soup").unitsSold()).isEqualByComparingTo("1");

        bench.removeRestaurant(PLACE);

        assertThat(history().facts(DAY).closed()).isTrue();
    }

    private MenuHistory history() {
        RestaurantProfile place = RestaurantProfile.of(restaurant(PLACE, "Europe/Rome", 0));
        return MenuReader.read(bench.history(), place, SPAN, SalesFilter.ALL, SPAN.first());
    }

    private static Arguments wrong(Consumer<RestaurantDay.Builder> change, String message) {
        return arguments(change, message);
    }
}
