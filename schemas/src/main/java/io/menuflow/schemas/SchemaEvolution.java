package io.menuflow.schemas;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/**
 * Avro's verdict on a reader and a writer, in words that name the field where Avro counts them, and on what Avro passes over:
 * it reads 6.50 written with two decimal places as 0.0650 where four are expected.
 */
public final class SchemaEvolution {

    private SchemaEvolution() {}

    /** Why {@code reader} cannot read all that {@code writer} writes; empty when it can. */
    public static List<String> obstacles(Schema reader, Schema writer) {
        List<String> obstacles = new ArrayList<>();
        for (Incompatibility found : SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()) {
            obstacles.add(found.getType() + " at field '" + field(reader, found.getLocation()) + "' ("
                    + found.getLocation() + ": " + found.getMessage() + ")");
        }
        obstacles.addAll(misreadings(reader, writer));
        return obstacles;
    }

    /**
     * Where {@code reader} takes numbers for others than {@code writer} meant: decimals of another scale, times in another
     * unit. Fields in which only one of them says what its numbers mean are none.
     */
    static List<String> misreadings(Schema reader, Schema writer) {
        List<String> misreadings = new ArrayList<>();
        misreadings(reader, writer, "", new HashSet<>(), misreadings);
        return misreadings;
    }

    private static void misreadings(
            Schema reader, Schema writer, String field, Set<List<String>> path, List<String> found) {
        if (reader.isUnion() || writer.isUnion()) {
            for (Schema readerBranch : branches(reader)) {
                for (Schema writerBranch : branches(writer)) {
                    misreadings(readerBranch, writerBranch, field, path, found);
                }
            }
            return;
        }
        LogicalType read = reader.getLogicalType();
        LogicalType written = writer.getLogicalType();
        if (read != null && written != null && reader.getType() == writer.getType() && !sameMeaning(read, written)) {
            found.add("LOGICAL_TYPE_MISMATCH at field '" + field + "' (reader: " + text(read) + ", writer: "
                    + text(written) + ")");
        }
        if (reader.getType() != writer.getType()) {
            return;
        }
        switch (reader.getType()) {
            case RECORD -> {
                List<String> pair = List.of(reader.getFullName(), writer.getFullName());
                if (path.add(pair)) {
                    for (Schema.Field readField : reader.getFields()) {
                        Schema.Field writtenField = writer.getField(readField.name());
                        if (writtenField != null) {
                            String name = field.isEmpty() ? readField.name() : field + "." + readField.name();
                            misreadings(readField.schema(), writtenField.schema(), name, path, found);
                        }
                    }
                    path.remove(pair);
                }
            }
            case ARRAY -> misreadings(reader.getElementType(), writer.getElementType(), field, path, found);
            case MAP -> misreadings(reader.getValueType(), writer.getValueType(), field, path, found);
            default -> {}
        }
    }

    private static List<Schema> branches(Schema schema) {
        return schema.isUnion() ? schema.getTypes() : List.of(schema);
    }

    private static boolean sameMeaning(LogicalType read, LogicalType written) {
        if (read instanceof LogicalTypes.Decimal a && written instanceof LogicalTypes.Decimal b) {
            return a.getScale() == b.getScale();
        }
        return read.getName().equals(written.getName());
    }

    private static String text(LogicalType type) {
        return type instanceof LogicalTypes.Decimal decimal ? "decimal of scale " + decimal.getScale() : type.getName();
    }

    /** {@code lines.quantity} for {@code /fields/13/type/items/fields/6/type}; empty for the record itself. */
    private static String field(Schema reader, String location) {
        List<String> names = new ArrayList<>();
        Schema at = reader;
        String[] steps = location.split("/", -1);
        for (int i = 1; i < steps.length; i++) {
            if (steps[i].equals("fields") && at.getType() == Schema.Type.RECORD && i + 1 < steps.length) {
                Schema.Field field = at.getFields().get(Integer.parseInt(steps[++i]));
                names.add(field.name());
                at = field.schema();
            } else if (steps[i].equals("items") && at.getType() == Schema.Type.ARRAY) {
                at = at.getElementType();
            } else if (steps[i].equals("values") && at.getType() == Schema.Type.MAP) {
                at = at.getValueType();
            } else if (!steps[i].equals("type")) {
                break; // below a field: a branch of the writer's union, a symbol, a size
            }
        }
        return String.join(".", names);
    }
}
