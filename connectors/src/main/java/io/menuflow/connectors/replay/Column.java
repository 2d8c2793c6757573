package io.menuflow.connectors.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Where a mapping finds a value in a row. */
sealed interface Column {

    /** This column in a file with {@code header}; a name the header lacks is reported to it. */
    Cell in(Header header);

    /** How a message calls it. */
    String describe();

    /** Takes a value out of a row. */
    @FunctionalInterface
    interface Cell {
        String of(List<String> row);
    }

    /** The column with this name in the header. */
    record Named(String name) implements Column {
        @Override
        public Cell in(Header header) {
            int index = header.indexOf(name);
            return row -> row.get(index);
        }

        @Override
        public String describe() {
            return name;
        }
    }

    /** The column at this place, the first being 1. */
    record Numbered(int number) implements Column {
        @Override
        public Cell in(Header header) {
            header.needs(number);
            return row -> row.get(number - 1);
        }

        @Override
        public String describe() {
            return "column " + number;
        }
    }

    /** The same value in every row. */
    record Constant(String value) implements Column {
        @Override
        public Cell in(Header header) {
            return row -> value;
        }

        @Override
        public String describe() {
            return "'" + value + "'";
        }
    }

    /** Several columns, one after the other. */
    record Joined(List<Column> parts, String separator) implements Column {

        public Joined {
            parts = List.copyOf(parts);
        }

        @Override
        public Cell in(Header header) {
            List<Cell> cells = parts.stream().map(part -> part.in(header)).toList();
            return row -> {
                List<String> values = new ArrayList<>(cells.size());
                boolean anything = false;
                for (Cell cell : cells) {
                    String value = Text.trim(cell.of(row));
                    anything |= !value.isEmpty();
                    values.add(value);
                }
                // A row without any of the parts has no value, not a value of separators.
                return anything ? String.join(separator, values) : "";
            };
        }

        @Override
        public String describe() {
            return parts.stream().map(Column::describe).collect(Collectors.joining(" and "));
        }
    }
}
