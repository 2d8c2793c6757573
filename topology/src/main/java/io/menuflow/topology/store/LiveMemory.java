package io.menuflow.topology.store;

import java.util.concurrent.atomic.AtomicLong;

/** Heap that the live stores of a node share; each makes room by itself when together they have too much. */
public final class LiveMemory {

    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    /** At most about {@code bytes}; with 0 every change is written at once. */
    public LiveMemory(long bytes) {
        this.limit = bytes;
    }

    /** What is taken now, in bytes. */
    public long bytes() {
        return taken.get();
    }

    void take(long bytes) {
        taken.addAndGet(bytes);
    }

    void release(long bytes) {
        taken.addAndGet(-bytes);
    }

    boolean isExceeded() {
        return taken.get() > limit;
    }
}
