package io.menuflow.connectors.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.menuflow.models.check.Check;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class SimulatorTest {

    private static final Instant NOW = Instant.parse("2026-10-14T19:15:00Z");
    private static final SimulatorOptions PAST =
            SimulatorOptions.defaults().withHistoryDays(3).withLive(false);

    private final RecordingSink sink = new RecordingSink();

    @Test
    void shouldSendRestaurantsThenMenusThenHistory() throws InterruptedException {
        simulator(PAST, Duration.ZERO).run(Progress.NONE);

        assertThat(sink.calls).containsExactly("restaurant", "item", "flush", "check", "flush");
        assertThat(sink.restaurants).extracting(Restaurant::getRestaurantId).isEqualTo(Simulator.restaurantIds());
        assertThat(sink.checks).hasSizeBetween(3 * 3 * 80, 4 * 3 * 250);
        assertThat(sink.checks).allSatisfy(check -> assertThat(check.closedAt()).isBeforeOrEqualTo(NOW));
    }

    @Test
    void shouldPublishEveryItemThatIsSold() throws InterruptedException {
        simulator(PAST.withHistoryDays(40), Duration.ZERO).run(Progress.NONE);
        List<String> listed = sink.items.stream()
                .map(item -> item.getRestaurantId() + ":" + item.getItemId())
                .toList();

        assertThat(listed).doesNotHaveDuplicates();
        assertThat(sink.checks.stream().flatMap(check -> check.lines().stream()
                        .map(line -> check.restaurantId() + ":" + line.itemId())
                        .filter(item -> !item.equals("taco-stand:taco-combo"))))
                .isSubsetOf(listed);
        assertThat(listed).doesNotContain("taco-stand:taco-combo");
        assertThat(sink.items).extracting(MenuItem::getItemId).anyMatch(id -> id.startsWith("special-"));
    }

    @Test
    void shouldSendTheSameAgain_whenRunTwice() throws InterruptedException {
        RecordingSink again = new RecordingSink();
        simulator(PAST, Duration.ZERO).run(Progress.NONE);
        new Simulator(PAST, again, Clock.fixed(NOW, ZoneOffset.UTC), Pause.REAL).run(Progress.NONE);

        assertThat(again.checks).isEqualTo(sink.checks);
        assertThat(again.items).isEqualTo(sink.items);
        assertThat(again.restaurants).isEqualTo(sink.restaurants);
    }

    @Test
    void shouldTellHowFarItIs() throws InterruptedException {
        List<long[]> heard = new ArrayList<>();
        simulator(PAST, Duration.ZERO).run((sent, total) -> heard.add(new long[] {sent, total}));

        assertThat(heard).hasSizeGreaterThanOrEqualTo(2);
        assertThat(heard).allSatisfy(step -> assertThat(step[0]).isLessThanOrEqualTo(step[1]));
        assertThat(heard.get(0)[0]).isEqualTo(1_000);
        assertThat(heard.get(heard.size() - 1)).containsExactly(sink.checks.size(), sink.checks.size());
    }

    @Test
    void shouldGoOnLive_afterTheHistory() throws InterruptedException {
        simulator(PAST.withLive(true), Duration.ofMinutes(5)).run(Progress.NONE);

        assertThat(sink.checks.get(sink.checks.size() - 1).closedAt()).isAfter(NOW);
        assertThat(sink.checks)
                .filteredOn(check -> check.transactionId().startsWith("live-"))
                .hasSizeBetween(300, 600);
    }

    @Test
    void shouldSellOnlyLive_whenNoHistoryIsWanted() throws InterruptedException {
        simulator(PAST.withHistoryDays(0).withLive(true), Duration.ofMinutes(1)).run(Progress.NONE);

        assertThat(sink.checks).isNotEmpty().allSatisfy(check -> assertThat(check.closedAt())
                .isAfterOrEqualTo(NOW));
    }

    @Test
    void shouldSimulate50Restaurants_whenAskedTo() throws InterruptedException {
        simulator(PAST.withHistoryDays(1).withRestaurantCount(50), Duration.ZERO)
                .run(Progress.NONE);

        assertThat(sink.restaurants).hasSize(50);
        assertThat(sink.checks.stream().map(Check::restaurantId).distinct()).hasSize(50);
        assertThat(sink.checks).extracting(Check::restaurantId).contains("trattoria-roma-17", "taco-stand-16");
    }

    @Test
    void shouldSimulateTheRestaurantsNamedOnly() throws InterruptedException {
        simulator(PAST.withRestaurants(List.of("taco-stand")), Duration.ZERO).run(Progress.NONE);

        assertThat(sink.checks).extracting(Check::restaurantId).containsOnly("taco-stand");
    }

    @Test
    void shouldEndTheHistory_whenStopped() throws InterruptedException {
        Simulator simulator = simulator(PAST.withLive(true).withHistoryDays(60), Duration.ofDays(1));
        simulator.run((sent, total) -> simulator.stop());

        assertThat(sink.checks).hasSize(1_000);
        assertThat(sink.calls).endsWith("flush");
    }

    @Test
    @Timeout(20)
    void shouldStopAtOnce_whenItWaitsForTheNextCheck() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        Pause pause = (stopped, time) -> {
            waiting.countDown();
            return Pause.REAL.await(stopped, time);
        };
        SimulatorOptions slow = PAST.withHistoryDays(0).withLive(true).withChecksPerSecond(1e-6);
        Simulator simulator = new Simulator(slow, sink, Clock.systemUTC(), pause);
        CompletableFuture<Void> run = CompletableFuture.runAsync(() -> {
            try {
                simulator.run(Progress.NONE);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();

        simulator.stop();

        assertThat(run).succeedsWithin(Duration.ofSeconds(2));
    }

    @Test
    void shouldRefuseOptionsThatMakeNoSense() {
        SimulatorOptions options = SimulatorOptions.defaults();

        assertThatIllegalArgumentException().isThrownBy(() -> options.withHistoryDays(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withChecksPerSecond(0));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withChecksPerSecond(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withRestaurantCount(0));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withRestaurants(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withItems(3));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withChecksPerDay(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withRestaurants(List.of("sushi-bar")))
                .withMessageContaining("corner-cafe");
    }

    private Simulator simulator(SimulatorOptions options, Duration live) {
        FakeTime time = new FakeTime(NOW, live);
        return new Simulator(options, sink, time, time);
    }
}
