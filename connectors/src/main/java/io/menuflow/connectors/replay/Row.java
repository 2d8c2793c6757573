package io.menuflow.connectors.replay;

import java.util.List;

/** One record of a CSV file, or why it is none; {@code line} is where it begins, the first line being 1. */
sealed interface Row {

    long line();

    /** A record with the number of cells it should have. */
    record Cells(long line, List<String> values) implements Row {}

    /** A line with nothing on it. */
    record Blank(long line) implements Row {}

    /**
     * A line that cannot be cut into cells.
     *
     * @param reason one of few texts, to count by
     * @param detail what was found
     */
    record Broken(long line, String reason, String detail) implements Row {}
}
