package io.menuflow.models.sales;

import org.jspecify.annotations.Nullable;

/**
 * The sales of one thing in one calendar month: a tally per business day and slot, ascending. Immutable; cells that sum
 * to nothing are left out, so equal sales are equal bytes. The packed bytes are the row: a cell is changed where it
 * stands, the others are skipped, not decoded.
 */
public final class MonthRow {

    private static final byte VERSION = 3;

    /** No sales. */
    public static final MonthRow EMPTY = new MonthRow(new byte[] {VERSION});

    /** What a cell may sum to either way; four weeks of cells, each as full, still add up and can be packed. */
    static final long MAX_CELL = 1L << 49;

    private static final int SLOT_BITS = 9;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;

    /** The version, then for each cell how far it is from the one before, and its tally. */
    private final byte[] bytes;

    private MonthRow(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes one cell: the day of the month, 1..31, the slot, and its tally. */
    @FunctionalInterface
    public interface CellVisitor {
        void cell(int dayOfMonth, int slot, Tally tally);
    }

    /** The row with {@code delta} added to a cell; throws ArithmeticException when that sums to over 2^49. */
    public MonthRow plus(int dayOfMonth, int slot, Tally delta) {
        int cell = (dayOfMonth << SLOT_BITS) | slot;
        Packed.Reader in = cells();
        int before = 0;
        int from = in.at();
        int next = next(in, before);
        while (next < cell) {
            in.skipTally();
            before = next;
            from = in.at();
            next = next(in, before);
        }
        Tally sum = delta;
        if (next == cell) {
            sum = in.tally().plus(delta);
            next = next(in, cell);
        }
        Packed.Writer out = new Packed.Writer(bytes.length + 48).raw(bytes, 0, from);
        if (!sum.isZero()) {
            out.number(cell - before).tally(bounded(sum));
            before = cell;
        }
        if (next != END) {
            out.number(next - before).raw(bytes, in.at(), bytes.length - in.at());
        }
        return new MonthRow(out.toBytes());
    }

    /** The row without the days of the month before {@code day}; itself when it has none. */
    public MonthRow from(int day) {
        Packed.Reader in = cells();
        int first = next(in, 0);
        int cell = first;
        while (cell >> SLOT_BITS < day) {
            in.skipTally();
            cell = next(in, cell);
        }
        if (cell == first) {
            return this;
        }
        return cell == END
                ? EMPTY
                : new MonthRow(new Packed.Writer(bytes.length)
                        .raw(VERSION)
                        .number(cell)
                        .raw(bytes, in.at(), bytes.length - in.at())
                        .toBytes());
    }

    /** Whether nothing is left. */
    public boolean isEmpty() {
        return bytes.length == 1;
    }

    /** Visits every cell, ascending by day, then slot. */
    public void forEach(CellVisitor visitor) {
        Packed.Reader in = cells();
        for (int cell = next(in, 0); cell != END; cell = next(in, cell)) {
            visitor.cell(cell >> SLOT_BITS, cell & SLOT_MASK, in.tally());
        }
    }

    /** The first day of the month from {@code from} on with an order, or 0. */
    public int firstSoldDay(int from) {
        Packed.Reader in = cells();
        for (int cell = next(in, 0); cell != END; cell = next(in, cell)) {
            if (in.tally().orders() > 0 && cell >> SLOT_BITS >= from) {
                return cell >> SLOT_BITS;
            }
        }
        return 0;
    }

    /** The last day of the month with an order, or 0. */
    public int lastSoldDay() {
        Packed.Reader in = cells();
        int last = 0;
        for (int cell = next(in, 0); cell != END; cell = next(in, cell)) {
            if (in.tally().orders() > 0) {
                last = cell >> SLOT_BITS;
            }
        }
        return last;
    }

    /** The packed row, or null when it is empty: an empty row is deleted, not stored. */
    public byte @Nullable [] toBytes() {
        return isEmpty() ? null : bytes.clone();
    }

    /** The row in {@code bytes}, which must not change any more; null is the empty row. */
    public static MonthRow of(byte @Nullable [] bytes) {
        if (bytes == null) {
            return EMPTY;
        }
        if (bytes[0] != VERSION) {
            throw new IllegalArgumentException("a month row of an unknown version: " + bytes[0]);
        }
        return new MonthRow(bytes);
    }

    /** After the last cell. */
    private static final int END = Integer.MAX_VALUE;

    private static int next(Packed.Reader in, int before) {
        return in.hasMore() ? before + (int) in.number() : END;
    }

    private Packed.Reader cells() {
        return new Packed.Reader(bytes, 1);
    }

    private static Tally bounded(Tally sum) {
        if (!sum.isWithin(MAX_CELL)) {
            throw new ArithmeticException("a day's sum of " + sum + " is more than can be added up");
        }
        return sum;
    }
}
