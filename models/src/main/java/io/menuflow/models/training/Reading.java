package io.menuflow.models.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Reads restaurants one by one, tells how far it is, and can be interrupted. */
final class Reading {

    private Reading() {}

    /**
     * What is made of each restaurant, in their order.
     *
     * @throws InterruptedException when the thread was interrupted meanwhile
     */
    static <T> List<T> each(Histories histories, Function<RestaurantHistory, T> made, ProgressListener progress)
            throws InterruptedException {
        Thread caller = Thread.currentThread();
        AtomicLong read = new AtomicLong();
        long expected = histories.count();
        List<T> all = new ArrayList<>();
        try (var restaurants = histories.stream()) {
            restaurants
                    .map(restaurant -> {
                        if (caller.isInterrupted()) {
                            return Optional.<T>empty();
                        }
                        T its = made.apply(restaurant);
                        long done = read.incrementAndGet();
                        synchronized (read) {
                            progress.at("restaurants", done, Math.max(done, expected));
                        }
                        return Optional.of(its);
                    })
                    .toList()
                    .forEach(its -> its.ifPresent(all::add));
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while reading restaurants");
        }
        return all;
    }
}
