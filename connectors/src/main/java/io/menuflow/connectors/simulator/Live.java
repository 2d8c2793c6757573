package io.menuflow.connectors.simulator;

import io.menuflow.connectors.EventSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;

/**
 * Restaurants that sell now, at a steady average rate whatever the hour and weekday: whoever starts the simulator at
 * three in the morning wants to see something move. The price is that a live day is busier than a day of history.
 */
final class Live {

    /** A laptop that slept, or a slow sink, is not made up for beyond this. */
    private static final Duration MAX_BEHIND = Duration.ofSeconds(5);

    private static final double NANOS = 1e9;

    private final List<SimulatedRestaurant> restaurants;
    private final EventSink sink;
    private final double checksPerSecond;
    private final long seed;
    private final String runId;
    private final Clock clock;
    private final Pause pause;
    private final CountDownLatch stopped;
    private final SplittableRandom random;

    /**
     * A run that has not begun.
     *
     * @param checksPerSecond of each restaurant, positive
     * @param runId different in every run
     * @param stopped ends the run when it opens
     */
    Live(
            List<SimulatedRestaurant> restaurants,
            EventSink sink,
            double checksPerSecond,
            long seed,
            String runId,
            Clock clock,
            Pause pause,
            CountDownLatch stopped) {
        this.restaurants = List.copyOf(restaurants);
        this.sink = sink;
        this.checksPerSecond = checksPerSecond;
        this.seed = seed;
        this.runId = runId;
        this.clock = clock;
        this.pause = pause;
        this.stopped = stopped;
        this.random = Seeds.random(seed, "", "arrivals " + runId, 0);
    }

    /** Sells until stopped. */
    void run() throws InterruptedException {
        Instant start = clock.instant();
        List<LiveRestaurant> open = restaurants.stream()
                .map(restaurant -> new LiveRestaurant(restaurant, sink, seed, runId, start))
                .toList();
        Instant due = start;
        boolean stop = false;
        while (!stop) {
            Instant now = clock.instant();
            if (due.isBefore(now.minus(MAX_BEHIND))) {
                due = now;
            }
            while (!due.isAfter(now) && stopped.getCount() > 0) {
                open.get(random.nextInt(open.size())).sell(clock.instant());
                due = due.plusNanos(gap());
            }
            stop = pause.await(stopped, Duration.between(now, due));
        }
    }

    /** Nanoseconds to the next check of any restaurant: guests do not arrive by the metronome. */
    private long gap() {
        return (long) (-Math.log(1 - random.nextDouble()) * NANOS / (checksPerSecond * restaurants.size()));
    }
}
