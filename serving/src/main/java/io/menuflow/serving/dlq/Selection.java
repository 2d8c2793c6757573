package io.menuflow.serving.dlq;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The first so many letters of an order, whatever the order they are met in, without holding on to the others. */
public final class Selection<T> {

    private final Comparator<T> order;
    private final int limit;
    private final PriorityQueue<T> kept;
    private long met;

    /** Keeps the first {@code limit} by {@code order}. */
    public Selection(Comparator<T> order, int limit) {
        this.order = order;
        this.limit = limit;
        this.kept = new PriorityQueue<>(order.reversed());
    }

    /** Meets one. */
    public void add(T one) {
        met++;
        kept.add(one);
        if (kept.size() > limit) {
            kept.remove();
        }
    }

    /** Those kept, in order. */
    public List<T> kept() {
        List<T> all = new ArrayList<>(kept);
        all.sort(order);
        return all;
    }

    /** How many were met. */
    public long met() {
        return met;
    }
}
