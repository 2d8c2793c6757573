package io.menuflow.connectors.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys of one YAML mapping, each asked for once; what nobody asked for is an error. */
final class YamlKeys {

    private final String file;
    private final String path;
    private final JsonNode node;
    private final Set<String> known = new LinkedHashSet<>();

    YamlKeys(String file, String path, JsonNode node) {
        this.file = file;
        this.path = path;
        this.node = node;
        if (!node.isObject()) {
            throw path.isEmpty()
                    ? new MappingException(file + ": must be keys with values")
                    : new MappingException(file + ": " + path + " must be keys with values, not " + shown(node));
        }
    }

    /** The value of {@code key} as it is, or null when it is absent or empty. */
    @Nullable JsonNode find(String key) {
        known.add(key);
        JsonNode value = node.get(key);
        return value == null || value.isNull() ? null : value;
    }

    @Nullable String text(String key) {
        JsonNode value = find(key);
        return value == null ? null : text(key, value);
    }

    String required(String key) {
        String value = text(key);
        if (value == null || value.isEmpty()) {
            throw error(key, "is missing");
        }
        return value;
    }

    boolean flag(String key, boolean otherwise) {
        String value = text(key);
        if (value == null) {
            return otherwise;
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw error(key, "must be yes or no, not '" + value + "'");
        };
    }

    /** An amount or share, exactly as written; null when absent. */
    @Nullable BigDecimal amount(String key) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        BigDecimal amount = DecimalNotation.POINT.parse(text);
        if (amount == null || amount.signum() < 0) {
            throw error(key, "must be a number that is not negative, not '" + Text.excerpt(text) + "'");
        }
        return amount;
    }

    /** One value or a list of values; empty when absent. */
    List<String> texts(String key) {
        JsonNode value = find(key);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            return List.of(text(key, value));
        }
        List<String> texts = new ArrayList<>();
        value.forEach(element -> texts.add(text(key, element)));
        return texts;
    }

    @Nullable YamlKeys child(String key) {
        JsonNode value = find(key);
        return value == null ? null : new YamlKeys(file, at(key), value);
    }

    List<YamlKeys> children(String key) {
        JsonNode value = find(key);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw error(key, "must be a list");
        }
        List<YamlKeys> children = new ArrayList<>();
        for (JsonNode element : value) {
            children.add(new YamlKeys(file, at(key) + "[" + children.size() + "]", element));
        }
        return children;
    }

    /** Every key, in the file's order. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Throws when there are keys that were never asked for. */
    void end() {
        List<String> unknown = new ArrayList<>(names());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new MappingException(file + ": " + at(String.join(", ", unknown)) + " is not a key; "
                    + (path.isEmpty() ? "the keys are " : "the keys of " + path + " are ") + String.join(", ", known));
        }
    }

    MappingException error(String key, String why) {
        return new MappingException(file + ": " + at(key) + " " + why);
    }

    MappingException error(String key, String why, Throwable cause) {
        return new MappingException(file + ": " + at(key) + " " + why, cause);
    }

    private String text(String key, JsonNode value) {
        if (!value.isValueNode()) {
            throw error(key, "must be a single value");
        }
        return value.asText();
    }

    String file() {
        return file;
    }

    /** {@code key} with the keys that lead to it. */
    String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String shown(JsonNode node) {
        return "'" + Text.excerpt(node.isValueNode() ? node.asText() : node.toString()) + "'";
    }
}
