package io.menuflow.serving.rest;

import io.menuflow.serving.rest.Problem.FieldError;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * An uploaded CSV file of a menu. Columns are found by their names, in any order and case; comma, semicolon or tab separates
 * them, whichever divides the first line into the most of them. Blanks around a cell are none of it, but a text in quotes is
 * as it stands there.
 */
final class MenuFile {

    /** Lines one file may have besides its first: as many as a list as CSV has at most. */
    static final int MAX_LINES = Page.MOST;

    static final int MAX_BYTES = 5 * 1024 * 1024;

    private static final int MAX_COLUMNS = 200;
    private static final String SEPARATORS = ",;\t";
    /** Columns of texts, that may begin or end with a blank; so may metadata. */
    private static final Set<String> TEXTS =
            Set.of("item_id", "name", "category", "variant_of", "merged_into", "shared_item_id");

    private static final String BOM = "\uFEFF";

    private MenuFile() {}

    /**
     * A line that is not blank.
     *
     * @param number where it begins in the file, from 1
     * @param cells by column, those that are not blank
     * @param errors what is wrong with it as a line
     */
    record Line(int number, Map<String, String> cells, List<FieldError> errors) {}

    /**
     * The lines of a file.
     *
     * @throws Problem.ProblemException 400, 413 or 422 when it is no such file
     */
    static List<Line> read(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new Problem.ProblemException(new Problem(
                    "Body too large",
                    413,
                    "the file has " + bytes.length + " bytes, the limit is " + MAX_BYTES + " (5 MiB)",
                    List.of()));
        }
        String text = text(bytes);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator(text))
                .setIgnoreSurroundingSpaces(true)
                .setIgnoreEmptyLines(false)
                .get();
        long line = 0;
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            List<String> columns = List.of();
            List<Line> lines = new ArrayList<>();
            for (CSVRecord record : parser) {
                boolean blank = record.stream().allMatch(String::isBlank);
                if (!blank && columns.isEmpty()) {
                    columns = columns(record);
                } else if (!blank) {
                    lines.add(line((int) line + 1, record, columns));
                }
                if (lines.size() > MAX_LINES) {
                    throw Problem.badRequest("the file has more than " + MAX_LINES + " lines: send it in parts");
                }
                line = parser.getCurrentLineNumber();
            }
            if (lines.isEmpty()) {
                throw Problem.badRequest(
                        "the file has no lines: send one that names the columns, and one or more below");
            }
            return lines;
        } catch (UncheckedIOException | IOException e) {
            throw Problem.badRequest("the file is not CSV after line " + line
                    + ": a text in quotes must end with a quote and a separator, and a quote in it is written twice");
        }
    }

    /** Whether a file of these columns, rows and bytes is not too large to be read back. */
    static boolean takes(int columns, int rows, int bytes) {
        return columns <= MAX_COLUMNS && rows <= MAX_LINES && bytes <= MAX_BYTES;
    }

    private static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith(BOM) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw Problem.badRequest("the file is not UTF-8: save it as \"CSV UTF-8\"");
        }
    }

    private static char separator(String text) {
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        char most = ',';
        for (int at = 0; at < SEPARATORS.length(); at++) {
            char separator = SEPARATORS.charAt(at);
            long more = known(first, separator) - known(first, most);
            if (more > 0 || (more == 0 && count(first, separator) > count(first, most))) {
                most = separator;
            }
        }
        return most;
    }

    /** Columns that there are: the key of one of metadata may have any number of separators in it. */
    private static long known(String text, char separator) {
        return Pattern.compile(Character.toString(separator), Pattern.LITERAL)
                .splitAsStream(text)
                .map(cell -> column(cell.replace("\"", "")))
                .filter(MenuCsv.COLUMNS::contains)
                .count();
    }

    private static String column(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    private static long count(String text, char of) {
        return text.chars().filter(c -> c == of).count();
    }

    private static List<String> columns(CSVRecord record) {
        List<String> columns = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String cell : record) {
            String name = Csv.unsafe(cell);
            boolean metadata = name.toLowerCase(Locale.ROOT).startsWith(MenuCsv.METADATA)
                    && name.length() > MenuCsv.METADATA.length();
            String column = metadata ? MenuCsv.METADATA + name.substring(MenuCsv.METADATA.length()) : column(name);
            columns.add(column);
            if (!metadata && !MenuCsv.COLUMNS.contains(column)) {
                errors.add(new FieldError(
                        name.isBlank() ? "column " + columns.size() : name,
                        "is no column; there are " + String.join(", ", MenuCsv.COLUMNS) + " and " + MenuCsv.METADATA
                                + "<key>"));
            } else if (!seen.add(column)) {
                errors.add(new FieldError(column, "is a column twice"));
            }
        }
        if (!columns.contains("item_id")) {
            errors.add(new FieldError("item_id", "is a column that must be there"));
        }
        if (columns.size() > MAX_COLUMNS) {
            errors.add(0, new FieldError("line 1", "has " + columns.size() + " columns, the limit is " + MAX_COLUMNS));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors.subList(0, Math.min(errors.size(), 50)));
        }
        return columns;
    }

    private static Line line(int number, CSVRecord record, List<String> columns) {
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < Math.min(columns.size(), record.size()); i++) {
            String column = columns.get(i);
            boolean exact = TEXTS.contains(column) || column.startsWith(MenuCsv.METADATA);
            String cell =
                    exact ? Csv.unsafe(record.get(i)) : Csv.unsafe(record.get(i).strip());
            if (!cell.isBlank()) {
                cells.put(column, cell);
            }
        }
        List<FieldError> errors = new ArrayList<>();
        if (record.size() != columns.size()) {
            errors.add(new FieldError(
                    "line",
                    "has " + record.size() + " cells where line 1 has " + columns.size()
                            + ": a cell with a separator in it stands in quotes"));
        }
        return new Line(number, cells, errors);
    }
}
