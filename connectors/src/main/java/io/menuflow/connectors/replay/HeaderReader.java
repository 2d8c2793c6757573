package io.menuflow.connectors.replay;

import java.io.IOException;
import java.util.List;

/** Reads the first row of a file. */
final class HeaderReader {

    private HeaderReader() {}

    /**
     * The file's header: empty when the layout has none, which leaves the first row to be read.
     *
     * @throws ReplayException when there is no row, or the first is no row of cells
     */
    static Header read(CsvRows rows, CsvLayout layout, String file) throws IOException {
        if (!layout.header()) {
            return new Header(List.of());
        }
        Row row = rows.next();
        while (row instanceof Row.Blank) {
            row = rows.next();
        }
        if (row == null) {
            throw new ReplayException(file + " is empty");
        }
        if (row instanceof Row.Broken broken) {
            throw new ReplayException(
                    file + " line " + row.line() + ", the header: " + broken.reason() + ": " + broken.detail());
        }
        return new Header(((Row.Cells) row).values().stream().map(Text::trim).toList());
    }
}
