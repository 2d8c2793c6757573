package io.menuflow.connectors.simulator;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.check.Check;
import io.menuflow.models.check.Check.LineKind;
import io.menuflow.models.check.Check.OrderType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SimulatedRestaurantTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 9, 1);
    private static final int DAYS = 28;

    static Stream<Arguments> restaurants() {
        return Definitions.IDS.stream().map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("restaurants")
    void shouldRepeatADay_whenSeedRestaurantAndDayAreEqual(String id) {
        SimulatedRestaurant one = restaurant(id, 7);
        SimulatedRestaurant other = restaurant(id, 7);
        history(one);

        assertThat(other.day(FIRST.plusDays(9))).isEqualTo(one.day(FIRST.plusDays(9)));
        assertThat(one.day(FIRST.plusDays(9))).isEqualTo(one.day(FIRST.plusDays(9)));
    }

    @Test
    void shouldMakeOtherDays_whenSeedOrRestaurantDiffers() {
        RestaurantDefinition definition =
                Definitions.select(List.of("corner-cafe"), 1).get(0);
        List<Check> day = Restaurants.checks(Restaurants.of(definition, 7), FIRST);

        assertThat(Restaurants.checks(Restaurants.of(definition, 8), FIRST)).isNotEqualTo(day);
        assertThat(Restaurants.checks(Restaurants.of(definition.copy(2), 7), FIRST))
                .extracting(Check::lines)
                .isNotEqualTo(day.stream().map(Check::lines).toList());
    }

    @ParameterizedTest
    @MethodSource("restaurants")
    void shouldMakeOnlyValidChecks(String id) {
        SimulatedRestaurant restaurant = restaurant(id, 3);

        assertThat(history(restaurant))
                .allSatisfy(check -> assertThat(CheckRules.broken(check, restaurant.definition()))
                        .as("rules broken by %s", check)
                        .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("restaurants")
    void shouldRepeatAnId_onlyForTheNextRevisionOrAnExactDuplicate(String id) {
        Map<String, List<Check>> deliveries =
                history(restaurant(id, 5)).stream().collect(groupingBy(Check::transactionId));

        assertThat(deliveries.values()).allSatisfy(checks -> {
            assertThat(checks).hasSizeLessThanOrEqualTo(3);
            if (checks.size() > 1 && !checks.get(0).equals(checks.get(1))) {
                assertThat(checks)
                        .extracting(Check::revision)
                        .isEqualTo(
                                LongStream.rangeClosed(1, checks.size()).boxed().toList());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("restaurants")
    void shouldShowEverythingAPointOfSaleDoes(String id) {
        List<Check> checks = history(restaurant(id, 5));

        assertThat(checks)
                .extracting(Check::orderType)
                .contains(OrderType.DINE_IN, OrderType.TAKEOUT, OrderType.DELIVERY);
        assertThat(checks).anyMatch(check -> check.state() == Check.State.VOIDED && check.revision() == 2);
        assertThat(checks).anyMatch(check -> check.state() == Check.State.CLOSED && check.revision() == 2);
        assertThat(checks).anyMatch(check -> check.refundOf() != null);
        assertThat(checks).anyMatch(check -> check.lines().stream().anyMatch(line -> line.discount() != null));
        assertThat(checks).anyMatch(check -> check.lines().stream().anyMatch(line -> line.kind() == LineKind.COMP));
        assertThat(checks).anyMatch(check -> check.lines().stream()
                .anyMatch(line -> !line.modifiers().isEmpty()));
        assertThat(checks.stream().distinct().count()).isLessThan(checks.size());
    }

    @ParameterizedTest
    @MethodSource("restaurants")
    void shouldRefundACheckWithinThreeDays_whenOpen(String id) {
        SimulatedRestaurant restaurant = restaurant(id, 5);
        int later = 0;
        for (LocalDate day = FIRST; day.isBefore(FIRST.plusDays(DAYS)); day = day.plusDays(1)) {
            List<Check> checks = Restaurants.checks(restaurant, day);
            List<String> ids = checks.stream().map(Check::transactionId).toList();
            for (Check refund : checks) {
                if (refund.refundOf() != null) {
                    LocalDate closed = restaurant.hours().businessDay(refund.closedAt());

                    assertThat(ids).contains(refund.refundOf());
                    assertThat(closed).isBetween(day, day.plusDays(3));
                    assertThat(restaurant.traffic().isOpen(closed)).isTrue();
                    later += closed.isAfter(day) ? 1 : 0;
                }
            }
        }

        assertThat(later).isPositive();
    }

    @ParameterizedTest
    @MethodSource("restaurants")
    void shouldBeSlightlyOutOfOrder(String id) {
        SimulatedRestaurant restaurant = restaurant(id, 5);
        List<Instant> times = FIRST.datesUntil(FIRST.plusDays(DAYS))
                .flatMap(day -> restaurant.day(day).stream())
                .filter(delivery -> delivery.kind() == Delivery.Kind.ORIGINAL)
                .map(delivery -> delivery.check().closedAt())
                .toList();
        int back = 0;
        for (int i = 1; i < times.size(); i++) {
            back += times.get(i).isBefore(times.get(i - 1)) ? 1 : 0;
            assertThat(times.get(i)).isAfter(times.get(i - 1).minus(10, ChronoUnit.MINUTES));
        }

        assertThat(back).isBetween(1, times.size() / 10);
    }

    @ParameterizedTest
    @MethodSource("restaurants")
    void shouldSellNothing_whenClosed(String id) {
        SimulatedRestaurant restaurant = restaurant(id, 11);
        List<LocalDate> closed = FIRST.datesUntil(FIRST.plusDays(365))
                .filter(day -> restaurant.day(day).isEmpty())
                .toList();

        assertThat(closed).contains(LocalDate.of(2026, 12, 25)).hasSizeBetween(1, 5);
        assertThat(restaurant.day(restaurant.definition().since().minusDays(1))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // daylight saving ends and begins within these business days
        "trattoria-roma, 2026-10-24",
        "trattoria-roma, 2026-03-28",
        "corner-cafe, 2026-10-25",
        "corner-cafe, 2026-03-29",
        "taco-stand, 2026-10-31",
        "taco-stand, 2026-03-07",
        "taco-stand, 2026-07-04"
    })
    void shouldKeepAllChecksInTheirBusinessDay(String id, LocalDate day) {
        SimulatedRestaurant restaurant = restaurant(id, 5);

        assertThat(Restaurants.checks(restaurant, day))
                .filteredOn(check -> check.refundOf() == null)
                .extracting(check -> restaurant.hours().businessDay(check.closedAt()))
                .containsOnly(day);
    }

    @ParameterizedTest
    @MethodSource("restaurants")
    void shouldNameTheDaypartOfTheTimeItClosed(String id) {
        SimulatedRestaurant restaurant = restaurant(id, 5);

        assertThat(history(restaurant))
                .filteredOn(check -> check.refundOf() == null)
                .allSatisfy(check -> assertThat(check.servicePeriod())
                        .isEqualTo(restaurant
                                .hours()
                                .daypartName(restaurant.hours().daypartAt(check.closedAt()))));
    }

    private static SimulatedRestaurant restaurant(String id, long seed) {
        return Restaurants.named(id, seed);
    }

    private static List<Check> history(SimulatedRestaurant restaurant) {
        return Stream.iterate(FIRST, day -> day.plusDays(1))
                .limit(DAYS)
                .flatMap(day -> Restaurants.checks(restaurant, day).stream())
                .toList();
    }
}
