package io.menuflow.models.sales;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sales of one thing in one calendar month: a tally per business day and slot, ascending, and after those of a day the
 * list prices of that day, of which an item has some. Immutable; what sums to nothing is left out, so equal sales are
 * equal bytes. The packed bytes are the row: a cell is changed where it stands, the others are skipped, not decoded.
 */
public final class MonthRow {

    private static final byte VERSION = 4;

    /** Has no list prices, and else is the same. */
    private static final byte WITHOUT_PRICES = 3;

    /** No sales. */
    public static final MonthRow EMPTY = new MonthRow(new byte[] {VERSION});

    /** What a cell may sum to either way; four weeks of cells, each as full, still add up and can be packed. */
    static final long MAX_CELL = 1L << 49;

    private static final int SLOT_BITS = 9;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;
    /** The slot of no sales: a day's last cell is its list prices. */
    private static final int PRICES = SLOT_MASK;

    /** List prices that an item may be sold at on one day: a row must not grow without end. */
    static final int MAX_PRICES = 2_000;

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

    /** Takes one list price: the day of the month, the price in ten-thousandths, and the units sold at it. */
    @FunctionalInterface
    public interface PriceVisitor {
        void price(int dayOfMonth, long price, long units);
    }

    /** The row with {@code delta} added to a cell; throws ArithmeticException when that sums to over 2^49. */
    public MonthRow plus(int dayOfMonth, int slot, Tally delta) {
        return with((dayOfMonth << SLOT_BITS) | slot, new Addition() {
            private Tally sum = delta;

            @Override
            public void to(Packed.Reader there) {
                sum = there.tally().plus(delta);
            }

            @Override
            public boolean isNothing() {
                return sum.isZero();
            }

            @Override
            public void write(Packed.Writer out) {
                out.tally(bounded(sum));
            }
        });
    }

    /**
     * The row with units added to list prices of a day, ascending; throws ArithmeticException when that sums to over 2^49, or
     * there are over {@value #MAX_PRICES}.
     */
    public MonthRow plus(int dayOfMonth, List<AtPrice> prices) {
        if (prices.isEmpty()) {
            return this;
        }
        return with((dayOfMonth << SLOT_BITS) | PRICES, new Addition() {
            private List<AtPrice> sum = prices;

            @Override
            public void to(Packed.Reader there) {
                sum = AtPrice.plus(there.prices(), prices);
            }

            @Override
            public boolean isNothing() {
                return sum.isEmpty();
            }

            @Override
            public void write(Packed.Writer out) {
                out.prices(bounded(sum));
            }
        });
    }

    /** What is added to a cell. */
    private interface Addition {
        /** The cell exists and reads so. */
        void to(Packed.Reader there);

        boolean isNothing();

        void write(Packed.Writer out);
    }

    private MonthRow with(int cell, Addition addition) {
        Packed.Reader in = cells();
        int before = 0;
        int from = in.at();
        int next = next(in, before);
        while (next < cell) {
            skip(in, next);
            before = next;
            from = in.at();
            next = next(in, before);
        }
        if (next == cell) {
            addition.to(in);
            next = next(in, cell);
        }
        Packed.Writer out = new Packed.Writer(bytes.length + 48).raw(VERSION).raw(bytes, 1, from - 1);
        if (!addition.isNothing()) {
            addition.write(out.number(cell - before));
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
            skip(in, cell);
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
            if (isPrices(cell)) {
                in.skipPrices();
            } else {
                visitor.cell(cell >> SLOT_BITS, cell & SLOT_MASK, in.tally());
            }
        }
    }

    /** Visits the list prices of every day, ascending by day, then price. */
    public void forEachPrice(PriceVisitor visitor) {
        Packed.Reader in = cells();
        for (int cell = next(in, 0); cell != END; cell = next(in, cell)) {
            if (isPrices(cell)) {
                int day = cell >> SLOT_BITS;
                in.prices().forEach(at -> visitor.price(day, at.price(), at.units()));
            } else {
                in.skipTally();
            }
        }
    }

    /** The first day of the month from {@code from} on with an order, or 0. */
    public int firstSoldDay(int from) {
        int[] first = {0};
        forEach((day, slot, tally) -> {
            if (first[0] == 0 && tally.orders() > 0 && day >= from) {
                first[0] = day;
            }
        });
        return first[0];
    }

    /** The last day of the month with an order, or 0. */
    public int lastSoldDay() {
        int[] last = {0};
        forEach((day, slot, tally) -> {
            if (tally.orders() > 0) {
                last[0] = day;
            }
        });
        return last[0];
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
        if (bytes[0] != VERSION && bytes[0] != WITHOUT_PRICES) {
            throw new IllegalArgumentException("a month row of an unknown version: " + bytes[0]);
        }
        return new MonthRow(bytes);
    }

    /** After the last cell. */
    private static final int END = Integer.MAX_VALUE;

    private static int next(Packed.Reader in, int before) {
        return in.hasMore() ? before + (int) in.number() : END;
    }

    private static boolean isPrices(int cell) {
        return (cell & SLOT_MASK) == PRICES;
    }

    private static void skip(Packed.Reader in, int cell) {
        if (isPrices(cell)) {
            in.skipPrices();
        } else {
            in.skipTally();
        }
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

    private static List<AtPrice> bounded(List<AtPrice> prices) {
        if (prices.size() > MAX_PRICES) {
            throw new ArithmeticException("an item at " + prices.size() + " list prices on one day");
        }
        for (AtPrice at : prices) {
            if (Math.abs(at.units()) > MAX_CELL) {
                throw new ArithmeticException("a day's sum of " + at + " is more than can be added up");
            }
        }
        return prices;
    }
}
