package io.menuflow.serving.cli;

import io.menuflow.serving.dlq.LetterView;
import java.io.PrintWriter;
import java.util.List;

/** Columns of text, the last as long as it is. Prints nothing that a terminal would act on. */
final class TextTable {

    private static final int WIDEST = 40;

    private TextTable() {}

    /** Prints rows of equally many cells. */
    static void print(PrintWriter out, List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], Math.min(WIDEST, row.get(i).length()));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String cell = LetterView.printable(row.get(i));
                boolean last = i == columns - 1;
                String shown = !last && cell.length() > WIDEST ? cell.substring(0, WIDEST - 1) + "…" : cell;
                line.append(shown).append(last ? "" : " ".repeat(widths[i] - shown.length() + 2));
            }
            out.println(line);
        }
    }
}
