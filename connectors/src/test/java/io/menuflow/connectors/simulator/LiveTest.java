package io.menuflow.connectors.simulator;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.check.Check;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class LiveTest {

    /** Night in all three restaurants. */
    private static final Instant START = Instant.parse("2026-10-14T03:00:00Z");

    private static final List<SimulatedRestaurant> RESTAURANTS = Definitions.select(Definitions.IDS, 3).stream()
            .map(definition -> Restaurants.of(definition, 21))
            .toList();

    private final RecordingSink sink = new RecordingSink();

    @Test
    void shouldSellAtTheRateAskedFor_whateverTheHour() throws InterruptedException {
        run(0.5, "one", START, Duration.ofHours(2));

        Map<String, Long> sales = sink.checks.stream()
                .filter(check -> check.revision() == 1)
                .collect(groupingBy(Check::restaurantId, counting()));
        assertThat(sales).hasSize(3);
        // 3600 expected, five standard deviations are 300
        assertThat(sales.values()).allSatisfy(count -> assertThat(count).isBetween(3_300L, 3_900L));
    }

    @Test
    void shouldSellNow_inOrderAndValid() throws InterruptedException {
        run(0.5, "one", START, Duration.ofMinutes(30));

        List<Check> sold =
                sink.checks.stream().filter(check -> check.revision() == 1).toList();
        assertThat(sold).extracting(Check::closedAt).isSorted();
        assertThat(sold.get(0).closedAt()).isEqualTo(START);
        assertThat(sink.checks).allSatisfy(check -> assertThat(CheckRules.broken(check, definition(check)))
                .as("rules broken by %s", check)
                .isEmpty());
    }

    @Test
    void shouldVoidAndCorrectRecentChecksOnce() throws InterruptedException {
        run(0.5, "one", START, Duration.ofMinutes(30));

        Set<String> sold = new HashSet<>();
        Set<String> amended = new HashSet<>();
        for (Check check : sink.checks) {
            String key = check.restaurantId() + " " + check.transactionId();
            if (check.revision() == 1) {
                assertThat(sold.add(key)).isTrue();
            } else {
                assertThat(check.revision()).isEqualTo(2);
                assertThat(sold).contains(key);
                assertThat(amended.add(key)).isTrue();
            }
        }
        assertThat(amended).hasSizeBetween(sold.size() / 100, sold.size() / 20);
        assertThat(sink.checks).extracting(Check::state).contains(Check.State.VOIDED);
    }

    @Test
    void shouldUseOtherIds_whenRunAgainAtTheSameTime() throws InterruptedException {
        run(0.5, "one", START, Duration.ofMinutes(10));
        List<String> first = sink.checks.stream().map(Check::transactionId).toList();
        sink.checks.clear();

        run(0.5, "two", START, Duration.ofMinutes(10));

        assertThat(sink.checks).extracting(Check::transactionId).doesNotContainAnyElementsOf(first);
    }

    @Test
    void shouldChangeWhatIsPopularWithinMinutes() throws InterruptedException {
        run(2, "one", START, Duration.ofHours(1));

        Set<String> favourites = new HashSet<>();
        for (int minute = 0; minute < 60; minute += 3) {
            Instant from = START.plus(Duration.ofMinutes(minute));
            Instant to = from.plus(Duration.ofMinutes(3));
            sink.checks.stream()
                    .filter(check -> check.restaurantId().equals("trattoria-roma"))
                    .filter(check ->
                            !check.closedAt().isBefore(from) && check.closedAt().isBefore(to))
                    .flatMap(check -> check.lines().stream())
                    .collect(groupingBy(Check.Line::itemId, counting()))
                    .entrySet()
                    .stream()
                    .max(Map.Entry.comparingByValue())
                    .ifPresent(favourite -> favourites.add(favourite.getKey()));
        }
        assertThat(favourites).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void shouldAnnounceTheNextSpecial_whenItsDayBegins() throws InterruptedException {
        SimulatedRestaurant trattoria = RESTAURANTS.get(0);
        LocalDate last =
                requireNonNull(special(trattoria, LocalDate.of(2026, 10, 14)).until());
        String next = special(trattoria, last.plusDays(1)).dish().id();

        run(0.02, "one", last.atTime(20, 0).toInstant(ZoneOffset.UTC), Duration.ofHours(16));

        assertThat(sink.items).filteredOn(item -> item.getItemId().equals(next)).hasSize(3);
        assertThat(sink.checks)
                .flatExtracting(Check::lines)
                .extracting(Check.Line::itemId)
                .contains(next);
    }

    @Test
    void shouldNotMakeUpForLostTime_whenTheMachineSlept() throws InterruptedException {
        Duration nap = Duration.ofHours(8);
        FakeTime time = new FakeTime(START, nap.plusMinutes(1));
        Pause napping = (stopped, wait) -> time.await(stopped, time.instant().equals(START) ? nap : wait);
        new Live(RESTAURANTS, sink, 0.5, 21, "one", time, napping, new CountDownLatch(1)).run();

        assertThat(sink.checks).hasSizeBetween(40, 160);
    }

    private void run(double rate, String runId, Instant start, Duration length) throws InterruptedException {
        FakeTime time = new FakeTime(start, length);
        new Live(RESTAURANTS, sink, rate, 21, runId, time, time, new CountDownLatch(1)).run();
    }

    private static Menu.Listing special(SimulatedRestaurant restaurant, LocalDate day) {
        return restaurant.menu().specials(day).get(0);
    }

    private static RestaurantDefinition definition(Check check) {
        return RESTAURANTS.stream()
                .map(SimulatedRestaurant::definition)
                .filter(definition -> definition.id().equals(check.restaurantId()))
                .findFirst()
                .orElseThrow();
    }
}
