package io.menuflow.schemas;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;

/** A value of any schema in which every field is set, and no two of one type alike. */
final class Sample {

    private int next = 40;

    private Sample() {}

    static GenericData.Record of(Schema schema) {
        return (GenericData.Record) new Sample().value(schema);
    }

    private Object value(Schema schema) {
        next++;
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case UNION -> value(schema.getTypes().get(schema.getTypes().size() - 1)); // the branch that is not null
            case ARRAY ->
                new GenericData.Array<>(
                        schema, List.of(value(schema.getElementType()), value(schema.getElementType())));
            case MAP -> new TreeMap<>(Map.of("k" + next, value(schema.getValueType())));
            case ENUM ->
                new GenericData.EnumSymbol(
                        schema,
                        schema.getEnumSymbols()
                                .get(next % schema.getEnumSymbols().size()));
            case STRING -> "text " + next;
            case BYTES -> ByteBuffer.wrap(new byte[] {(byte) (next % 2 == 0 ? 1 : -2), (byte) next});
            case INT -> next;
            case LONG -> 1_700_000_000_000L + next;
            case DOUBLE -> next + 0.25;
            case FLOAT -> next + 0.5f;
            case BOOLEAN -> next % 2 == 0;
            case FIXED, NULL -> throw new AssertionError("not used by any schema yet: " + schema);
        };
    }

    private Object record(Schema schema) {
        GenericData.Record record = new GenericData.Record(schema);
        schema.getFields().forEach(field -> record.put(field.pos(), value(field.schema())));
        return record;
    }

    /** The fields that {@code shape} has, by name, with values as Avro writes them, whatever classes hold them. */
    static Map<String, Object> plain(IndexedRecord record, Schema shape) {
        Map<String, Object> plain = new TreeMap<>();
        for (Schema.Field field : shape.getFields()) {
            Schema.Field held = record.getSchema().getField(field.name());
            plain.put(field.name(), plain(record.get(held.pos()), notNull(field.schema())));
        }
        return plain;
    }

    private static Object plain(Object value, Schema shape) {
        if (value instanceof IndexedRecord record) {
            return plain(record, shape);
        }
        if (value instanceof List<?> list) {
            List<Object> plain = new ArrayList<>();
            list.forEach(element -> plain.add(plain(element, shape.getElementType())));
            return plain;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new TreeMap<>();
            map.forEach((key, element) -> plain.put(key.toString(), plain(element, shape.getValueType())));
            return plain;
        }
        if (value instanceof BigDecimal decimal) {
            return ByteBuffer.wrap(decimal.unscaledValue().toByteArray());
        }
        if (value instanceof Instant instant) {
            return instant.toEpochMilli();
        }
        if (value instanceof LocalDate date) {
            return (int) date.toEpochDay();
        }
        return value instanceof Number || value instanceof Boolean || value instanceof ByteBuffer
                ? value
                : String.valueOf(value);
    }

    private static Schema notNull(Schema schema) {
        return schema.isUnion() ? schema.getTypes().get(schema.getTypes().size() - 1) : schema;
    }
}
