package io.menuflow.connectors.replay;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of file is read as checks; {@code connectors/mappings/README.md} documents its YAML. Immutable.
 *
 * @param name the mapping's file name, for messages
 * @param directory where the mapping lies: the first place to look for files it names
 * @param source the system that issued the transaction ids; null for the data file's name
 * @param mergeRepeated whether lines of a check that repeat each other exactly become one with their quantities added
 * @param oneCheckPerLine whether every line is a check of its own
 * @param negativeQuantityIsRefund whether a line with a negative quantity gives money back; it is unreadable otherwise
 * @param menu whether items are published to the restaurant's menu
 */
public record Mapping(
        String name,
        @Nullable Path directory,
        @Nullable String source,
        CsvLayout format,
        Map<Field, Column> columns,
        TimeNotation times,
        DecimalNotation numbers,
        RestaurantProfile restaurant,
        List<SkipRule> skip,
        Map<Field, Map<String, String>> valueMaps,
        boolean mergeRepeated,
        boolean oneCheckPerLine,
        boolean negativeQuantityIsRefund,
        @Nullable FoodCost foodCost,
        @Nullable Lookup priceList,
        boolean menu) {

    public Mapping {
        columns = Map.copyOf(columns);
        skip = List.copyOf(skip);
        valueMaps = Map.copyOf(valueMaps);
    }

    /**
     * Reads a mapping from a YAML file.
     *
     * @throws MappingException naming file, key and reason
     */
    public static Mapping load(Path file) {
        return MappingReader.load(file);
    }

    /**
     * Reads a mapping from YAML text.
     *
     * @param name what messages call it
     * @param directory where files it names are looked for first
     * @throws MappingException naming key and reason
     */
    public static Mapping parse(String yaml, String name, @Nullable Path directory) {
        return MappingReader.parse(yaml, name, directory);
    }
}
