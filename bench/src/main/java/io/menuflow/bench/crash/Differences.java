package io.menuflow.bench.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Differences between what is and what must be: all counted, the first ones kept to be shown. */
final class Differences {

    private static final int KEPT = 50;

    private final List<Difference> first = new ArrayList<>();
    private long count;
    private long compared;

    /**
     * One of them.
     *
     * @param where the question, or the topic and key
     * @param field what differs there
     * @param got what is, null for nothing
     * @param expected what must be, null for nothing
     */
    record Difference(String where, String field, @Nullable String got, @Nullable String expected) {
        @Override
        public String toString() {
            return where + "  " + field + ": got " + got + ", expected " + expected;
        }
    }

    /** Counts a value that was compared and is the same. */
    void same() {
        compared++;
    }

    /** Compares two values. */
    void compare(String where, String field, @Nullable Object got, @Nullable Object expected) {
        compared++;
        if (!Objects.equals(got, expected)) {
            differ(where, field, got, expected);
        }
    }

    private void differ(String where, String field, @Nullable Object got, @Nullable Object expected) {
        count++;
        if (first.size() < KEPT) {
            first.add(new Difference(where, field, text(got), text(expected)));
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** Compares two maps, key by key. */
    <V> void compare(String where, Map<String, V> got, Map<String, V> expected) {
        Set<String> keys = new TreeSet<>(got.keySet());
        keys.addAll(expected.keySet());
        keys.forEach(key -> compare(where, key, got.get(key), expected.get(key)));
    }

    /** Compares two answers: every field, numbers by their exact value, null and absent alike. */
    void compare(String where, JsonNode got, JsonNode expected) {
        compare(where, "", got, expected);
    }

    private void compare(String where, String field, JsonNode got, JsonNode expected) {
        if (got.isObject() && expected.isObject()) {
            Set<String> names = new TreeSet<>();
            got.fieldNames().forEachRemaining(names::add);
            expected.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(where, field + "." + name, got.path(name), expected.path(name)));
        } else if (got.isArray() && expected.isArray()) {
            Iterator<JsonNode> gots = got.iterator();
            Iterator<JsonNode> wanted = expected.iterator();
            for (int i = 0; gots.hasNext() && wanted.hasNext(); i++) {
                JsonNode one = gots.next();
                compare(where, field + "[" + name(one, i) + "]", one, wanted.next());
            }
            compare(where, field + ".length", got.size(), expected.size());
        } else {
            compared++;
            if (!isSame(got, expected)) {
                differ(where, field, got, expected);
            }
        }
    }

    private static boolean isSame(JsonNode got, JsonNode expected) {
        if (got.isNumber() && expected.isNumber()) {
            return got.decimalValue().compareTo(expected.decimalValue()) == 0;
        }
        boolean nothing = got.isNull() || got.isMissingNode();
        return nothing ? expected.isNull() || expected.isMissingNode() : got.equals(expected);
    }

    /** An element by what it is about, or by its place. */
    private static String name(JsonNode element, int place) {
        for (String id : List.of("item_id", "restaurant_id", "date")) {
            if (element.hasNonNull(id)) {
                String hour =
                        element.hasNonNull("hour") ? " " + element.path("hour").asText() + "h" : "";
                return element.path(id).asText() + hour;
            }
        }
        return Integer.toString(place);
    }

    /** How many there are. */
    long count() {
        return count;
    }

    /** How many values were compared. */
    long compared() {
        return compared;
    }

    /** The first fifty. */
    List<Difference> first() {
        return first;
    }
}
