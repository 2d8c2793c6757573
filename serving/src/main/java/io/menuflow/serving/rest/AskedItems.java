package io.menuflow.serving.rest;

import io.javalin.http.Context;
import io.menuflow.serving.query.CloseQueries.Close;
import io.menuflow.topology.sales.KnownItem;
import java.util.Arrays;
import java.util.List;
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

    /** An item that was asked for and has no record. */
    record MissingView(String itemId, String reason) {}

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
        if (ids == null) {
            return List.of();
        }
        return ids.stream()
                .filter(id -> !close.records().containsKey(id))
                .filter(id -> !close.items().containsKey(id) || !close.records().isEmpty())
                .map(id -> new MissingView(
                        id,
                        close.items().containsKey(id)
                                ? otherwise
                                : "it is not known: neither on the menu, nor sold in the history kept"))
                .toList();
    }

    /** What is to be said of a category that no item has; null when some item has it. */
    @Nullable String unknownCategory(Close<?> close) {
        return category == null || close.items().values().stream().anyMatch(this::isOfCategory)
                ? null
                : "no item of " + close.restaurant().getRestaurantId() + " is of category '" + category + "'";
    }
}
