package io.menuflow.schemas;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The ids the registry did not know a moment ago, so that a flood of records with a bad one asks once a second. No longer
 * than that: ids are given in a row, and the next to be registered may be the very one a broken record made up. Thread-safe.
 */
final class UnknownIds {

    static final Duration REMEMBERED_FOR = Duration.ofSeconds(1);
    static final int REMEMBERED_AT_MOST = 1_000;

    private final LongSupplier nanoTime;
    private final Map<Integer, Long> addedAt = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Long> eldest) {
            return size() > REMEMBERED_AT_MOST;
        }
    };

    UnknownIds(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void add(int id) {
        addedAt.remove(id); // so that it is the youngest again
        addedAt.put(id, nanoTime.getAsLong());
    }

    synchronized boolean contains(int id) {
        Long added = addedAt.get(id);
        return added != null && nanoTime.getAsLong() - added < REMEMBERED_FOR.toNanos();
    }
}
