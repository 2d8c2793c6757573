package io.menuflow.serving.dlq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Avro values as JSON that a person can read and correct: decimals are numbers, times ISO 8601, a field that may be
 * missing its value or null. Avro's own JSON writes decimals as bytes and times as counts.
 */
final class AvroJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AvroJson() {}

    /** The value as JSON. */
    static JsonNode write(SpecificRecord value) {
        return write(value.getSchema(), value);
    }

    private static JsonNode write(Schema schema, @Nullable Object value) {
        if (value == null) {
            return JSON.nullNode();
        }
        switch (schema.getType()) {
            case RECORD -> {
                ObjectNode object = JSON.objectNode();
                schema.getFields()
                        .forEach(field -> object.set(
                                field.name(), write(field.schema(), ((IndexedRecord) value).get(field.pos()))));
                return object;
            }
            case ARRAY -> {
                ArrayNode array = JSON.arrayNode();
                ((Collection<?>) value).forEach(element -> array.add(write(schema.getElementType(), element)));
                return array;
            }
            case MAP -> {
                ObjectNode object = JSON.objectNode();
                ((Map<?, ?>) value)
                        .forEach((key, entry) -> object.set(key.toString(), write(schema.getValueType(), entry)));
                return object;
            }
            case UNION -> {
                return write(present(schema), value);
            }
            case BOOLEAN -> {
                return JSON.booleanNode((Boolean) value);
            }
            default -> {
                return value instanceof BigDecimal decimal
                        ? JSON.numberNode(decimal)
                        : value instanceof Number number
                                ? JSON.numberNode(number.longValue())
                                : JSON.textNode(value.toString());
            }
        }
    }

    /**
     * The value that {@code json} says; fields it leaves out have their defaults.
     *
     * @throws IllegalArgumentException naming the field and what it must be
     */
    static SpecificRecord read(Schema schema, JsonNode json) {
        return (SpecificRecord) Objects.requireNonNull(read(schema, json, ""));
    }

    private static @Nullable Object read(Schema schema, JsonNode json, String at) {
        return switch (schema.getType()) {
            case RECORD -> record(schema, json, at);
            case ARRAY -> {
                must(json.isArray(), at, "a list");
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = 0; i < json.size(); i++) {
                    list.add(read(schema.getElementType(), json.get(i), at + "/" + i));
                }
                yield list;
            }
            case MAP -> {
                must(json.isObject(), at, "an object");
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                json.properties()
                        .forEach(entry -> map.put(
                                entry.getKey(),
                                read(schema.getValueType(), entry.getValue(), at + "/" + entry.getKey())));
                yield map;
            }
            case UNION -> json.isNull() ? null : read(present(schema), json, at);
            case ENUM -> {
                must(schema.hasEnumSymbol(json.asText()), at, "one of " + schema.getEnumSymbols());
                yield SpecificData.get().createEnum(json.asText(), schema);
            }
            case STRING -> {
                must(json.isTextual(), at, "a text");
                yield json.textValue();
            }
            case BYTES -> decimal((LogicalTypes.Decimal) schema.getLogicalType(), json, at);
            case INT -> schema.getLogicalType() == null ? integer(json, at) : date(json, at);
            case LONG -> schema.getLogicalType() == null ? number(json, at) : instant(json, at);
            case BOOLEAN -> {
                must(json.isBoolean(), at, "true or false");
                yield json.booleanValue();
            }
            default -> throw new IllegalArgumentException(at + ": " + schema + " is not used by any input");
        };
    }

    private static SpecificRecord record(Schema schema, JsonNode json, String at) {
        must(json.isObject(), at, "an object");
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            must(schema.getField(name) != null, at + "/" + name, "left out: there is no such field");
        }
        SpecificData data = SpecificData.getForSchema(schema);
        SpecificRecord record = (SpecificRecord) data.newRecord(null, schema);
        for (Schema.Field field : schema.getFields()) {
            JsonNode given = json.get(field.name());
            must(given != null || field.hasDefaultValue(), at + "/" + field.name(), "given");
            record.put(
                    field.pos(),
                    given == null ? data.getDefaultValue(field) : read(field.schema(), given, at + "/" + field.name()));
        }
        return record;
    }

    private static BigDecimal decimal(LogicalTypes.Decimal type, JsonNode json, String at) {
        BigDecimal given = json.isNumber() ? json.decimalValue() : BigDecimal.ZERO;
        int whole = type.getPrecision() - type.getScale();
        boolean fits = json.isNumber()
                && Math.abs((long) given.scale()) <= type.getPrecision()
                && (long) given.precision() - given.scale() <= whole
                && given.stripTrailingZeros().scale() <= type.getScale();
        must(fits, at, "a number with at most " + whole + " digits before and " + type.getScale() + " after the point");
        return given.setScale(type.getScale(), RoundingMode.UNNECESSARY);
    }

    private static int integer(JsonNode json, String at) {
        must(json.isIntegralNumber() && json.canConvertToInt(), at, "a whole number");
        return json.intValue();
    }

    private static long number(JsonNode json, String at) {
        must(json.isIntegralNumber() && json.canConvertToLong(), at, "a whole number");
        return json.longValue();
    }

    private static LocalDate date(JsonNode json, String at) {
        try {
            return LocalDate.parse(json.asText());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(at + " must be a date, for example 2026-03-10", e);
        }
    }

    private static Instant instant(JsonNode json, String at) {
        try {
            return Instant.parse(json.asText());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(at + " must be a time, for example 2026-03-10T12:00:00Z", e);
        }
    }

    /** The branch of an optional field that is not null. */
    private static Schema present(Schema union) {
        return union.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }

    private static void must(boolean right, String at, String what) {
        if (!right) {
            throw new IllegalArgumentException((at.isEmpty() ? "the value" : at) + " must be " + what);
        }
    }
}
