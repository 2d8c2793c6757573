package io.menuflow.connectors.replay;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file, one at a time, in bounded memory.
 *
 * <p>A broken line costs itself and nothing after it. That is why lines are cut here and Commons CSV sees one record at
 * a time: given the whole file it would take everything after an unclosed quote for one cell, or stop. A quoted cell may
 * span lines, but only so many; when it does not end, or ends in a row of the wrong width, the line that opened it is
 * broken and reading goes on with the next.
 */
final class CsvRows {

    static final String TOO_LONG = "line too long";
    static final String UNCLOSED = "quote not closed";
    static final String MALFORMED = "text after a closing quote";
    static final String WIDTH = "wrong number of columns";
    static final String CHARSET = "not in the charset of the file";

    private static final int MOST_LINES = 100;
    private static final char REPLACEMENT = '\uFFFD';

    private final LineSource lines;
    private final CsvLayout layout;
    private final CSVFormat strict;
    private final CSVFormat lenient;
    private int fewest;
    private int most = Integer.MAX_VALUE;

    CsvRows(Reader reader, CsvLayout layout) {
        this.lines = new LineSource(reader);
        this.layout = layout;
        this.strict = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(layout.delimiter())
                .setQuote(layout.quote())
                .setIgnoreEmptyLines(false)
                .setIgnoreSurroundingSpaces(layout.trim())
                .get();
        this.lenient = strict.builder().setLenientEof(true).get();
    }

    /** From now on a row has at least {@code fewest} and at most {@code most} columns. */
    void width(int fewest, int most) {
        this.fewest = fewest;
        this.most = most;
    }

    /** The next row, or null at the end. */
    @Nullable Row next() throws IOException {
        LineSource.Line line = lines.next();
        if (line == null) {
            return null;
        }
        if (line.tooLong()) {
            return broken(line, TOO_LONG, "more than " + LineSource.LONGEST + " characters");
        }
        if (Text.trim(line.text()).isEmpty()) {
            return new Row.Blank(line.number());
        }
        if (line.text().indexOf(REPLACEMENT) >= 0) {
            return broken(line, CHARSET, layout.charset() + ": " + Text.excerpt(line.text()));
        }
        Character quote = layout.quote();
        if (quote == null || line.text().indexOf(quote) < 0) {
            return sized(line, split(line.text()));
        }
        return quoted(line, quote);
    }

    private Row quoted(LineSource.Line first, char quote) throws IOException {
        StringBuilder text = new StringBuilder(first.text());
        List<LineSource.Line> taken = new ArrayList<>();
        while (true) {
            List<String> cells = parse(text.toString(), strict);
            if (cells != null && (taken.isEmpty() || fits(cells))) {
                return sized(first, cells);
            }
            // Readable only when the end of the text may stand for the missing quote: the quote is still open.
            boolean open = cells == null && parse(text.toString(), lenient) != null;
            if (!open || !extend(text, taken, quote)) {
                lines.putBack(taken);
                return broken(first, open || cells != null ? UNCLOSED : MALFORMED, Text.excerpt(first.text()));
            }
        }
    }

    /** Adds lines up to and with the next that has a quote; false when there is none near enough. */
    private boolean extend(StringBuilder text, List<LineSource.Line> taken, char quote) throws IOException {
        while (taken.size() < MOST_LINES) {
            LineSource.Line next = lines.next();
            if (next == null) {
                return false;
            }
            taken.add(next);
            if (next.tooLong() || text.length() + next.text().length() > LineSource.LONGEST) {
                return false;
            }
            text.append('\n').append(next.text());
            if (next.text().indexOf(quote) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable List<String> parse(String text, CSVFormat format) {
        try (CSVParser parser = CSVParser.parse(text, format)) {
            return parser.iterator().next().toList();
        } catch (IOException | UncheckedIOException e) {
            return null;
        }
    }

    /** A line without quotes, which is most, needs no parser. */
    private List<String> split(String text) {
        List<String> cells = new ArrayList<>();
        int from = 0;
        for (int to = text.indexOf(layout.delimiter()); to >= 0; to = text.indexOf(layout.delimiter(), from)) {
            cells.add(text.substring(from, to));
            from = to + 1;
        }
        cells.add(text.substring(from));
        return cells;
    }

    /** Blank cells past the last column are a delimiter too many at the end of the line, and say nothing. */
    private boolean fits(List<String> cells) {
        return cells.size() >= fewest
                && (cells.size() <= most
                        || cells.stream().skip(most).allMatch(cell -> Text.trim(cell)
                                .isEmpty()));
    }

    private Row sized(LineSource.Line line, List<String> cells) {
        if (fits(cells)) {
            return new Row.Cells(line.number(), cells);
        }
        return broken(line, WIDTH, cells.size() + " where there should be " + fewest);
    }

    private static Row broken(LineSource.Line line, String reason, String detail) {
        return new Row.Broken(line.number(), reason, detail);
    }
}
