package io.menuflow.connectors.simulator;

import io.menuflow.models.check.Check;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One restaurant and its history. A business day is a pure function of (seed, restaurant, day): asked for again, or
 * without its neighbours, it has the same checks under the same ids, so sending it twice changes nothing.
 */
final class SimulatedRestaurant {

    private static final double VOID_CHANCE = 0.012;
    private static final double CORRECTION_CHANCE = 0.015;
    private static final double REFUND_CHANCE = 0.008;
    private static final double DUPLICATE_CHANCE = 0.01;
    private static final double STRAGGLER_CHANCE = 0.05;

    /** Deliveries per check that the chances above lead to, for estimates. */
    static final double DELIVERIES_PER_CHECK = 1 + VOID_CHANCE + CORRECTION_CHANCE + REFUND_CHANCE + DUPLICATE_CHANCE;

    private final RestaurantDefinition definition;
    private final long seed;
    private final ServiceHours hours;
    private final Menu menu;
    private final Demand demand;
    private final Waiter waiter;
    private final Amendments amendments;

    SimulatedRestaurant(RestaurantDefinition definition, long seed) {
        this.definition = definition;
        this.seed = seed;
        hours = new ServiceHours(definition);
        menu = new Menu(definition);
        demand = new Demand(definition, menu, hours, seed);
        Till till = new Till(definition);
        waiter = new Waiter(definition, hours, till);
        amendments = new Amendments(till);
    }

    RestaurantDefinition definition() {
        return definition;
    }

    ServiceHours hours() {
        return hours;
    }

    Menu menu() {
        return menu;
    }

    Demand demand() {
        return demand;
    }

    Waiter waiter() {
        return waiter;
    }

    Amendments amendments() {
        return amendments;
    }

    /**
     * The checks of a business day in the order in which they are delivered: roughly by {@code closed_at}, with
     * revisions, duplicates and stragglers later.
     */
    List<Check> day(LocalDate date) {
        int count = demand.checks(date);
        if (count == 0) {
            return List.of();
        }
        SplittableRandom random = Seeds.random(seed, definition.id(), "day", date.toEpochDay());
        ServiceHours.Day day = hours.on(date);
        List<Dish> dishes = menu.on(date);
        Picker[] appetites = demand.appetites(date, dishes);
        String prefix = DateTimeFormatter.BASIC_ISO_DATE.format(date) + "-";
        Deliveries deliveries = new Deliveries(day.last(), random);
        int number = 0;
        for (long closing : day.closings(count, random)) {
            int daypart = day.daypart(closing);
            Instant closedAt = Instant.ofEpochMilli(closing);
            deliveries.add(
                    waiter.check(prefix + ++number, closedAt, daypart, dishes, appetites[daypart], random), closing);
        }
        return deliveries.inOrder();
    }

    private record Delivery(long at, Check check) {}

    /** What the point of sale sends in a day, each with the time at which it arrives. */
    private final class Deliveries {

        private final List<Delivery> deliveries = new ArrayList<>();
        private final long lastOfDay;
        private final SplittableRandom random;

        Deliveries(long lastOfDay, SplittableRandom random) {
            this.lastOfDay = lastOfDay;
            this.random = random;
        }

        /** Sends a check, and whatever its fate adds. */
        void add(Check check, long closing) {
            long sent = closing + seconds(0, random.nextDouble() < STRAGGLER_CHANCE ? 240 : 5);
            deliveries.add(new Delivery(sent, check));
            double fate = random.nextDouble();
            if ((fate -= VOID_CHANCE) < 0) {
                deliveries.add(new Delivery(sent + seconds(300, 2_400), amendments.voided(check)));
            } else if ((fate -= CORRECTION_CHANCE) < 0) {
                deliveries.add(new Delivery(sent + seconds(60, 1_800), amendments.corrected(check)));
            } else if ((fate -= DUPLICATE_CHANCE) < 0) {
                deliveries.add(new Delivery(sent + seconds(1, 90), check));
            } else if (fate - REFUND_CHANCE < 0) {
                refund(check, closing + seconds(600, 5_400));
            }
        }

        List<Check> inOrder() {
            deliveries.sort(Comparator.comparingLong(Delivery::at));
            return deliveries.stream().map(Delivery::check).toList();
        }

        private void refund(Check check, long wanted) {
            long closing = Math.min(wanted, lastOfDay);
            Check refund = amendments.refunded(check, check.transactionId() + "-refund", Instant.ofEpochMilli(closing));
            if (refund != null) {
                deliveries.add(new Delivery(closing + seconds(0, 5), refund));
            }
        }

        private long seconds(int from, int to) {
            return random.nextLong(from * 1_000L, to * 1_000L);
        }
    }
}
