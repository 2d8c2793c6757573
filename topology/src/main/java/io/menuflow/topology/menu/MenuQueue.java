package io.menuflow.topology.menu;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Touched menus that wait for their turn: each once, the one that waits longest first. Of one thread. */
public final class MenuQueue {

    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    /**
     * One of them.
     *
     * @param since when it was touched, milliseconds of the task's clock
     * @param closed whether what is computed at day closes changes, too
     */
    public record Waiting(String restaurant, long since, boolean closed) {}

    /** Adds a menu; one that waits already keeps its place. Returns whether it did not. */
    public boolean add(String restaurant, boolean closed, long now) {
        Waiting before = waiting.get(restaurant);
        if (before == null) {
            waiting.put(restaurant, new Waiting(restaurant, now, closed));
            return true;
        }
        if (closed && !before.closed()) {
            waiting.put(restaurant, new Waiting(restaurant, before.since(), true)); // keeps its place
        }
        return false;
    }

    /** Takes the first; there must be one. */
    public Waiting take() {
        Iterator<Waiting> next = waiting.values().iterator();
        Waiting first = next.next();
        next.remove();
        return first;
    }

    /** When the first of them was touched; there must be one. */
    public long oldest() {
        return waiting.values().iterator().next().since();
    }

    /** How many wait. */
    public int size() {
        return waiting.size();
    }

    /** Whether none waits. */
    public boolean isEmpty() {
        return waiting.isEmpty();
    }
}
