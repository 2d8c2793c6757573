package io.menuflow.connectors.simulator;

import java.util.List;

/**
 * What to simulate.
 *
 * @param seed equal seeds give equal histories
 * @param historyDays business days before today that get a history, besides today up to now; 0 for no history at all
 * @param live whether checks go on happening after the history
 * @param checksPerSecond of each restaurant while live, on average
 * @param restaurants ids out of {@link Simulator#restaurantIds()}
 * @param restaurantCount how many restaurants there are; beyond the ids named, copies of them with {@code -2},
 *     {@code -3}, ... behind the id and days of their own
 */
public record SimulatorOptions(
        long seed,
        int historyDays,
        boolean live,
        double checksPerSecond,
        List<String> restaurants,
        int restaurantCount) {

    /** Ten years. */
    private static final int MAX_HISTORY_DAYS = 3_660;

    private static final int MAX_RESTAURANTS = 100_000;
    private static final double MAX_RATE = 100_000;

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
    }

    /** The three restaurants with 90 days behind them, then live at a check every two seconds each. */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(1, 90, true, 0.5, Definitions.IDS, Definitions.IDS.size());
    }

    /** These with another seed. */
    public SimulatorOptions withSeed(long other) {
        return new SimulatorOptions(other, historyDays, live, checksPerSecond, restaurants, restaurantCount);
    }

    /** These with another length of history. */
    public SimulatorOptions withHistoryDays(int days) {
        return new SimulatorOptions(seed, days, live, checksPerSecond, restaurants, restaurantCount);
    }

    /** These with live on or off. */
    public SimulatorOptions withLive(boolean on) {
        return new SimulatorOptions(seed, historyDays, on, checksPerSecond, restaurants, restaurantCount);
    }

    /** These with another rate per restaurant. */
    public SimulatorOptions withChecksPerSecond(double rate) {
        return new SimulatorOptions(seed, historyDays, live, rate, restaurants, restaurantCount);
    }

    /** These with exactly the restaurants named. */
    public SimulatorOptions withRestaurants(List<String> ids) {
        return new SimulatorOptions(seed, historyDays, live, checksPerSecond, ids, ids.size());
    }

    /** These with so many restaurants, the named ones first. */
    public SimulatorOptions withRestaurantCount(int count) {
        return new SimulatorOptions(seed, historyDays, live, checksPerSecond, restaurants, count);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
