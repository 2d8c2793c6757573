package io.menuflow.connectors.simulator;

import io.menuflow.models.check.Check;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The past of several restaurants, merged by time; holds one business day of each in memory. */
final class History {

    private final List<SimulatedRestaurant> restaurants;

    History(List<SimulatedRestaurant> restaurants) {
        this.restaurants = List.copyOf(restaurants);
    }

    /**
     * All checks from business day {@code from} that closed at or before {@code until}, with all their revisions, in
     * roughly the order in which they would have arrived.
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
                sum += restaurant.demand().checks(day) * SimulatedRestaurant.DELIVERIES_PER_CHECK;
            }
            if (!today.isBefore(from)) {
                sum += restaurant.day(today).stream()
                        .filter(check -> !check.closedAt().isAfter(until))
                        .count();
            }
        }
        return Math.round(sum);
    }

    private static final class Merge implements Iterator<Check> {

        private final PriorityQueue<Cursor> cursors = new PriorityQueue<>(
                Comparator.comparing((Cursor cursor) -> cursor.head().closedAt()));

        Merge(List<SimulatedRestaurant> restaurants, LocalDate from, Instant until) {
            for (SimulatedRestaurant restaurant : restaurants) {
                Cursor cursor = new Cursor(restaurant, from, until);
                if (cursor.advance()) {
                    cursors.add(cursor);
                }
            }
        }

        @Override
        public boolean hasNext() {
            return !cursors.isEmpty();
        }

        @Override
        public Check next() {
            Cursor first = cursors.remove();
            Check check = first.head();
            if (first.advance()) {
                cursors.add(first);
            }
            return check;
        }
    }

    /** Goes through one restaurant's days. */
    private static final class Cursor {

        private final SimulatedRestaurant restaurant;
        private final Instant until;
        private final LocalDate last;
        private LocalDate nextDay;
        private Iterator<Check> checks = List.<Check>of().iterator();
        private @Nullable Check head;

        Cursor(SimulatedRestaurant restaurant, LocalDate from, Instant until) {
            this.restaurant = restaurant;
            this.until = until;
            nextDay = from;
            last = restaurant.hours().businessDay(until);
        }

        Check head() {
            if (head == null) {
                throw new NoSuchElementException();
            }
            return head;
        }

        /** Moves to the next check and says whether there is one. */
        boolean advance() {
            while (true) {
                while (checks.hasNext()) {
                    head = checks.next();
                    if (!head.closedAt().isAfter(until)) {
                        return true;
                    }
                }
                if (nextDay.isAfter(last)) {
                    head = null;
                    return false;
                }
                checks = restaurant.day(nextDay).iterator();
                nextDay = nextDay.plusDays(1);
            }
        }
    }
}
