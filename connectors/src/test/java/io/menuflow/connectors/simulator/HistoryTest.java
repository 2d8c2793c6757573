package io.menuflow.connectors.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.menuflow.models.check.Check;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class HistoryTest {

    private static final LocalDate FROM = LocalDate.of(2026, 9, 30);
    private static final Instant UNTIL = Instant.parse("2026-10-14T19:15:00Z");

    private final List<SimulatedRestaurant> restaurants = Definitions.select(Definitions.IDS, 5).stream()
            .map(definition -> Restaurants.of(definition, 21))
            .toList();
    private final History history = new History(restaurants);

    @Test
    void shouldHaveEveryCheckOfEveryDay_upToTheMomentAskedFor() {
        List<Check> checks = history.checks(FROM, UNTIL).toList();
        for (SimulatedRestaurant restaurant : restaurants) {
            List<Check> expected = FROM.datesUntil(LocalDate.of(2026, 10, 15))
                    .flatMap(day -> Restaurants.checks(restaurant, day).stream())
                    .filter(check -> !check.closedAt().isAfter(UNTIL))
                    .toList();
            List<Check> refundsOfDaysBefore = LocalDate.of(2026, 9, 27)
                    .datesUntil(FROM)
                    .flatMap(day -> Restaurants.checks(restaurant, day).stream())
                    .filter(check ->
                            !restaurant.hours().businessDay(check.closedAt()).isBefore(FROM))
                    .toList();

            assertThat(checks)
                    .filteredOn(check ->
                            check.restaurantId().equals(restaurant.definition().id()))
                    .containsExactlyInAnyOrderElementsOf(Stream.of(expected, refundsOfDaysBefore)
                            .flatMap(List::stream)
                            .toList());
        }
    }

    @Test
    void shouldAddOnlyLaterChecks_whenAskedAgainLater() {
        List<Check> before = history.checks(FROM, UNTIL).toList();
        List<Check> after = history.checks(FROM, UNTIL.plus(Duration.ofDays(1))).toList();

        assertThat(new HashSet<>(after).containsAll(before)).isTrue();
        assertThat(after.stream().filter(check -> !check.closedAt().isAfter(UNTIL)))
                .hasSameSizeAs(before);
    }

    @Test
    void shouldArriveRoughlyInOrderOfTimeAcrossRestaurants_butForAFewThatAreDaysLate() {
        Instant latest = Instant.MIN;
        int late = 0;
        List<Check> checks = history.checks(FROM, UNTIL).toList();
        for (Check check : checks) {
            latest = check.closedAt().isAfter(latest) ? check.closedAt() : latest;
            late += check.closedAt().isBefore(latest.minus(Duration.ofHours(2))) ? 1 : 0;
        }

        assertThat(late).isBetween(1, checks.size() / 200);
    }

    @Test
    void shouldHaveEachCheckOnce_whenAskedForInPieces() {
        Instant midnight = Instant.parse("2026-10-09T23:59:59.999Z");
        History cafe = new History(List.of(Restaurants.named("corner-cafe", 21)));

        // The café's day begins at midnight in London, which is an hour earlier in October.
        List<Check> pieces = new ArrayList<>(
                cafe.checks(FROM, midnight.minus(Duration.ofHours(1))).toList());
        pieces.addAll(cafe.checks(LocalDate.of(2026, 10, 10), UNTIL).toList());

        assertThat(pieces)
                .containsExactlyInAnyOrderElementsOf(cafe.checks(FROM, UNTIL).toList());
    }

    @Test
    void shouldEstimateHowManyThereAre() {
        double count = history.checks(FROM, UNTIL).count();

        assertThat(history.estimate(FROM, UNTIL) / count).isCloseTo(1, within(0.02));
    }

    @Test
    void shouldBeEmpty_whenItWouldBeginAfterItEnds() {
        assertThat(history.checks(LocalDate.of(2026, 10, 16), UNTIL)).isEmpty();
        assertThat(history.estimate(LocalDate.of(2026, 10, 16), UNTIL)).isZero();
    }
}
