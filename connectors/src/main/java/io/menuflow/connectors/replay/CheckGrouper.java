package io.menuflow.connectors.replay;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Brings the lines of each check together, however they are scattered over the file, and the checks into the order of
 * time. Lines are sorted by check, and checks by time; both sorts go to disk when memory is short.
 */
final class CheckGrouper implements Closeable {

    /** No till writes so long a check: the transaction id is not one. */
    static final int MOST_LINES = 10_000;

    private final SpillingSorter<SaleLine> lines;
    private final SpillingSorter<LineGroup> groups;

    CheckGrouper(SortLimits limits) {
        this.lines = new SpillingSorter<>(
                Comparator.comparing(SaleLine::transactionId).thenComparingLong(SaleLine::number),
                new SaleLineCodec(),
                limits);
        this.groups = new SpillingSorter<>(LineGroup.BY_TIME, LineGroup.CODEC, limits);
    }

    /** Told of every check before the first comes out, in no useful order. */
    interface Observer {

        void grouped(LineGroup group);

        /** A check of more than {@link #MOST_LINES} lines, which does not come out. */
        void tooLong(SaleLine first, long lineCount);
    }

    void add(SaleLine line) throws IOException {
        lines.add(line);
    }

    /** The checks in the order of time; asked for once, after the last line. */
    SpillingSorter.Sorted<LineGroup> checks(Observer observer) throws IOException {
        SpillingSorter.Sorted<SaleLine> sorted = lines.sorted();
        SaleLine line = sorted.next();
        while (line != null) {
            SaleLine first = line;
            List<SaleLine> together = new ArrayList<>();
            long count = 0;
            while (line != null && line.transactionId().equals(first.transactionId())) {
                if (count < MOST_LINES) {
                    together.add(line);
                }
                count++;
                line = sorted.next();
            }
            if (count > MOST_LINES) {
                observer.tooLong(first, count);
            } else {
                LineGroup group = LineGroup.of(together);
                observer.grouped(group);
                groups.add(group);
            }
        }
        lines.close();
        return groups.sorted();
    }

    /** How often memory ran full. */
    int spills() {
        return lines.spills() + groups.spills();
    }

    @Override
    public void close() throws IOException {
        // Both are closed even when closing one fails.
        try (lines;
                groups) {
            return;
        }
    }
}
