package io.menuflow.connectors.simulator;

import io.menuflow.connectors.EventSink;
import io.menuflow.models.check.Check;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restaurants for somebody who has none at hand: sends their settings and menus, then their history, then checks that
 * happen now, until stopped.
 *
 * <p>The history is a pure function of the seed: a second run sends the same checks under the same ids, and only the
 * days since are new. Live checks are different in every run, and come at the rate asked for at any hour of the day, so
 * a day with live checks is far busier than its neighbours.
 */
public final class Simulator {

    private static final Logger LOG = LoggerFactory.getLogger(Simulator.class);
    private static final int PROGRESS_EVERY = 1_000;

    private final SimulatorOptions options;
    private final EventSink sink;
    private final Clock clock;
    private final Pause pause;
    private final List<SimulatedRestaurant> restaurants;
    private final History history;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** A simulator by the wall clock; the sink stays the caller's to close. */
    public Simulator(SimulatorOptions options, EventSink sink) {
        this(options, sink, Clock.systemUTC(), Pause.REAL);
    }

    /** A simulator by another clock. */
    public Simulator(SimulatorOptions options, EventSink sink, Clock clock, Pause pause) {
        this.options = options;
        this.sink = sink;
        this.clock = clock;
        this.pause = pause;
        this.restaurants = options.simulated();
        this.history = new History(restaurants);
    }

    /** The restaurants that can be asked for. */
    public static List<String> restaurantIds() {
        return Definitions.IDS;
    }

    /** Seeds to develop models with, as committed in {@code families.yaml}. */
    public static List<Long> developmentSeeds() {
        return Families.committed().seeds().develop();
    }

    /** Seeds to judge models by, to be looked at once, with the model finished. */
    public static List<Long> judgementSeeds() {
        return Families.committed().seeds().judge();
    }

    /**
     * Sends everything; returns when there is no more to send or after {@link #stop}. To be called once.
     *
     * @throws InterruptedException when the thread is interrupted while it waits
     * @throws RuntimeException when the sink cannot make something durable
     */
    public void run(Progress progress) throws InterruptedException {
        Instant now = clock.instant();
        LocalDate from = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(options.historyDays());
        restaurants().forEach(sink::restaurant);
        items(from, now).forEach(sink::item);
        sink.flush();
        if (options.historyDays() > 0) {
            sendHistory(from, now, progress);
        }
        if (options.live() && !isStopped()) {
            String runId = UUID.randomUUID().toString().substring(0, 8);
            LOG.info("{} restaurants live, {} checks per second each", restaurants.size(), options.checksPerSecond());
            new Live(restaurants, sink, options.checksPerSecond(), options.seed(), runId, clock, pause, stopped).run();
        }
        sink.flush();
    }

    /** Ends {@link #run} soon, from any thread; what was sent stays sent. */
    public void stop() {
        stopped.countDown();
    }

    /** The settings of every restaurant. */
    public List<Restaurant> restaurants() {
        return restaurants.stream()
                .map(restaurant -> Catalogue.restaurant(restaurant.definition()))
                .toList();
    }

    /**
     * Every item that is on a menu between business day {@code from} and the one of {@code until}. Combos are left out:
     * their sales count for their parts, and listed they would stand as items that never sell.
     */
    public List<MenuItem> items(LocalDate from, Instant until) {
        return restaurants.stream()
                .flatMap(restaurant ->
                        Catalogue.items(restaurant, from, restaurant.hours().businessDay(until)).stream())
                .toList();
    }

    /**
     * All checks from business day {@code from} that closed at or before {@code until}, with their revisions and
     * duplicates, in roughly the order in which they arrived; made while it is read.
     */
    public Stream<Check> history(LocalDate from, Instant until) {
        return history.checks(from, until);
    }

    /** What could be told of a restaurant's days beside its sales; throws IllegalArgumentException when it is none of these. */
    public ToldDays told(String restaurantId, LocalDate from, int days) {
        return restaurants.stream()
                .filter(restaurant -> restaurant.definition().id().equals(restaurantId))
                .findFirst()
                .map(restaurant -> ToldDays.of(restaurant, from, days))
                .orElseThrow(() -> new IllegalArgumentException("there is no restaurant " + restaurantId));
    }

    private void sendHistory(LocalDate from, Instant until, Progress progress) {
        long total = history.estimate(from, until);
        LOG.info("sending about {} checks of {} restaurants since {}", total, restaurants.size(), from);
        long sent = 0;
        Iterator<Check> checks = history(from, until).iterator();
        while (checks.hasNext() && !isStopped()) {
            sink.check(checks.next());
            if (++sent % PROGRESS_EVERY == 0) {
                progress.sent(sent, Math.max(sent, total));
            }
        }
        sink.flush();
        progress.sent(sent, isStopped() ? Math.max(sent, total) : sent);
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }
}
