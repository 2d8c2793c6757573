package io.menuflow.connectors.simulator;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.connectors.simulator.RestaurantDefinition.Item;
import io.menuflow.models.check.Check;
import io.menuflow.models.check.Check.Line;
import io.menuflow.models.check.Check.LineKind;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether the menus are worth looking at: the rules of menu engineering, written down a second time and plainly. */
final class MenuEngineeringTest {

    private static final int DAYS = 28;

    /** Units and total margin of an item over the window. */
    private record Sold(double units, double margin) {}

    static Stream<Arguments> restaurantsAndSeeds() {
        return Definitions.IDS.stream()
                .flatMap(id -> Stream.of(1L, 2L, 3L, 4L, 5L).map(seed -> Arguments.of(id, seed)));
    }

    @ParameterizedTest
    @MethodSource("restaurantsAndSeeds")
    void shouldHaveEveryQuadrantByPercentRank(String id, long seed) {
        Map<String, Sold> sold = sold(id, seed);
        Map<String, String> quadrants = new HashMap<>();
        sold.forEach((item, its) -> quadrants.put(
                item,
                quadrant(percentRank(sold, Sold::units, its) >= 0.5, percentRank(sold, Sold::margin, its) >= 0.5)));

        assertThat(quadrants.values()).as("%s", quadrants).contains("STAR", "PLOWHORSE", "PUZZLE", "DOG");
    }

    @ParameterizedTest
    @MethodSource("restaurantsAndSeeds")
    void shouldHaveEveryQuadrantByKasavanaAndSmith(String id, long seed) {
        Map<String, Sold> sold = sold(id, seed);
        double units = sold.values().stream().mapToDouble(Sold::units).sum();
        double margin = sold.values().stream().mapToDouble(Sold::margin).sum();
        Map<String, String> quadrants = new HashMap<>();
        sold.forEach((item, its) -> quadrants.put(
                item,
                quadrant(its.units() / units >= 0.7 / sold.size(), its.margin() / its.units() >= margin / units)));

        assertThat(quadrants.values()).as("%s", quadrants).contains("STAR", "PLOWHORSE", "PUZZLE", "DOG");
    }

    private static double percentRank(Map<String, Sold> all, ToDoubleFunction<Sold> value, Sold its) {
        double mine = value.applyAsDouble(its);
        long below = all.values().stream()
                .filter(other -> value.applyAsDouble(other) < mine)
                .count();
        long ties = all.values().stream()
                .filter(other -> value.applyAsDouble(other) == mine)
                .count();
        return (below + (ties + 1) / 2.0) / all.size();
    }

    private static String quadrant(boolean popular, boolean profitable) {
        return popular ? profitable ? "STAR" : "PLOWHORSE" : profitable ? "PUZZLE" : "DOG";
    }

    /** The lasting items that have a cost. */
    private static Map<String, Sold> sold(String id, long seed) {
        SimulatedRestaurant restaurant = Restaurants.named(id, seed);
        Map<String, Item> costed = restaurant.definition().categories().stream()
                .flatMap(category -> category.items().stream())
                .filter(item -> item.cost() != null)
                .collect(Collectors.toMap(Item::id, item -> item));
        Map<String, Sold> sold = new LinkedHashMap<>();
        for (Check check : finalRevisions(restaurant)) {
            for (Line line : check.lines()) {
                Item item = costed.get(line.itemId());
                if (item != null && check.state() == Check.State.CLOSED) {
                    sold.merge(item.id(), sold(line, item, restaurant.definition()), MenuEngineeringTest::plus);
                }
            }
        }
        return sold;
    }

    private static Sold sold(Line line, Item item, RestaurantDefinition restaurant) {
        double quantity = line.quantity().doubleValue();
        double revenue = requireNonNull(line.netAmount()).doubleValue()
                - (restaurant.pricesIncludeTax() ? requireNonNull(line.tax()).doubleValue() : 0);
        double cost = quantity * requireNonNull(item.cost()).doubleValue();
        if (line.kind() == LineKind.REFUND) {
            return new Sold(-quantity, cost - revenue);
        }
        return line.kind() == LineKind.COMP ? new Sold(0, -cost) : new Sold(quantity, revenue - cost);
    }

    private static Sold plus(Sold one, Sold other) {
        return new Sold(one.units() + other.units(), one.margin() + other.margin());
    }

    private static Iterable<Check> finalRevisions(SimulatedRestaurant restaurant) {
        LocalDate first = LocalDate.of(2026, 9, 17);
        Map<String, Check> last = new LinkedHashMap<>();
        for (int day = 0; day < DAYS; day++) {
            for (Check check : Restaurants.checks(restaurant, first.plusDays(day))) {
                last.merge(check.transactionId(), check, (a, b) -> b.revision() > a.revision() ? b : a);
            }
        }
        return last.values();
    }
}
