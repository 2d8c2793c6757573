package io.menuflow.connectors.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** Everything one restaurant sends for the checks that closed in a stretch of time, in the order of arrival. */
final class Arrivals implements Iterator<Delivery> {

    private final SimulatedRestaurant restaurant;
    private final long first;
    private final long last;
    private final LocalDate lastDay;
    private final PriorityQueue<Delivery> waiting = new PriorityQueue<>(Comparator.comparingLong(Delivery::at));
    private LocalDate nextDay;
    private long nextStart;

    /** From the beginning of business day {@code from} to {@code until}, both included. */
    Arrivals(SimulatedRestaurant restaurant, LocalDate from, Instant until) {
        this.restaurant = restaurant;
        first = restaurant.hours().start(from);
        last = until.toEpochMilli();
        lastDay = restaurant.hours().businessDay(until);
        nextDay = from.minusDays(Deliveries.REFUND_DAYS); // its refunds may close later
        nextStart = restaurant.hours().start(nextDay);
    }

    @Override
    public boolean hasNext() {
        while (!nextDay.isAfter(lastDay) && (waiting.isEmpty() || waiting.peek().at() >= nextStart)) {
            for (Delivery delivery : restaurant.day(nextDay)) {
                if (delivery.closing() >= first && delivery.closing() <= last) {
                    waiting.add(delivery);
                }
            }
            nextDay = nextDay.plusDays(1);
            nextStart = restaurant.hours().start(nextDay);
        }
        return !waiting.isEmpty();
    }

    @Override
    public Delivery next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return waiting.remove();
    }
}
