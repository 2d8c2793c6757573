package io.menuflow.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void shouldCutLines_whateverEndsThem(String end) throws IOException {
        assertThat(rows("a,b" + end + end + "c,d" + end))
                .containsExactly(cells(1, "a", "b"), new Row.Blank(2), cells(3, "c", "d"));
        assertThat(rows("a,b" + end + "c,d")).containsExactly(cells(1, "a", "b"), cells(2, "c", "d"));
    }

    @Test
    void shouldFollowTheQuotes_whenCellsHaveDelimitersQuotesOrLines() throws IOException {
        assertThat(rows("1,\"Fish, chips\"\n2,\"12\"\" pizza\"\n3,\"two\nlines\"\n4,5\" stick\n"))
                .containsExactly(
                        cells(1, "1", "Fish, chips"),
                        cells(2, "2", "12\" pizza"),
                        cells(3, "3", "two\nlines"),
                        cells(5, "4", "5\" stick"));
    }

    @Test
    void shouldLoseOnlyTheLine_whenAQuoteIsNotClosed() throws IOException {
        assertThat(rows("1,\"Fish\n2,Chips\n3,Peas\n"))
                .containsExactly(
                        new Row.Broken(1, CsvRows.UNCLOSED, "1,\"Fish"), cells(2, "2", "Chips"), cells(3, "3", "Peas"));
    }

    @Test
    void shouldLoseOnlyTheLine_whenALaterQuoteSeemsToCloseIt() throws IOException {
        assertThat(rows("1,\"Fish\n2,\"Chips\"\n3,Peas\n"))
                .extracting(Row::line, CsvRowsTest::kind)
                .containsExactly(tuple(1L, "Broken"), tuple(2L, "Cells"), tuple(3L, "Cells"));
        assertThat(rows("1,\"Fish\n2,stick 5\"\n3,\"Mushy, peas\"\n"))
                .as("closed at the end of line 2, in a row of the right width: that is what CSV says")
                .containsExactly(cells(1, "1", "Fish\n2,stick 5"), cells(3, "3", "Mushy, peas"));
        assertThat(rows("1,\"Fish\n2,5\",9\n3,Peas\n"))
                .as("closed in a row of the wrong width")
                .extracting(Row::line, CsvRowsTest::kind)
                .containsExactly(tuple(1L, "Broken"), tuple(2L, "Broken"), tuple(3L, "Cells"));
    }

    @Test
    void shouldLoseOnlyTheLine_whenTextFollowsAClosingQuote() throws IOException {
        assertThat(rows("1,\"Fish\" x\n2,Chips\n"))
                .containsExactly(new Row.Broken(1, CsvRows.MALFORMED, "1,\"Fish\" x"), cells(2, "2", "Chips"));
    }

    @Test
    void shouldNotReadOnForever_whenAQuoteIsOpenInALongFile() throws IOException {
        List<Row> rows = rows("1,\"Fish\n" + "2,Chips\n".repeat(50_000));

        assertThat(rows).hasSize(50_001);
        assertThat(rows.get(0)).isInstanceOf(Row.Broken.class);
        assertThat(rows.subList(1, rows.size())).allMatch(Row.Cells.class::isInstance);
    }

    @Test
    void shouldStayBounded_whenALineNeverEnds() throws IOException {
        List<Row> rows = rows("1," + "x".repeat(3_000_000) + "\n2,Chips\n");

        assertThat(rows)
                .containsExactly(
                        new Row.Broken(1, CsvRows.TOO_LONG, "more than 262144 characters"), cells(2, "2", "Chips"));
    }

    @Test
    void shouldSayWhatWidthIsWrong_whenCellsAreMissingOrTooMany() throws IOException {
        assertThat(rows("1\n1,2,3\n1,2,, \n"))
                .containsExactly(
                        new Row.Broken(1, CsvRows.WIDTH, "1 where there should be 2"),
                        new Row.Broken(2, CsvRows.WIDTH, "3 where there should be 2"),
                        cells(3, "1", "2", "", " "));
    }

    @Test
    void shouldRefuseTheLine_whenItsBytesAreOfAnotherCharset() throws IOException {
        String decoded = new String("1,Cafè\n2,Tea\n".getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);

        List<Row> rows = rows(decoded);

        assertThat(rows.get(0)).isInstanceOfSatisfying(Row.Broken.class, broken -> assertThat(broken.reason())
                .isEqualTo(CsvRows.CHARSET));
        assertThat(rows.get(1)).isEqualTo(cells(2, "2", "Tea"));
    }

    @Test
    void shouldTakeQuotesAsText_whenNothingQuotes() throws IOException {
        CsvLayout layout = new CsvLayout('\t', null, StandardCharsets.UTF_8, false, true);

        assertThat(rows("1\t\"Fish\n2\tChips\n", layout))
                .containsExactly(cells(1, "1", "\"Fish"), cells(2, "2", "Chips"));
    }

    private static List<Row> rows(String text) throws IOException {
        return rows(text, CsvLayout.DEFAULT);
    }

    private static List<Row> rows(String text, CsvLayout layout) throws IOException {
        CsvRows rows = new CsvRows(new StringReader(text), layout);
        rows.width(2, 2);
        List<Row> all = new ArrayList<>();
        for (Row row = rows.next(); row != null; row = rows.next()) {
            all.add(row);
        }
        return all;
    }

    private static Row cells(long line, String... values) {
        return new Row.Cells(line, List.of(values));
    }

    private static String kind(Row row) {
        return row.getClass().getSimpleName();
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }
}
