package io.menuflow.serving.rest;

import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.serving.rest.Problem.FieldError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the items of a menu say of one another: which is merged into which, and which is a variant of which. Either goes one
 * step, to a listed item: chains and cycles are refused. Records that reach Kafka by another way are not; there, what goes
 * nowhere counts for nothing.
 */
final class MenuRelations {

    private static final int NAMED = 5;

    private final Map<String, MenuItem> items = new HashMap<>();
    private final Map<String, SortedSet<String>> aliases = new HashMap<>();
    private final Map<String, SortedSet<String>> variants = new HashMap<>();

    /** Of a menu, with {@code changed} in the place of what it has. */
    MenuRelations(Collection<MenuItem> menu, Collection<MenuItem> changed) {
        Map<String, MenuItem> all = new TreeMap<>();
        menu.forEach(item -> all.put(item.getItemId(), item));
        changed.forEach(item -> all.put(item.getItemId(), item));
        all.forEach((id, item) -> {
            items.put(id, item);
            note(aliases, item.getMergedInto(), id);
            note(variants, item.getVariantOf(), id);
        });
    }

    private static void note(Map<String, SortedSet<String>> of, @Nullable String target, String id) {
        if (target != null && !target.equals(id)) {
            of.computeIfAbsent(target, added -> new TreeSet<>()).add(id);
        }
    }

    /** What is wrong with what an item of the menu says of others. */
    List<FieldError> faults(MenuItem item) {
        List<FieldError> faults = new ArrayList<>();
        fault(item, "merged_into", MenuItem::getMergedInto, aliases, "merged into", faults);
        fault(item, "variant_of", MenuItem::getVariantOf, variants, "a variant of", faults);
        return faults;
    }

    private void fault(
            MenuItem item,
            String field,
            Function<MenuItem, @Nullable String> reader,
            Map<String, SortedSet<String>> pointing,
            String relation,
            List<FieldError> faults) {
        String target = reader.apply(item);
        if (target == null) {
            return;
        }
        MenuItem other = items.get(target);
        String next = other == null ? null : reader.apply(other);
        SortedSet<String> own = pointing.get(item.getItemId());
        String message = null;
        if (target.equals(item.getItemId())) {
            message = "must be another item than this one";
        } else if (other == null) {
            message = "must be a listed item; the menu does not list " + target;
        } else if (next != null) {
            message = "must not make a chain: " + target + " is itself " + relation + " " + next
                    + (next.equals(item.getItemId()) ? "" : ", name that one");
        } else if (own != null) {
            message = "must not make a chain: " + named(own) + " already " + relation + " this item";
        }
        if (message != null) {
            faults.add(new FieldError(field, message));
        }
    }

    /** Why an item cannot be taken off the menu; null when it can. */
    @Nullable String objectionToRemoving(String id) {
        SortedSet<String> merged = aliases.get(id);
        SortedSet<String> sizes = variants.get(id);
        if (merged == null && sizes == null) {
            return null;
        }
        String relation = merged != null ? "merged into" : "a variant of";
        return named(Objects.requireNonNull(merged != null ? merged : sizes)) + " " + relation + " item " + id
                + ": change that first";
    }

    private static String named(SortedSet<String> ids) {
        String some = String.join(", ", ids.stream().limit(NAMED).toList());
        return (ids.size() > NAMED ? some + " and " + (ids.size() - NAMED) + " more" : some)
                + (ids.size() == 1 ? " is" : " are");
    }
}
