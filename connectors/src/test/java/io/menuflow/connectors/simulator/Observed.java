package io.menuflow.connectors.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.menuflow.connectors.simulator.demand.Family;
import io.menuflow.models.check.Check;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A restaurant simulated for long: what can be counted on its checks, as ordered, and the truth as it is written. */
final class Observed {

    static final LocalDate FROM = LocalDate.of(2023, 1, 1);
    static final int DAYS = 1_095;

    final SimulatedRestaurant restaurant;
    final JsonNode truth;
    /** By place, then day. */
    final double[][] units;
    /** Price in force by place, then day. */
    final double[][] prices;

    final boolean[][] featured;
    final boolean[][] available;
    final double[][] taste;
    /** Of each day, all factors but the weekday's. */
    final double[] otherFactors;

    final double[] weekdays;
    final boolean[] open;

    private Observed(SimulatedRestaurant restaurant, Consumer<Check> alsoTo) {
        this.restaurant = restaurant;
        Map<String, Integer> places = new HashMap<>();
        List<Dish> dishes = restaurant.menu().lasting();
        for (int place = 0; place < dishes.size(); place++) {
            places.put(dishes.get(place).id(), place);
        }
        units = new double[dishes.size()][DAYS];
        for (int day = 0; day < DAYS; day++) {
            for (Delivery delivery : restaurant.day(FROM.plusDays(day))) {
                if (delivery.kind() == Delivery.Kind.ORIGINAL || delivery.kind() == Delivery.Kind.LATE) {
                    alsoTo.accept(delivery.check());
                    for (Check.Line line : delivery.check().lines()) {
                        units[places.get(line.itemId())][day] += line.quantity().doubleValue();
                    }
                }
            }
        }
        truth = truth(restaurant, FROM, DAYS);
        JsonNode days = truth.get("days");
        prices = new double[dishes.size()][DAYS];
        featured = new boolean[dishes.size()][DAYS];
        available = new boolean[dishes.size()][DAYS];
        taste = new double[dishes.size()][DAYS];
        otherFactors = new double[DAYS];
        weekdays = new double[DAYS];
        open = new boolean[DAYS];
        for (int day = 0; day < DAYS; day++) {
            open[day] = days.get("open").get(day).asBoolean();
            weekdays[day] = days.get("weekday").get(day).asDouble();
            otherFactors[day] = 1;
            for (String factor : List.of("season", "trend", "holiday", "weather")) {
                otherFactors[day] *= days.get(factor).get(day).asDouble();
            }
            for (int place = 0; place < prices.length; place++) {
                JsonNode item = item(place);
                taste[place][day] = item.get("taste").get(day).asDouble();
                available[place][day] = true;
                for (JsonNode price : item.get("prices")) {
                    if (!LocalDate.parse(price.get("from").asText()).isAfter(FROM.plusDays(day))) {
                        prices[place][day] = price.get("price").asDouble();
                        featured[place][day] = price.get("featured").asBoolean();
                    }
                }
            }
        }
        for (int place = 0; place < prices.length; place++) {
            for (JsonNode out : item(place).get("out_of_stock")) {
                available[place][(int) (LocalDate.parse(out.asText()).toEpochDay() - FROM.toEpochDay())] = false;
            }
        }
    }

    /** A made-up restaurant of seven items that does everything: promotions of each item, stock-outs in each category. */
    static Observed of(Family family, int checksPerDay) {
        World world = World.of(family, 4711, false);
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> MadeUp.restaurant(world, number, 7).withChecksPerDay(checksPerDay))
                .filter(definition -> !definition.weekdays().containsValue(0.0))
                .map(definition -> new SimulatedRestaurant(definition, world))
                .filter(restaurant -> restaurant.policy() == PricePolicy.MIXED && doesEverything(restaurant))
                .findFirst()
                .map(restaurant -> new Observed(restaurant, check -> {}))
                .orElseThrow();
    }

    static Observed of(SimulatedRestaurant restaurant, List<Check> checks) {
        return new Observed(restaurant, checks::add);
    }

    static JsonNode truth(SimulatedRestaurant restaurant, LocalDate from, int days) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new Truth(restaurant, from, days).write(out);
            return new ObjectMapper().readTree(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode item(int place) {
        return truth.get("items").get(place);
    }

    int items() {
        return units.length;
    }

    String category(int place) {
        return item(place).get("category").asText();
    }

    double shock(int day) {
        return truth.get("days").get("shock").get(day).asDouble();
    }

    double number(int place, String field) {
        return item(place).get(field).asDouble();
    }

    double parameter(int place, String name) {
        return item(place).get("parameters").get(name).asDouble();
    }

    double parameter(String name) {
        return truth.get("parameters").get(name).asDouble();
    }

    /** The orders that a place's price alone would make it, relative to its reference price. */
    double logPrice(int place, int day) {
        return Math.log(prices[place][day] / number(place, "reference_price"));
    }

    /** Days on which a place can be ordered. */
    int[] daysOf(int place) {
        return IntStream.range(0, DAYS)
                .filter(day -> open[day] && available[place][day])
                .toArray();
    }

    /** Whether the units of a place are what guests chose, and nothing that followed something else. */
    boolean isChosenOnly(int place) {
        for (JsonNode pair : truth.get("pairs")) {
            if (pair.get("with").asText().equals(item(place).get("item_id").asText())) {
                return false;
            }
        }
        return true;
    }

    /** The logarithm of the prices of the other items of its category, by their base orders. */
    double otherPrices(int place, int day) {
        double sum = 0;
        double others = 0;
        for (int other : inCategory(place)) {
            if (other != place) {
                others += number(other, "base_orders");
                sum += available[other][day] ? number(other, "base_orders") * logPrice(other, day) : 0;
            }
        }
        return sum / others;
    }

    /** Base orders of its category that cannot be had, over those that can. */
    double missing(int place, int day) {
        double missing = 0;
        double present = 0;
        for (int other : inCategory(place)) {
            missing += available[other][day] ? 0 : number(other, "base_orders");
            present += available[other][day] ? number(other, "base_orders") : 0;
        }
        return missing / present;
    }

    private List<Integer> inCategory(int place) {
        List<Integer> all = new ArrayList<>();
        for (int other = 0; other < items(); other++) {
            if (category(other).equals(category(place))) {
                all.add(other);
            }
        }
        return all;
    }

    private static boolean doesEverything(SimulatedRestaurant restaurant) {
        long first = FROM.toEpochDay();
        return restaurant.menu().lasting().stream()
                .allMatch(dish ->
                        IntStream.range(0, DAYS).anyMatch(day -> dish.prices().featured(first + day))
                                && IntStream.range(0, DAYS)
                                                .filter(day -> dish.stock().isOut(first + day))
                                                .count()
                                        > 2);
    }

    /** Checks that close in a local hour, for tests that count hours. */
    static int hour(SimulatedRestaurant restaurant, Check check) {
        return LocalTime.ofInstant(check.closedAt(), restaurant.definition().zone())
                .getHour();
    }
}
