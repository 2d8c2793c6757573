package io.menuflow.connectors.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a {@link Column}: a name, a number, {@code {constant: …}} or {@code {columns: […], separator: …}}. */
final class ColumnReader {

    private ColumnReader() {}

    /** The column under {@code key}, or null when the key is absent. */
    static @Nullable Column read(YamlKeys keys, String key) {
        JsonNode value = keys.find(key);
        if (value == null) {
            return null;
        }
        if (value.isValueNode()) {
            return simple(keys, key, value);
        }
        YamlKeys parts = new YamlKeys(keys.file(), keys.at(key), value);
        String constant = parts.text("constant");
        JsonNode columns = parts.find("columns");
        String separator = parts.text("separator");
        parts.end();
        if ((constant == null) == (columns == null)) {
            throw keys.error(key, "must have one of constant, columns");
        }
        if (columns == null) {
            return new Column.Constant(String.valueOf(constant));
        }
        if (!columns.isArray() || columns.isEmpty()) {
            throw parts.error("columns", "must be a list of columns");
        }
        List<Column> joined = new ArrayList<>();
        columns.forEach(column -> joined.add(simple(parts, "columns", column)));
        return new Column.Joined(joined, separator == null ? "-" : separator);
    }

    private static Column simple(YamlKeys keys, String key, JsonNode value) {
        if (value.isInt() && value.asInt() >= 1) {
            return new Column.Numbered(value.asInt());
        }
        if (!value.isTextual() || value.asText().isBlank()) {
            throw keys.error(
                    key,
                    "must be a column's name, or its number with the first being 1, not '"
                            + Text.excerpt(value.asText()) + "'");
        }
        return new Column.Named(value.asText());
    }
}
