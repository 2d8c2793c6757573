package io.menuflow.models.sales;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The sales of one thing in one calendar month: a tally per business day and slot (order type with daypart, or order
 * type with hour), ascending. Immutable; cells that sum to nothing are left out, so equal sales are equal bytes.
 */
public final class MonthRow {

    /** No sales. */
    public static final MonthRow EMPTY = new MonthRow(new int[0], new Tally[0]);

    /** What a cell may sum to either way; four weeks of cells, each as full, still add up and can be packed. */
    static final long MAX_CELL = 1L << 49;

    private static final int VERSION = 1;
    private static final int SLOT_BITS = 8;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;

    private final int[] cells;
    private final Tally[] tallies;

    private MonthRow(int[] cells, Tally[] tallies) {
        this.cells = cells;
        this.tallies = tallies;
    }

    /** Takes one cell: the day of the month, 1..31, the slot, 0..255, and its tally. */
    @FunctionalInterface
    public interface CellVisitor {
        void cell(int dayOfMonth, int slot, Tally tally);
    }

    /** The row with {@code delta} added to a cell; throws ArithmeticException when that sums to over 2^49. */
    public MonthRow plus(int dayOfMonth, int slot, Tally delta) {
        int cell = (dayOfMonth << SLOT_BITS) | slot;
        int at = Arrays.binarySearch(cells, cell);
        if (at < 0) {
            return delta.isZero() ? this : inserted(-at - 1, cell, bounded(delta));
        }
        Tally sum = bounded(tallies[at].plus(delta));
        if (sum.isZero()) {
            return removed(at);
        }
        Tally[] changed = tallies.clone();
        changed[at] = sum;
        return new MonthRow(cells, changed);
    }

    /** Whether nothing is left. */
    public boolean isEmpty() {
        return cells.length == 0;
    }

    /** Visits every cell, ascending by day, then slot. */
    public void forEach(CellVisitor visitor) {
        for (int i = 0; i < cells.length; i++) {
            visitor.cell(cells[i] >> SLOT_BITS, cells[i] & SLOT_MASK, tallies[i]);
        }
    }

    /** The first day of the month from {@code from} on with an order, or 0. */
    public int firstSoldDay(int from) {
        for (int i = 0; i < cells.length; i++) {
            if (tallies[i].orders() > 0 && cells[i] >> SLOT_BITS >= from) {
                return cells[i] >> SLOT_BITS;
            }
        }
        return 0;
    }

    /** The last day of the month with an order, or 0. */
    public int lastSoldDay() {
        for (int i = cells.length - 1; i >= 0; i--) {
            if (tallies[i].orders() > 0) {
                return cells[i] >> SLOT_BITS;
            }
        }
        return 0;
    }

    /** The packed row, or null when it is empty: an empty row is deleted, not stored. */
    public byte @Nullable [] toBytes() {
        if (isEmpty()) {
            return null;
        }
        Packed.Writer out = new Packed.Writer().raw(VERSION);
        int previous = 0;
        for (int i = 0; i < cells.length; i++) {
            out.number(cells[i] - previous).tally(tallies[i]);
            previous = cells[i];
        }
        return out.toBytes();
    }

    /** The row in {@code bytes}; null is the empty row. */
    public static MonthRow of(byte @Nullable [] bytes) {
        if (bytes == null) {
            return EMPTY;
        }
        Packed.Reader in = new Packed.Reader(bytes);
        if (in.raw() != VERSION) {
            throw new IllegalArgumentException("a month row of an unknown version: " + bytes[0]);
        }
        int[] cells = new int[bytes.length / 5 + 1];
        Tally[] tallies = new Tally[cells.length];
        int size = 0;
        int cell = 0;
        while (in.hasMore()) {
            cell += (int) in.number();
            cells[size] = cell;
            tallies[size++] = in.tally();
        }
        return new MonthRow(Arrays.copyOf(cells, size), Arrays.copyOf(tallies, size));
    }

    private static Tally bounded(Tally sum) {
        if (!sum.isWithin(MAX_CELL)) {
            throw new ArithmeticException("a day's sum of " + sum + " is more than can be added up");
        }
        return sum;
    }

    private MonthRow inserted(int at, int cell, Tally tally) {
        int[] moreCells = new int[cells.length + 1];
        Tally[] moreTallies = new Tally[cells.length + 1];
        System.arraycopy(cells, 0, moreCells, 0, at);
        System.arraycopy(tallies, 0, moreTallies, 0, at);
        System.arraycopy(cells, at, moreCells, at + 1, cells.length - at);
        System.arraycopy(tallies, at, moreTallies, at + 1, cells.length - at);
        moreCells[at] = cell;
        moreTallies[at] = tally;
        return new MonthRow(moreCells, moreTallies);
    }

    private MonthRow removed(int at) {
        int[] fewerCells = new int[cells.length - 1];
        Tally[] fewerTallies = new Tally[cells.length - 1];
        System.arraycopy(cells, 0, fewerCells, 0, at);
        System.arraycopy(tallies, 0, fewerTallies, 0, at);
        System.arraycopy(cells, at + 1, fewerCells, at, fewerCells.length - at);
        System.arraycopy(tallies, at + 1, fewerTallies, at, fewerCells.length - at);
        return new MonthRow(fewerCells, fewerTallies);
    }
}
