package io.menuflow.serving.access;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which restaurants a key is for: all, or those named, and those of the groups named.
 *
 * @param all whether every restaurant, also those to come
 */
public record Scope(boolean all, SortedSet<String> restaurants, SortedSet<String> groups) {

    /** Every restaurant. */
    public static final Scope ALL = new Scope(true, new TreeSet<>(), new TreeSet<>());

    public Scope {
        restaurants = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(restaurants));
        groups = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(groups));
        if (all == !(restaurants.isEmpty() && groups.isEmpty())) {
            throw new IllegalArgumentException(
                    all ? "a scope of all names no restaurants and groups" : "a scope names a restaurant or a group");
        }
    }

    /** Some restaurants, and those of some groups. */
    public static Scope of(Collection<String> restaurants, Collection<String> groups) {
        return new Scope(false, new TreeSet<>(restaurants), new TreeSet<>(groups));
    }

    /** Whether it holds a restaurant by its name alone. */
    public boolean names(String restaurant) {
        return all || restaurants.contains(restaurant);
    }

    /** Whether it holds a restaurant of this group; of none when {@code group} is null. */
    public boolean holds(String restaurant, @Nullable String group) {
        return names(restaurant) || (group != null && groups.contains(group));
    }

    /** Whether it holds all restaurants of a group. */
    public boolean holdsGroup(String group) {
        return all || groups.contains(group);
    }

    /** Whether it holds restaurants that only their records tell. */
    public boolean hasGroups() {
        return !groups.isEmpty();
    }

    @Override
    public String toString() {
        if (all) {
            return "all";
        }
        SortedSet<String> parts = new TreeSet<>();
        restaurants.forEach(id -> parts.add("restaurant " + id));
        groups.forEach(name -> parts.add("group " + name));
        return String.join(", ", parts);
    }
}
