package io.menuflow.models.menu;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which items of a menu count for another one: the point of sale gave a dish a new id, and its sales are still one dish's.
 * An alias reaches one step, to a listed item that is no alias itself; one that does not counts for itself. So what counts
 * for what is a function of the menu alone, in whatever order its items came.
 */
public final class Aliases {

    /** Every item counts for itself. */
    public static final Aliases NONE = new Aliases(Map.of());

    private final SortedMap<String, String> targets;

    private Aliases(Map<String, String> targets) {
        this.targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
    }

    /** The aliases of a menu. */
    public static Aliases of(Collection<ListedItem> menu) {
        Map<String, ListedItem> byId = new HashMap<>();
        menu.forEach(item -> byId.put(item.itemId(), item));
        Map<String, String> targets = new HashMap<>();
        for (ListedItem item : menu) {
            ListedItem target = item.mergedInto() == null ? null : byId.get(item.mergedInto());
            if (target != null && target.mergedInto() == null) { // an item merged into itself is one that is merged
                targets.put(item.itemId(), target.itemId());
            }
        }
        return targets.isEmpty() ? NONE : new Aliases(targets);
    }

    /** The item that {@code id} counts for: itself unless it is an alias. */
    public String target(String id) {
        return targets.getOrDefault(id, id);
    }

    /** The item that each alias counts for, ascending by alias. */
    public SortedMap<String, String> targets() {
        return targets;
    }

    /** Whether {@code id} counts for another item. */
    public boolean isAlias(String id) {
        return targets.containsKey(id);
    }

    /** Whether every item counts for itself. */
    public boolean isEmpty() {
        return targets.isEmpty();
    }
}
