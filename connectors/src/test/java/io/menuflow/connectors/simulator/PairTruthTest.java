package io.menuflow.connectors.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.menuflow.connectors.simulator.demand.Family;
import io.menuflow.models.check.Check;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is counted on checks against what the truth says must be expected: pairs, hours, units. */
final class PairTruthTest {

    private static final LocalDate FROM = LocalDate.of(2025, 3, 1);
    private static final int DAYS = 365;
    private static final double TOLERANCE = 4;

    @ParameterizedTest
    @EnumSource(Family.class)
    void shouldFindPairsHoursAndUnitsAsExpected(Family family) {
        RestaurantDefinition definition = Restaurants.definition("taco-stand").withChecksPerDay(400);
        SimulatedRestaurant restaurant = new SimulatedRestaurant(definition, World.of(family, 3, false));
        JsonNode truth = Observed.truth(restaurant, FROM, DAYS);
        List<Check> checks = firstRevisions(restaurant);

        pairs(checks, truth, 1);
        units(checks, truth);
        hours(restaurant, checks, truth);
        assertThat(truth.get("pairs")).hasSize(5);
        assertThat(catchThrowable(() -> pairs(checks, truth, 1.2))).isInstanceOf(AssertionError.class);
    }

    /** With one order on a check, what is beside it came by the pair: the share is the chance itself. */
    @Test
    void shouldFollowByTheChanceOfThePair_whenPricesNeverChange() {
        RestaurantDefinition definition =
                single(Restaurants.definition("taco-stand").withChecksPerDay(2_000));
        SimulatedRestaurant restaurant = neverChanging(definition);
        Map<String, Integer> with = new HashMap<>();
        Map<String, Integer> both = new HashMap<>();
        JsonNode truth = Observed.truth(restaurant, FROM, 1);
        for (int day = 0; day < 60; day++) {
            long outDay = FROM.toEpochDay() + day;
            boolean anyOut = restaurant.menu().lasting().stream()
                    .anyMatch(dish -> dish.stock().isOut(outDay));
            for (Check check : anyOut ? List.<Check>of() : Restaurants.checks(restaurant, FROM.plusDays(day))) {
                if (check.revision() == 1 && check.refundOf() == null) {
                    List<String> items =
                            check.lines().stream().map(Check.Line::itemId).toList();
                    with.merge(items.get(0), 1, Integer::sum);
                    items.stream().skip(1).forEach(item -> both.merge(items.get(0) + " " + item, 1, Integer::sum));
                }
            }
        }

        for (JsonNode pair : truth.get("pairs")) {
            String item = pair.get("item_id").asText();
            double chance = pair.get("chance").asDouble();
            double seen = both.get(item + " " + pair.get("with").asText()) / (double) with.get(item);
            double error = Math.sqrt(chance * (1 - chance) / with.get(item));

            assertThat(seen).as("%s", pair).isCloseTo(chance, within(TOLERANCE * error));
            assertThat(Math.abs(seen - 1.25 * chance)).as("%s, wrong", pair).isGreaterThan(TOLERANCE * error);
        }
    }

    /** Checks with a property are Poisson's, given each day's shock; {@code wrong} multiplies what is expected. */
    private static void pairs(List<Check> checks, JsonNode truth, double wrong) {
        for (JsonNode pair : truth.get("pairs")) {
            String item = pair.get("item_id").asText();
            String with = pair.get("with").asText();
            double both = 0;
            double one = 0;
            double other = 0;
            for (Check check : checks) {
                Set<String> items =
                        check.lines().stream().map(Check.Line::itemId).collect(Collectors.toSet());
                both += items.contains(item) && items.contains(with) ? 1 : 0;
                one += items.contains(item) ? 1 : 0;
                other += items.contains(with) ? 1 : 0;
            }
            double lift = both * checks.size() / (one * other);

            close(both, wrong * pair.get("expected_with_both").asDouble(), 1, DAYS, pair);
            close(one, pair.get("expected_with_item").asDouble(), 1, DAYS, pair);
            close(other, pair.get("expected_with_other").asDouble(), 1, DAYS, pair);
            close(checks.size(), pair.get("expected_checks").asDouble(), 1, DAYS, pair);
            assertThat(lift).isCloseTo(pair.get("lift").asDouble(), within(TOLERANCE * lift / Math.sqrt(both)));
        }
    }

    private static void units(List<Check> checks, JsonNode truth) {
        Map<String, Double> units = new HashMap<>();
        Map<String, Double> squares = new HashMap<>();
        for (Check check : checks) {
            Map<String, Double> its = new HashMap<>();
            for (Check.Line line : check.lines()) {
                its.merge(line.itemId(), line.quantity().doubleValue(), Double::sum);
            }
            its.forEach((item, sum) -> {
                units.merge(item, sum, Double::sum);
                squares.merge(item, sum * sum, Double::sum);
            });
        }
        for (JsonNode item : truth.get("items")) {
            String id = item.get("item_id").asText();
            double expected = 0;
            int days = 0;
            for (JsonNode day : item.get("expected_units")) {
                expected += day.asDouble();
                days += day.asDouble() > 0 ? 1 : 0;
            }
            double sum = units.getOrDefault(id, 0.0);
            close(
                    sum,
                    expected,
                    squares.getOrDefault(id, 0.0) / Math.max(1, sum),
                    Math.max(1, days),
                    item.get("item_id"));
        }
    }

    private static void hours(SimulatedRestaurant restaurant, List<Check> checks, JsonNode truth) {
        Map<String, Map<Integer, Double>> orders = new HashMap<>();
        Map<String, Double> squares = new HashMap<>();
        Set<String> leading = restaurant.menu().lasting().stream()
                .filter(dish -> restaurant.menu().lasting().stream()
                        .noneMatch(other -> other.parts()
                                        .contains(restaurant.menu().lasting().indexOf(dish))
                                || other.companions().stream()
                                        .anyMatch(companion -> companion.dish()
                                                == restaurant.menu().lasting().indexOf(dish))))
                .map(Dish::id)
                .collect(Collectors.toSet());
        for (Check check : checks) {
            int hour = Observed.hour(restaurant, check);
            Map<String, Double> units = new HashMap<>();
            for (Check.Line line : check.lines()) {
                if (leading.contains(line.itemId())) {
                    units.merge(line.category(), line.quantity().doubleValue(), Double::sum);
                }
            }
            units.forEach((category, sum) -> {
                orders.computeIfAbsent(category, its -> new HashMap<>()).merge(hour, sum, Double::sum);
                squares.merge(category, sum * sum, Double::sum);
            });
        }
        orders.forEach((category, byHour) -> {
            double all =
                    byHour.values().stream().mapToDouble(Double::doubleValue).sum();
            truth.get("hours").get(category).properties().forEach(hour -> {
                double expected = hour.getValue().asDouble() * all;
                double counted = byHour.getOrDefault(Integer.parseInt(hour.getKey()), 0.0);
                assertThat(counted)
                        .as("%s at %s", category, hour.getKey())
                        .isCloseTo(expected, within(TOLERANCE * Math.sqrt(squares.get(category) / all * expected)));
            });
        });
    }

    /** Days share a shock of 8 %, which adds to the counts' own scatter. */
    private static void close(double counted, double expected, double dispersion, int days, JsonNode what) {
        double shock = 0.08 * expected / Math.sqrt(days);
        double error = Math.sqrt(dispersion * expected + shock * shock);
        assertThat(counted).as("%s", what).isCloseTo(expected, within(TOLERANCE * error + 1e-9));
    }

    private static List<Check> firstRevisions(SimulatedRestaurant restaurant) {
        List<Check> checks = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            for (Delivery delivery : restaurant.day(FROM.plusDays(day))) {
                if (delivery.kind() == Delivery.Kind.ORIGINAL || delivery.kind() == Delivery.Kind.LATE) {
                    checks.add(delivery.check());
                }
            }
        }
        return checks;
    }

    private static SimulatedRestaurant neverChanging(RestaurantDefinition definition) {
        for (long seed = 1; ; seed++) {
            SimulatedRestaurant restaurant = Restaurants.of(definition, seed);
            if (restaurant.policy() == PricePolicy.NONE) {
                return restaurant;
            }
        }
    }

    /** One order on a check, and no combos. */
    private static RestaurantDefinition single(RestaurantDefinition like) {
        return new RestaurantDefinition(
                like.id(),
                like.name(),
                like.group(),
                like.currency(),
                like.zone(),
                like.cutOff(),
                like.since(),
                like.pricesIncludeTax(),
                like.taxPct(),
                like.coverCharge(),
                like.tips(),
                like.checksPerDay(),
                like.weekdays(),
                like.hours(),
                like.dayparts(),
                like.orderTypes(),
                List.of(1.0),
                like.categories().stream()
                        .filter(category -> !category.name().equals("Combos"))
                        .toList(),
                like.pairs(),
                like.modifiers(),
                like.specials());
    }
}
