package io.menuflow.quickstart.registry.contract;

import io.menuflow.quickstart.registry.contract.RegistryContract.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rows are calls, columns are pairings; reasons for what was skipped stand beneath. */
final class ContractTable {

    private final List<Row> rows;
    private final Map<String, Map<String, String>> columns = new LinkedHashMap<>();

    ContractTable(List<Row> rows) {
        this.rows = rows;
    }

    void put(String column, Row row, String outcome) {
        columns.computeIfAbsent(column, name -> new TreeMap<>()).put(row.name(), outcome);
    }

    String text() {
        StringBuilder text = new StringBuilder("Schema registry contract (client <-> registry)\n\n");
        line(text, "", columns.keySet());
        Map<String, Integer> notes = new LinkedHashMap<>();
        for (Row row : rows) {
            List<String> cells = columns.values().stream()
                    .map(column -> cell(column.getOrDefault(row.name(), "not run"), notes))
                    .toList();
            line(text, row.name(), cells);
        }
        text.append('\n');
        notes.forEach(
                (note, number) -> text.append(number).append(") ").append(note).append('\n'));
        return text.toString();
    }

    private static String cell(String outcome, Map<String, Integer> notes) {
        if (!outcome.startsWith("skipped")) {
            return outcome;
        }
        Integer number = notes.computeIfAbsent(outcome, note -> notes.size() + 1);
        return "skipped " + number + ")";
    }

    private static void line(StringBuilder text, String name, Iterable<String> cells) {
        text.append(String.format("%-42s", name));
        cells.forEach(cell -> text.append(String.format("| %-28s", cell)));
        text.append('\n');
    }
}
