package io.menuflow.serving.dlq;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is changed about a value before it is sent again: all of it, some fields, or nothing. */
public final class Repair {

    /** Nothing. */
    public static final Repair NONE = new Repair(null, List.of());

    private final @Nullable JsonNode whole;
    private final List<Change> changes;

    private Repair(@Nullable JsonNode whole, List<Change> changes) {
        this.whole = whole;
        this.changes = changes;
    }

    private record Change(JsonPointer at, String value) {}

    /** Another value in its place. */
    public static Repair of(JsonNode whole) {
        return new Repair(whole, List.of());
    }

    /**
     * Fields to be set, each as {@code currency=EUR} or {@code lines/0/quantity=2}.
     *
     * @throws IllegalArgumentException when one is not written so
     */
    public static Repair of(List<String> settings) {
        return settings.isEmpty()
                ? NONE
                : new Repair(null, settings.stream().map(Repair::change).toList());
    }

    private static Change change(String setting) {
        int equals = setting.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(
                    "'" + setting + "' sets nothing: write currency=EUR or lines/0/quantity=2");
        }
        String path = setting.substring(0, equals);
        return new Change(JsonPointer.compile(path.startsWith("/") ? path : "/" + path), setting.substring(equals + 1));
    }

    /** Whether nothing is changed. */
    public boolean isNone() {
        return whole == null && changes.isEmpty();
    }

    /**
     * The repaired value.
     *
     * @param value as it was, null when it could not be read
     * @throws IllegalArgumentException when a field to be set is not there, or there is no value to set it in
     */
    JsonNode apply(@Nullable JsonNode value) {
        if (whole != null) {
            return whole;
        }
        if (value == null) {
            throw new IllegalArgumentException("its value cannot be read: give the whole one by --value");
        }
        JsonNode repaired = value.deepCopy();
        changes.forEach(change -> apply(change, repaired));
        return repaired;
    }

    private static void apply(Change change, JsonNode value) {
        JsonNode parent = value.at(change.at().head());
        JsonPointer last = change.at().last();
        JsonNode there = parent.at(last);
        if (there.isMissingNode()) {
            throw new IllegalArgumentException("there is no field " + change.at() + " in it");
        }
        JsonNode now = there.isTextual() ? TextNode.valueOf(change.value()) : parsed(change.value());
        if (parent instanceof ObjectNode object) {
            object.set(last.getMatchingProperty(), now);
        } else {
            ((ArrayNode) parent).set(last.getMatchingIndex(), now);
        }
    }

    private static JsonNode parsed(String value) {
        try {
            return LetterView.JSON.readTree(value);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(value);
        }
    }
}
