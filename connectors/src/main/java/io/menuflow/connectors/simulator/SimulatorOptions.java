package io.menuflow.connectors.simulator;

import io.menuflow.connectors.simulator.demand.Family;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What to simulate.
 *
 * @param seed equal seeds give equal histories
 * @param family the shape of demand
 * @param historyDays business days before today that get a history, besides today up to now; 0 for no history at all
 * @param live whether checks go on happening after the history
 * @param checksPerSecond of each restaurant while live, on average
 * @param restaurants ids out of {@link Simulator#restaurantIds()}
 * @param restaurantCount how many restaurants there are; beyond the ids named, copies of them with {@code -2},
 *     {@code -3}, ... behind the id and days of their own
 * @param items items on each menu, for made-up restaurants instead of the named; 0 for the named
 * @param checksPerDay of each restaurant, on an ordinary day; 0 for each one's own
 * @param absurd whether some events are such as nobody can believe
 */
public record SimulatorOptions(
        long seed,
        Family family,
        int historyDays,
        boolean live,
        double checksPerSecond,
        List<String> restaurants,
        int restaurantCount,
        int items,
        int checksPerDay,
        boolean absurd) {

    /** Ten years. */
    private static final int MAX_HISTORY_DAYS = 3_660;

    private static final int MAX_RESTAURANTS = 100_000;
    private static final double MAX_RATE = 100_000;
    private static final int MIN_ITEMS = 4;
    private static final int MAX_ITEMS = 2_000;
    private static final int MAX_CHECKS = 1_000_000;

    /** Throws IllegalArgumentException, saying which option is wrong. */
    public SimulatorOptions {
        restaurants = List.copyOf(restaurants);
        require(historyDays >= 0 && historyDays <= MAX_HISTORY_DAYS, "history days must be 0 to " + MAX_HISTORY_DAYS);
        require(
                checksPerSecond > 0 && checksPerSecond <= MAX_RATE,
                "checks per second must be more than 0, at most " + MAX_RATE);
        for (String id : restaurants) {
            require(Definitions.IDS.contains(id), "no restaurant '" + id + "'; there are " + Definitions.IDS);
        }
        require(!restaurants.isEmpty(), "at least one restaurant must be named");
        require(restaurants.stream().distinct().count() == restaurants.size(), "a restaurant is named twice");
        require(
                restaurantCount >= 1 && restaurantCount <= MAX_RESTAURANTS,
                "the number of restaurants must be 1 to " + MAX_RESTAURANTS);
        require(
                items == 0 || (items >= MIN_ITEMS && items <= MAX_ITEMS),
                "the number of items must be " + MIN_ITEMS + " to " + MAX_ITEMS);
        require(checksPerDay >= 0 && checksPerDay <= MAX_CHECKS, "checks per day must be 1 to " + MAX_CHECKS);
    }

    /** The three restaurants with 90 days behind them, then live at a check every two seconds each. */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(
                1, Family.MULTIPLICATIVE, 90, true, 0.5, Definitions.IDS, Definitions.IDS.size(), 0, 0, false);
    }

    /** These with another seed. */
    public SimulatorOptions withSeed(long other) {
        return new SimulatorOptions(
                other,
                family,
                historyDays,
                live,
                checksPerSecond,
                restaurants,
                restaurantCount,
                items,
                checksPerDay,
                absurd);
    }

    /** These with another shape of demand. */
    public SimulatorOptions withFamily(Family other) {
        return new SimulatorOptions(
                seed,
                other,
                historyDays,
                live,
                checksPerSecond,
                restaurants,
                restaurantCount,
                items,
                checksPerDay,
                absurd);
    }

    /** These with another length of history. */
    public SimulatorOptions withHistoryDays(int other) {
        return new SimulatorOptions(
                seed, family, other, live, checksPerSecond, restaurants, restaurantCount, items, checksPerDay, absurd);
    }

    /** These with live on or off. */
    public SimulatorOptions withLive(boolean other) {
        return new SimulatorOptions(
                seed,
                family,
                historyDays,
                other,
                checksPerSecond,
                restaurants,
                restaurantCount,
                items,
                checksPerDay,
                absurd);
    }

    /** These with another rate per restaurant. */
    public SimulatorOptions withChecksPerSecond(double other) {
        return new SimulatorOptions(
                seed, family, historyDays, live, other, restaurants, restaurantCount, items, checksPerDay, absurd);
    }

    /** These with so many restaurants, the named ones first. */
    public SimulatorOptions withRestaurantCount(int other) {
        return new SimulatorOptions(
                seed, family, historyDays, live, checksPerSecond, restaurants, other, items, checksPerDay, absurd);
    }

    /** These with so many items on each made-up menu. */
    public SimulatorOptions withItems(int other) {
        return new SimulatorOptions(
                seed,
                family,
                historyDays,
                live,
                checksPerSecond,
                restaurants,
                restaurantCount,
                other,
                checksPerDay,
                absurd);
    }

    /** These with so many checks a day. */
    public SimulatorOptions withChecksPerDay(int other) {
        return new SimulatorOptions(
                seed, family, historyDays, live, checksPerSecond, restaurants, restaurantCount, items, other, absurd);
    }

    /** These with absurd events on or off. */
    public SimulatorOptions withAbsurd(boolean other) {
        return new SimulatorOptions(
                seed,
                family,
                historyDays,
                live,
                checksPerSecond,
                restaurants,
                restaurantCount,
                items,
                checksPerDay,
                other);
    }

    /** These with exactly the restaurants named. */
    public SimulatorOptions withRestaurants(List<String> ids) {
        return new SimulatorOptions(
                seed, family, historyDays, live, checksPerSecond, ids, ids.size(), items, checksPerDay, absurd);
    }

    /** The restaurants, their parameters drawn. */
    List<SimulatedRestaurant> simulated() {
        World world = World.of(family, seed, absurd);
        List<RestaurantDefinition> definitions = items == 0
                ? Definitions.select(restaurants, restaurantCount)
                : IntStream.rangeClosed(1, restaurantCount)
                        .mapToObj(number -> MadeUp.restaurant(world, number, items))
                        .toList();
        return definitions.stream()
                .map(definition -> checksPerDay == 0 ? definition : definition.withChecksPerDay(checksPerDay))
                .map(definition -> new SimulatedRestaurant(definition, world))
                .toList();
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
