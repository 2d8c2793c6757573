package io.menuflow.connectors.replay;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of a text, numbered from 1, none longer than a limit; lines can be put back. */
final class LineSource {

    /** Far above any line of a till, far below what a heap minds. */
    static final int LONGEST = 256 * 1024;

    private final Reader reader;
    private final char[] buffer = new char[32 * 1024];
    private final Deque<Line> putBack = new ArrayDeque<>();
    private int position;
    private int limit;
    private long number;
    private boolean afterCarriageReturn;

    LineSource(Reader reader) {
        this.reader = reader;
    }

    /**
     * A line without its end.
     *
     * @param tooLong whether {@code text} is only the beginning
     */
    record Line(long number, String text, boolean tooLong) {}

    /** The next line, or null at the end. */
    @Nullable Line next() throws IOException {
        Line back = putBack.pollFirst();
        if (back != null) {
            return back;
        }
        StringBuilder collected = null;
        while (fill()) {
            int start = position;
            while (position < limit && buffer[position] != '\n' && buffer[position] != '\r') {
                position++;
            }
            if (position < limit) {
                return ended(collected, start);
            }
            collected = append(collected, start);
        }
        return collected == null ? null : line(collected.toString());
    }

    /** Puts {@code lines} back, so that the first of them comes next. */
    void putBack(List<Line> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            putBack.addFirst(lines.get(i));
        }
    }

    private Line ended(@Nullable StringBuilder collected, int start) {
        String text = collected == null
                ? new String(buffer, start, position - start)
                : append(collected, start).toString();
        afterCarriageReturn = buffer[position] == '\r';
        position++;
        return line(text);
    }

    private Line line(String text) {
        number++;
        boolean tooLong = text.length() > LONGEST;
        return new Line(number, tooLong ? text.substring(0, LONGEST) : text, tooLong);
    }

    /** Keeps one character more than the limit, which says that there was more. */
    private StringBuilder append(@Nullable StringBuilder collected, int start) {
        StringBuilder to = collected == null ? new StringBuilder() : collected;
        return to.append(buffer, start, Math.min(position - start, LONGEST + 1 - to.length()));
    }

    /** Makes sure that a character is in the buffer, past the second half of a CR LF. */
    private boolean fill() throws IOException {
        while (true) {
            if (position == limit) {
                limit = Math.max(0, reader.read(buffer, 0, buffer.length));
                position = 0;
                if (limit == 0) {
                    return false;
                }
            }
            if (!afterCarriageReturn) {
                return true;
            }
            afterCarriageReturn = false;
            if (buffer[position] != '\n') {
                return true;
            }
            position++;
        }
    }
}
