package io.menuflow.connectors.simulator;

import io.menuflow.models.check.Check;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The past of several restaurants, merged by time of arrival; holds a few business days of each in memory. */
final class History {

    private final List<SimulatedRestaurant> restaurants;

    History(List<SimulatedRestaurant> restaurants) {
        this.restaurants = List.copyOf(restaurants);
    }

    /**
     * All checks from business day {@code from} that closed at or before {@code until}, with all their revisions, in
     * the order in which they would have arrived.
     */
    Stream<Check> checks(LocalDate from, Instant until) {
        Spliterator<Check> checks = Spliterators.spliteratorUnknownSize(
                new Merge(restaurants, from, until), Spliterator.ORDERED | Spliterator.NONNULL);
        return StreamSupport.stream(checks, false);
    }

    /** About how many checks {@link #checks} has. */
    long estimate(LocalDate from, Instant until) {
        double sum = 0;
        for (SimulatedRestaurant restaurant : restaurants) {
            LocalDate today = restaurant.hours().businessDay(until);
            for (LocalDate day = from; day.isBefore(today); day = day.plusDays(1)) {
                sum += estimate(restaurant, day);
            }
            if (!today.isBefore(from)) {
                sum += restaurant.day(today).stream()
                        .filter(delivery -> delivery.closing() <= until.toEpochMilli())
                        .count();
            }
        }
        return Math.round(sum);
    }

    /** About how many deliveries a day leads to. */
    private static double estimate(SimulatedRestaurant restaurant, LocalDate day) {
        if (!restaurant.traffic().isOpen(day)) {
            return 0;
        }
        return restaurant.board(day).checks()
                * restaurant.traffic().on(day).shock()
                * restaurant.world().families().noise().deliveries();
    }

    private static final class Merge implements Iterator<Check> {

        private final PriorityQueue<Cursor> cursors =
                new PriorityQueue<>(Comparator.comparingLong(cursor -> cursor.head.at()));

        Merge(List<SimulatedRestaurant> restaurants, LocalDate from, Instant until) {
            for (SimulatedRestaurant restaurant : restaurants) {
                advance(new Arrivals(restaurant, from, until));
            }
        }

        @Override
        public boolean hasNext() {
            return !cursors.isEmpty();
        }

        @Override
        public Check next() {
            Cursor first = cursors.remove();
            advance(first.rest);
            return first.head.check();
        }

        private void advance(Arrivals arrivals) {
            if (arrivals.hasNext()) {
                cursors.add(new Cursor(arrivals.next(), arrivals));
            }
        }
    }

    /** One restaurant's next delivery, and what comes after it. */
    private record Cursor(Delivery head, Arrivals rest) {}
}
