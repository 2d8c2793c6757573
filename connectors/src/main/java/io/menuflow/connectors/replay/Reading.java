package io.menuflow.connectors.replay;

/** What became of a row. */
sealed interface Reading {

    /** It is a line of a check. */
    record Sale(SaleLine line) implements Reading {}

    /** A rule of the mapping leaves it out. */
    record Skipped(String rule) implements Reading {}

    /**
     * It cannot be understood.
     *
     * @param reason one of few texts, to count by
     * @param detail what was found
     */
    record Unreadable(String reason, String detail) implements Reading {}
}
