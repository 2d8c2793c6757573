package io.menuflow.serving.rest;

import io.javalin.http.Context;
import io.menuflow.models.menu.Aliases;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.serving.query.CloseQueries.Close;
import io.menuflow.topology.sales.KnownItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which items a list is asked for: those of {@code items}, ids with commas between, of {@code category}; all when neither.
 *
 * @param ids null for all
 * @param category null for all
 */
record AskedItems(@Nullable Set<String> ids, @Nullable String category) {

    static final AskedItems ALL = new AskedItems(null, null);

    private static final String UNKNOWN = "it is not known: neither on the menu, nor sold in the history kept";

    /**
     * An item that was asked for, of which nothing is said.
     *
     * @param mergedInto the item it counts for; null when it is not that
     */
    record MissingView(String itemId, String reason, @Nullable String mergedInto) {}

    static AskedItems of(Context request) {
        String ids = request.queryParam("items");
        String category = request.queryParam("category");
        Set<String> asked = new TreeSet<>(Arrays.asList((ids == null ? "" : ids).split(",")));
        asked.remove("");
        return new AskedItems(
                ids == null || ids.isBlank() ? null : asked, category == null || category.isBlank() ? null : category);
    }

    boolean has(String id, KnownItem item) {
        return (ids == null || ids.contains(id)) && isOfCategory(item);
    }

    private boolean isOfCategory(KnownItem item) {
        return category == null || (item.category() != null && category.equalsIgnoreCase(item.category()));
    }

    /**
     * The ids asked for that an answer says nothing of, ascending.
     *
     * @param otherwise why one that the restaurant knows has no record
     */
    List<MissingView> missing(Close<?> close, String otherwise) {
        boolean anything = !close.records().isEmpty(); // when not, a note says why, of all that are known
        return missing(close.records().keySet(), close.items(), anything ? otherwise : null);
    }

    /**
     * The same of an answer that says something of the items {@code told}.
     *
     * @param items what the restaurant knows
     * @param otherwise null when nothing is to be said of one that it knows
     */
    List<MissingView> missing(Set<String> told, Map<String, KnownItem> items, @Nullable String otherwise) {
        if (ids == null || told.containsAll(ids)) {
            return List.of();
        }
        Aliases aliases = KnownItem.aliases(items);
        List<MissingView> missing = new ArrayList<>();
        for (String id : ids) {
            if (told.contains(id)) {
                continue;
            }
            if (aliases.isAlias(id)) {
                String target = aliases.target(id);
                missing.add(new MissingView(id, "it is merged into " + target + ": ask for that", target));
            } else if (!items.containsKey(id)) {
                missing.add(new MissingView(id, UNKNOWN, null));
            } else if (otherwise != null) {
                missing.add(new MissingView(id, otherwise, null));
            }
        }
        return missing;
    }

    /** What is to be said of a category that no item has; null when some item has it. */
    @Nullable String unknownCategory(Close<?> close) {
        return unknownCategory(close.restaurant(), close.items());
    }

    /** The same of what a restaurant knows. */
    @Nullable String unknownCategory(Restaurant restaurant, Map<String, KnownItem> items) {
        return category == null || items.values().stream().anyMatch(this::isOfCategory)
                ? null
                : "no item of " + restaurant.getRestaurantId() + " is of category '" + category + "'";
    }
}
