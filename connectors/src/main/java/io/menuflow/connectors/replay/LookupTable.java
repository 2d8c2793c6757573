package io.menuflow.connectors.replay;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a CSV file of amounts by item. */
final class LookupTable {

    private LookupTable() {}

    /**
     * The amounts by item id. The file is laid out and writes numbers as the data does; an item without an amount is left
     * out, and of several amounts for one item the last is taken.
     *
     * @param dataFile the other place to look for the file
     * @throws ReplayException when the file is missing or a line of it is wrong
     */
    static Map<String, BigDecimal> load(Lookup lookup, Mapping mapping, Path dataFile) {
        Path file = find(lookup, mapping, dataFile);
        CsvLayout layout = mapping.format();
        try (CsvInput input = CsvInput.open(file, layout.charset())) {
            CsvRows rows = new CsvRows(input.reader(), layout);
            Header header = HeaderReader.read(rows, layout, file.toString());
            Column.Cell key = lookup.key().in(header);
            Column.Cell value = lookup.value().in(header);
            header.check(file.toString(), mapping.name());
            rows.width(header.fewest(), header.most());
            Map<String, BigDecimal> amounts = new HashMap<>();
            for (Row row = rows.next(); row != null; row = rows.next()) {
                if (row instanceof Row.Broken broken) {
                    throw wrong(file, row, broken.reason() + ": " + broken.detail());
                }
                if (row instanceof Row.Cells cells) {
                    String text = Text.trim(value.of(cells.values()));
                    BigDecimal amount =
                            text.isEmpty() ? null : mapping.numbers().parse(text);
                    if (!text.isEmpty() && (amount == null || amount.signum() < 0)) {
                        throw wrong(file, row, "'" + Text.excerpt(text) + "' is no amount");
                    }
                    if (amount != null) {
                        amounts.put(itemId(mapping, Text.trim(key.of(cells.values()))), amount);
                    }
                }
            }
            return amounts;
        } catch (IOException e) {
            throw new ReplayException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Path find(Lookup lookup, Mapping mapping, Path dataFile) {
        List<Path> places = new ArrayList<>();
        if (mapping.directory() != null) {
            places.add(mapping.directory().resolve(lookup.file()));
        }
        places.add(dataFile.toAbsolutePath().resolveSibling(lookup.file()));
        return places.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new ReplayException("the mapping " + mapping.name() + " reads " + lookup.file()
                        + ", which is neither beside the mapping nor beside the data"));
    }

    /** The list spells items as the file does, and so goes through the same value map. */
    private static String itemId(Mapping mapping, String text) {
        Field field = mapping.columns().containsKey(Field.ITEM_ID) ? Field.ITEM_ID : Field.ITEM_NAME;
        return mapping.valueMaps().getOrDefault(field, Map.of()).getOrDefault(text, text);
    }

    private static ReplayException wrong(Path file, Row row, String why) {
        return new ReplayException(file + " line " + row.line() + ": " + why);
    }
}
