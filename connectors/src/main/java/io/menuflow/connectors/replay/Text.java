package io.menuflow.connectors.replay;

import io.menuflow.models.check.Ids;

/** Small things about the text of a cell. */
final class Text {

    /** Bytes that the node takes for a name. */
    static final int MAX_NAME_BYTES = 512;

    private static final int EXCERPT = 60;

    private Text() {}

    /** Without the space around it, of which spreadsheets know more kinds than {@link String#strip()}. */
    static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (from < to && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Whether the node takes it for the name of a restaurant or an item. */
    static boolean isName(String text) {
        return !text.isBlank() && Ids.isText(text, MAX_NAME_BYTES);
    }

    /** The text's beginning on one line, for a message. */
    static String excerpt(String text) {
        String start = text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
        StringBuilder shown = new StringBuilder(start.length());
        start.chars().forEach(c -> shown.append(Character.isISOControl(c) ? ' ' : (char) c));
        return shown.toString();
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || c == '\u200B' || c == '\uFEFF' || Character.isSpaceChar(c) || Character.isWhitespace(c);
    }
}
