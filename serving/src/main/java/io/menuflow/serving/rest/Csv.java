package io.menuflow.serving.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lists as CSV (RFC 4180). A text that a spreadsheet would take for a formula is written behind an apostrophe, and read back
 * without it: whoever names a dish must not run a program on the desk of its owner.
 */
final class Csv {

    /** The media type. */
    static final String TYPE = "text/csv";

    /** What begins one, in the widths of East Asian keyboards, too. */
    private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private static final char DEFUSED = '\'';

    private Csv() {}

    /**
     * What stands in a row: the same in each, then what of its element.
     *
     * @param first column to text, of every row
     * @param columns JSON pointers into an element, without their first slash; named with {@code _} for slashes
     */
    record Columns(Map<String, String> first, List<String> columns) {

        static Columns of(String... columns) {
            return new Columns(Map.of(), List.of(columns));
        }

        /** The same with columns before, that are alike in all rows: names and texts in turn. */
        Columns after(String... namesAndTexts) {
            Map<String, String> all = new LinkedHashMap<>();
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                all.put(namesAndTexts[i], namesAndTexts[i + 1]);
            }
            return new Columns(all, columns);
        }
    }

    /** Answers with a list as CSV; the header {@code Link} has the address of the next part. */
    static void answer(Context request, ObjectMapper mapper, String name, Columns columns, Page.Part<?> part) {
        List<String> header = new ArrayList<>(columns.first().keySet());
        columns.columns().forEach(column -> header.add(column.replace('/', '_')));
        answer(request, name, header, rows(mapper, columns, part.items()), part.nextCursor());
    }

    /** A row of each element. */
    static List<List<String>> rows(ObjectMapper mapper, Columns columns, List<?> elements) {
        List<List<String>> rows = new ArrayList<>();
        for (Object element : elements) {
            JsonNode node = tree(mapper, element);
            List<String> row = new ArrayList<>();
            columns.first().values().forEach(text -> row.add(safe(text)));
            columns.columns().forEach(column -> row.add(text(node.at("/" + column))));
            rows.add(row);
        }
        return rows;
    }

    /** A row of an element and one of those within it, as the field {@code name}. */
    static Object with(ObjectMapper mapper, Object row, String name, Object element) {
        return ((ObjectNode) tree(mapper, row)).set(name, tree(mapper, element));
    }

    /** With each number as it is in JSON: a tree left to itself takes the zero off 8.50. */
    private static JsonNode tree(ObjectMapper mapper, Object element) {
        try (TokenBuffer tokens = new TokenBuffer(mapper, false)) {
            mapper.writeValue(tokens, element);
            return mapper.reader()
                    .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .readTree(tokens.asParserOnFirstToken());
        } catch (IOException e) { // nothing is read or written but memory
            throw new UncheckedIOException(e);
        }
    }

    /** Answers with rows that are written already. */
    static void answer(
            Context request, String name, List<String> header, List<List<String>> rows, @Nullable String nextCursor) {
        if (nextCursor != null) {
            request.header("Link", "<" + Page.next(request, nextCursor) + ">; rel=\"next\"");
        }
        request.header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
        request.contentType(TYPE + "; charset=utf-8").result(text(header, rows));
    }

    /** A file of rows that are written already. */
    static String text(List<String> header, List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        append(text, header);
        rows.forEach(row -> append(text, row));
        return text.toString();
    }

    private static void append(StringBuilder text, List<String> row) {
        for (int i = 0; i < row.size(); i++) {
            String cell = row.get(i);
            boolean first = i == 0;
            text.append(first ? "" : ",");
            if ((first && cell.isEmpty()) || isQuoted(cell)) {
                text.append('"').append(cell.replace("\"", "\"\"")).append('"');
            } else {
                text.append(cell);
            }
        }
        text.append("\r\n");
    }

    /** Blanks at the ends are kept by what reads a cell in quotes only. */
    private static boolean isQuoted(String cell) {
        return !cell.equals(cell.strip())
                || (!cell.isEmpty() && cell.charAt(0) <= '#')
                || cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            return safe(StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(" ")));
        }
        if (value.isNumber()) {
            return value.decimalValue().toPlainString();
        }
        return value.isNull() || value.isMissingNode() ? "" : safe(value.asText());
    }

    /** A text that no spreadsheet takes for a formula. */
    static String safe(String text) {
        return isFormula(text) ? DEFUSED + text : text;
    }

    /** What {@link #safe} was given. */
    static String unsafe(String text) {
        return !text.isEmpty() && text.charAt(0) == DEFUSED && isFormula(text) ? text.substring(1) : text;
    }

    /** Whether it is one, behind any number of apostrophes: so that what is written can be read back. */
    private static boolean isFormula(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) == DEFUSED) {
            at++;
        }
        return at < text.length() && FORMULA.indexOf(text.charAt(at)) >= 0;
    }
}
