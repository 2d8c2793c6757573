package io.menuflow.serving.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.menuflow.serving.rest.Problem.FieldError;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a JSON object and collects everything wrong with them, unknown fields included. Readers that find
 * something wrong note it and return a stand-in: look at {@link #errors} before using what was read.
 */
final class JsonFields {

    /** What a date must be, for messages. */
    static final String DATES = "from 1900-01-01 to 9999-12-31, such as 2026-03-10";

    private static final int MAX_ERRORS = 50;
    private static final int MAX_NUMBER_LENGTH = 40;

    private final JsonNode node;
    private final String path;
    private final List<FieldError> errors;
    private final Set<String> known = new HashSet<>();

    private JsonFields(JsonNode node, String path, List<FieldError> errors) {
        this.node = node;
        this.path = path;
        this.errors = errors;
        if (!node.isObject()) {
            wrong("", "must be a JSON object");
        }
    }

    /** The fields of a request's body. */
    static JsonFields of(JsonNode node) {
        return new JsonFields(node, "", new ArrayList<>());
    }

    /** Everything wrong so far, in this object and those read from it. */
    List<FieldError> errors() {
        return errors;
    }

    /** Notes every field that was not read. */
    void rejectUnknown() {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                wrong(name, "is not a field of this object");
            }
        });
    }

    void wrong(String field, String message) {
        if (errors.size() < MAX_ERRORS) {
            String where = field.isEmpty() && path.endsWith(".") ? path.substring(0, path.length() - 1) : path + field;
            errors.add(new FieldError(where.isEmpty() ? "body" : where, message));
        }
    }

    boolean has(String field) {
        known.add(field);
        return node.hasNonNull(field);
    }

    /** Whether it is given, as null. */
    boolean isNull(String field) {
        known.add(field);
        return node.path(field).isNull();
    }

    String text(String field) {
        String value = optionalText(field);
        if (value == null && !has(field)) {
            wrong(field, "is required");
        }
        return value == null ? "" : value;
    }

    String text(String field, String fallback) {
        String value = optionalText(field);
        return value == null ? fallback : value;
    }

    @Nullable String optionalText(String field) {
        JsonNode value = get(field);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isTextual()) {
            wrong(field, "must be a string");
            return null;
        }
        return value.textValue();
    }

    @Nullable BigDecimal optionalDecimal(String field) {
        JsonNode value = get(field);
        if (value.isMissingNode()) {
            return null;
        }
        String text = value.isTextual() || value.isNumber() ? value.asText() : "";
        boolean isNumber = value.isNumber();
        try {
            if (!text.isEmpty() && text.length() <= MAX_NUMBER_LENGTH) {
                BigDecimal number = value.isNumber() ? value.decimalValue() : new BigDecimal(text);
                if (Math.abs((long) number.scale()) <= MAX_NUMBER_LENGTH) {
                    return number; // 1e999999999 is short to write and long to print
                }
                isNumber = true;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        wrong(
                field,
                isNumber
                        ? "must be a number of at most " + MAX_NUMBER_LENGTH + " digits, zeros included"
                        : "must be a number, or one in a string");
        return null;
    }

    BigDecimal decimal(String field, @Nullable BigDecimal fallback) {
        BigDecimal value = optionalDecimal(field);
        if (value == null && fallback == null && !has(field)) {
            wrong(field, "is required");
        }
        return value != null ? value : fallback != null ? fallback : BigDecimal.ZERO;
    }

    long whole(String field, long fallback) {
        JsonNode value = get(field);
        if (value.isMissingNode()) {
            return fallback;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            notWhole(field, value, "");
            return fallback;
        }
        return value.longValue();
    }

    /** A whole number within bounds. */
    int whole(String field, int fallback, int min, int max) {
        Integer value = optionalInt(field, min, max);
        return value == null ? fallback : value;
    }

    /** A whole number within bounds; null when it is not given. */
    @Nullable Integer optionalInt(String field, int min, int max) {
        JsonNode value = get(field);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
            notWhole(field, value, " from " + min + " to " + max);
            return null;
        }
        return value.intValue();
    }

    /** A whole number that is not too large; null when it is not given. */
    @Nullable Integer optionalInt(String field, int max) {
        JsonNode value = get(field);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() > max) {
            notWhole(field, value, " up to " + max);
            return null;
        }
        return value.intValue();
    }

    /** 1e9 is whole as well, and yet not taken: a count is written as one counts. */
    private void notWhole(String field, JsonNode value, String bounds) {
        String spelling = value.isFloatingPointNumber() ? ", written in digits alone" : "";
        wrong(field, "must be a whole number" + bounds + spelling);
    }

    boolean bool(String field, boolean fallback) {
        JsonNode value = get(field);
        if (value.isMissingNode()) {
            return fallback;
        }
        if (!value.isBoolean()) {
            wrong(field, "must be true or false");
        }
        return value.asBoolean(fallback);
    }

    @Nullable Instant optionalInstant(String field) {
        String value = optionalText(field);
        if (value == null) {
            return null;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(value, DateTimeFormatter.ISO_OFFSET_DATE_TIME);
            if (isBelievable(time.getYear())) {
                return time.toInstant(); // far from now, milliseconds do not fit their 64 bits
            }
        } catch (DateTimeException e) {
            // said below
        }
        wrong(field, "must be a time with its offset, such as 2026-03-10T19:30:00Z, of the years 1900 to 9999");
        return null;
    }

    Instant instant(String field) {
        Instant value = optionalInstant(field);
        if (value == null && !has(field)) {
            wrong(field, "is required");
        }
        return value == null ? Instant.EPOCH : value;
    }

    @Nullable LocalDate optionalDate(String field) {
        String value = optionalText(field);
        if (value == null) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(value);
            if (isBelievable(date.getYear())) {
                return date;
            }
        } catch (DateTimeException e) {
            // said below
        }
        wrong(field, "must be a date " + DATES);
        return null;
    }

    /** Minutes after midnight; required. */
    int time(String field) {
        if (!has(field)) {
            wrong(field, "is required");
        }
        return time(field, "00:00");
    }

    /** Whether a date or time of {@code year} is taken: see {@link #DATES}. */
    static boolean isBelievable(int year) {
        return year >= 1900 && year <= 9999;
    }

    /** Minutes after midnight. */
    int time(String field, String fallback) {
        String value = text(field, fallback);
        try {
            return LocalTime.parse(value).toSecondOfDay() / 60;
        } catch (DateTimeException e) {
            wrong(field, "must be a time of day such as 04:00");
            return 0;
        }
    }

    /**
     * One of an enum's constants, in any case, {@code -} or {@code _} between words.
     *
     * @param spelling how {@code openapi.yaml} writes them
     */
    <E extends Enum<E>> E choice(String field, Class<E> type, E fallback, Function<E, String> spelling) {
        String value = optionalText(field);
        if (value == null) {
            return fallback;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(value.replace('-', '_'))) {
                return constant;
            }
        }
        wrong(field, "must be one of " + choices(type, spelling));
        return fallback;
    }

    static <E extends Enum<E>> String choices(Class<E> type, Function<E, String> spelling) {
        return Stream.of(type.getEnumConstants()).map(spelling).collect(Collectors.joining(", "));
    }

    Map<String, String> texts(String field, int max) {
        Map<String, String> texts = new TreeMap<>();
        JsonNode value = get(field);
        if (value.isMissingNode()) {
            return texts;
        }
        if (!value.isObject() || value.size() > max) {
            wrong(field, "must be an object of at most " + max + " fields");
            return texts;
        }
        value.properties().forEach(entry -> {
            if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                texts.put(entry.getKey(), entry.getValue().asText());
            } else {
                wrong(field + "." + entry.getKey(), "must be a string, number or boolean");
            }
        });
        return texts;
    }

    <T> List<T> list(String field, int max, Function<JsonFields, T> reader) {
        List<T> list = new ArrayList<>();
        List<JsonNode> elements = elements(field, max);
        for (int i = 0; i < elements.size(); i++) {
            JsonFields element = new JsonFields(elements.get(i), path + field + "[" + i + "].", errors);
            list.add(reader.apply(element));
            element.rejectUnknown();
        }
        return list;
    }

    /** An array of whole numbers within bounds. */
    List<Integer> wholes(String field, int max, int least, int most) {
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode element : elements(field, max)) {
            if (element.isIntegralNumber()
                    && element.canConvertToInt()
                    && element.intValue() >= least
                    && element.intValue() <= most) {
                numbers.add(element.intValue());
            } else {
                wrong(field, "must be whole numbers from " + least + " to " + most);
            }
        }
        return numbers;
    }

    /** An array of strings. */
    List<String> strings(String field, int max) {
        List<String> strings = new ArrayList<>();
        for (JsonNode element : elements(field, max)) {
            if (element.isTextual()) {
                strings.add(element.textValue());
            } else {
                wrong(field, "must be strings");
            }
        }
        return strings;
    }

    private List<JsonNode> elements(String field, int max) {
        List<JsonNode> elements = new ArrayList<>();
        JsonNode value = get(field);
        if (value.isMissingNode()) {
            return elements;
        }
        if (!value.isArray()) {
            wrong(field, "must be an array");
        } else if (value.size() > max) {
            wrong(field, "has " + value.size() + " elements, the limit is " + max);
        } else {
            value.forEach(elements::add);
        }
        return elements;
    }

    @Nullable JsonFields optionalObject(String field) {
        JsonNode value = get(field);
        return value.isMissingNode() ? null : new JsonFields(value, path + field + ".", errors);
    }

    private JsonNode get(String field) {
        known.add(field);
        JsonNode value = node.path(field);
        return value.isNull() ? MissingNode.getInstance() : value;
    }
}
