package io.menuflow.connectors.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.menuflow.models.check.Check;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HistoryTest {

    private static final LocalDate FROM = LocalDate.of(2026, 9, 30);
    private static final Instant UNTIL = Instant.parse("2026-10-14T19:15:00Z");

    private final List<SimulatedRestaurant> restaurants = Definitions.select(Definitions.IDS, 5).stream()
            .map(definition -> new SimulatedRestaurant(definition, 21))
            .toList();
    private final History history = new History(restaurants);

    @Test
    void shouldHaveEveryCheckOfEveryDay_upToTheMomentAskedFor() {
        List<Check> checks = history.checks(FROM, UNTIL).toList();
        for (SimulatedRestaurant restaurant : restaurants) {
            List<Check> expected = FROM.datesUntil(LocalDate.of(2026, 10, 15))
                    .flatMap(day -> restaurant.day(day).stream())
                    .filter(check -> !check.closedAt().isAfter(UNTIL))
                    .toList();

            assertThat(checks)
                    .filteredOn(check ->
                            check.restaurantId().equals(restaurant.definition().id()))
                    .isEqualTo(expected);
        }
    }

    @Test
    void shouldAddOnlyLaterChecks_whenAskedAgainLater() {
        List<Check> before = history.checks(FROM, UNTIL).toList();
        List<Check> after = history.checks(FROM, UNTIL.plus(Duration.ofDays(1))).toList();

        assertThat(after).containsAll(before);
        assertThat(after.stream().filter(check -> !check.closedAt().isAfter(UNTIL)))
                .hasSameSizeAs(before);
    }

    @Test
    void shouldBeRoughlyInOrderOfTimeAcrossRestaurants() {
        Instant latest = Instant.MIN;
        for (Check check : history.checks(FROM, UNTIL).toList()) {
            latest = check.closedAt().isAfter(latest) ? check.closedAt() : latest;

            assertThat(check.closedAt()).isAfter(latest.minus(Duration.ofHours(1)));
        }
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
