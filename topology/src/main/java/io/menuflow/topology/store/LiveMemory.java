package io.menuflow.topology.store;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Heap that the live stores of a node share in equal parts, so that one that rests takes nothing from the others. */
public final class LiveMemory {

    private final long limit;
    private final AtomicInteger stores = new AtomicInteger();
    private final AtomicLong taken = new AtomicLong();

    /** At most about {@code bytes}; with 0 every change is written at once. */
    public LiveMemory(long bytes) {
        this.limit = bytes;
    }

    /** What is taken now, in bytes. */
    public long bytes() {
        return taken.get();
    }

    /** A store begins. */
    void open() {
        stores.incrementAndGet();
    }

    /** A store ends; it has released what it took. */
    void close() {
        stores.decrementAndGet();
    }

    void take(long bytes) {
        taken.addAndGet(bytes);
    }

    /** What one store may take. */
    long share() {
        return limit / Math.max(1, stores.get());
    }
}
