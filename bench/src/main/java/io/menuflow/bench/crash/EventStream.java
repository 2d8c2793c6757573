package io.menuflow.bench.crash;

import io.menuflow.connectors.CheckAvro;
import io.menuflow.connectors.EventSink;
import io.menuflow.connectors.simulator.Simulator;
import io.menuflow.connectors.simulator.SimulatorOptions;
import io.menuflow.models.check.Check;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The stream with everything, drawn from a seed: the simulator's restaurants with their revisions, duplicates, voids,
 * refunds and late events, and on top what {@link Nuisance}, {@link MenuChanges} and {@link DayChanges} do, disorder, strays and junk. It
 * ends on a fixed day, so that a seed means the same stream tomorrow.
 *
 * <p>Odd restaurants never stray and even ones are never too old: of a stray nobody can say when it comes home, and what
 * is too old depends on what came before it.
 */
final class EventStream {

    private static final LocalDate LAST_DAY = LocalDate.of(2025, 11, 30);
    private static final int CHECKS_A_DAY = 110;
    private static final int MOST_DAYS = 600;
    private static final int FEWEST_DAYS = 70;
    private static final int FARTHEST_LATE = 400;
    /** Records that may wait for one restaurant: the room in a partition is bounded. */
    private static final int MOST_WAITING = 2_000;

    private static final String NOWHERE = "nobody-knows-it";

    private final long events;
    private final SplittableRandom random;
    private final Sender to;
    private final MenuChanges menus;
    private final DayChanges days;
    private final Junk junk;
    private final Simulator simulator;
    private final LocalDate from;
    private final Map<String, Restaurant> restaurants = new TreeMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> sentOf = new HashMap<>();
    private final Set<String> unpublished = new HashSet<>();
    private final PriorityQueue<Held> held = new PriorityQueue<>(Comparator.comparingLong(Held::due));
    private final String onboarded;
    private final Iterator<Check> onboarding;
    private long step;

    private record Held(long due, Check check) {}

    /**
     * A stream of about {@code events} events.
     *
     * @param restaurantCount at least 4
     */
    EventStream(long seed, long events, int restaurantCount, Sender to) {
        this.events = events;
        this.to = to;
        random = new SplittableRandom(seed);
        long dayCount = events / ((long) restaurantCount * CHECKS_A_DAY) + 1;
        from = LAST_DAY.minusDays(Math.max(FEWEST_DAYS, Math.min(MOST_DAYS, dayCount)));
        int checksADay = (int)
                Math.max(4, Math.min(150, events / restaurantCount / (LAST_DAY.toEpochDay() - from.toEpochDay())));
        SimulatorOptions options = SimulatorOptions.defaults()
                .withSeed(seed)
                .withRestaurantCount(restaurantCount)
                .withChecksPerDay(checksADay)
                .withAbsurd(true)
                .withLive(false);
        simulator = new Simulator(options, new NoSink());
        simulator.restaurants().forEach(restaurant -> {
            numbers.put(restaurant.getRestaurantId(), numbers.size());
            restaurants.put(restaurant.getRestaurantId(), restaurant);
        });
        List<String> ids = simulator.restaurants().stream()
                .map(Restaurant::getRestaurantId)
                .toList();
        onboarded = ids.get(ids.size() - 1);
        unpublished.add(onboarded);
        unpublished.add(ids.get(ids.size() - 2));
        unpublished.add(ids.get(0));
        List<Check> newestFirst = new ArrayList<>(history()
                .filter(check -> check.restaurantId().equals(onboarded))
                .toList());
        Collections.reverse(newestFirst);
        onboarding = newestFirst.iterator();
        menus = new MenuChanges(random.split(), to, from);
        days = new DayChanges(random.split(), to, from);
        junk = new Junk(random.split(), to);
    }

    private Stream<Check> history() {
        return simulator.history(from, LAST_DAY.atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    /** Sends everything. */
    void run() {
        catalogue();
        Iterator<Check> checks = history()
                .filter(check -> !check.restaurantId().equals(onboarded))
                .iterator();
        while (checks.hasNext() && to.sent() < events) {
            step++;
            next(checks.next());
            while (!held.isEmpty() && held.peek().due() <= step) {
                send(held.remove().check());
            }
            if (to.sent() > events / 2 && onboarding.hasNext() && to.sent() < events) {
                publish(onboarded);
                send(onboarding.next());
            }
        }
        while (!held.isEmpty()) {
            send(held.remove().check());
        }
        for (String id : List.copyOf(unpublished)) {
            publish(id);
        }
        menus.relistSome();
    }

    /** Some items before their restaurant, some restaurants long after their first sales. */
    private void catalogue() {
        List<MenuItem> items = simulator.items(from, LAST_DAY.atStartOfDay().toInstant(ZoneOffset.UTC));
        int early = items.size() / 3;
        items.subList(0, early).forEach(this::list);
        restaurants.values().stream()
                .filter(restaurant -> !unpublished.contains(restaurant.getRestaurantId()))
                .forEach(to::restaurant);
        items.subList(early, items.size()).forEach(this::list);
    }

    private void list(MenuItem item) {
        boolean stray = isEven(item.getRestaurantId()) && random.nextInt(20) == 0;
        menus.list(item, stray);
    }

    private void publish(String restaurant) {
        Restaurant settings = restaurants.get(restaurant);
        if (settings != null && unpublished.remove(restaurant)) {
            to.restaurant(settings);
        }
    }

    private void next(Check check) {
        String id = check.restaurantId();
        boolean waitedEnough = to.sent() > events / 3 || sentOf.getOrDefault(id, 0) > MOST_WAITING;
        if (waitedEnough && !id.equals(onboarded)) {
            publish(id);
        }
        if (happens(0.03)) {
            held.add(new Held(step + 1 + random.nextInt(FARTHEST_LATE), check));
        } else {
            send(check);
        }
        if (check.state() != Check.State.VOIDED && !check.lines().isEmpty()) {
            trouble(check);
        }
        surroundings(check);
    }

    private void trouble(Check check) {
        boolean settled = sentOf.getOrDefault(check.restaurantId(), 0) > 20;
        if (happens(0.005)) {
            later(check);
        }
        if (happens(0.002)) {
            later(Nuisance.contradicted(check));
        }
        if (happens(0.005)) {
            later(Nuisance.moved(check, random.nextBoolean() ? 1 + random.nextInt(3) : -1 - random.nextInt(40)));
        }
        if (happens(0.003)) {
            send(Nuisance.untold(check));
        }
        if (happens(0.001)) {
            send(Nuisance.absurd(check, random.nextInt(1_000)));
        }
        if (!isEven(check.restaurantId()) && settled && happens(0.0005)) {
            send(Nuisance.tooOld(check));
        }
        if (!isEven(check.restaurantId()) && settled && happens(0.0005)) {
            later(Nuisance.movedOutOfHistory(check));
        }
    }

    private void surroundings(Check check) {
        if (happens(0.001)) {
            junk.send(check);
        }
        if (random.nextDouble() * events < 12) {
            to.check(Nuisance.of(NOWHERE, check));
        }
        if (happens(0.001)) {
            menus.change();
        }
        if (happens(0.002)) {
            days.change(check.restaurantId(), isEven(check.restaurantId()));
        }
        if (happens(0.0003)) {
            resettle();
        }
        if (random.nextDouble() * events < 3) {
            disappear();
        }
    }

    /** A restaurant changes how its menu is judged. */
    private void resettle() {
        Restaurant restaurant = any();
        if (!unpublished.contains(restaurant.getRestaurantId())) {
            Restaurant changed = menus.resettled(restaurant);
            restaurants.put(changed.getRestaurantId(), changed);
            to.restaurant(changed);
        }
    }

    /** A restaurant is deleted by mistake, and comes back after some sales. */
    private void disappear() {
        Restaurant restaurant = any();
        String id = restaurant.getRestaurantId();
        if (unpublished.add(id)) {
            to.raw(to.topics().restaurants(), to.home(id), id, null);
            sentOf.put(id, MOST_WAITING - 20);
        }
    }

    private Restaurant any() {
        List<Restaurant> all = List.copyOf(restaurants.values());
        return all.get(random.nextInt(all.size()));
    }

    /** At least a few times in any stream. */
    private boolean happens(double chance) {
        return random.nextDouble() < Math.max(chance, 10.0 / events);
    }

    private boolean isEven(String restaurant) {
        return numbers.getOrDefault(restaurant, 0) % 2 == 0;
    }

    private void later(Check check) {
        held.add(new Held(step + 1 + random.nextInt(FARTHEST_LATE), check));
    }

    private void send(Check check) {
        String id = check.restaurantId();
        sentOf.merge(id, 1, Integer::sum);
        if (isEven(id) && happens(0.01)) {
            byte[] bytes = to.bytes(to.topics().transactions(), CheckAvro.toAvro(check));
            to.raw(to.topics().transactions(), to.elsewhere(id), random.nextBoolean() ? id : null, bytes);
        } else {
            to.check(check);
        }
    }

    /** The simulator is only asked. */
    private static final class NoSink implements EventSink {
        @Override
        public void restaurant(Restaurant restaurant) {}

        @Override
        public void item(MenuItem item) {}

        @Override
        public void check(Check check) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
