package io.menuflow.models.sales;

import io.menuflow.models.calendar.DayRange;
import java.util.Arrays;

/**
 * What one item sold on each business day of a span, by order type and daypart: the cells of its month rows, unpacked into
 * columns, ascending by day. Days without sales have no cell. Kept as running sums, so that what any days come to costs
 * two look-ups, however many they are.
 */
public final class ItemDays {

    /** No sales. */
    public static final ItemDays EMPTY = new Builder().build();

    private static final int UNITS = 0;
    private static final int COSTED_UNITS = 1;
    private static final int REVENUE = 2;
    private static final int ORDERS = 3;
    private static final int ATTACHED = 4;
    private static final int SQUARES = 5;
    private static final int NUMBERS = 6;

    /** The days that have cells, and where the cells of each begin; after the last, their number. */
    private final int[] days;

    private final int[] starts;
    private final short[] slots;
    /** By number of the tally: before each cell, and after the last, the sum of all cells before. */
    private final long[][] sums;

    private ItemDays(int[] days, int[] starts, short[] slots, long[][] sums) {
        this.days = days;
        this.starts = starts;
        this.slots = slots;
        this.sums = sums;
    }

    /** How many cells there are. */
    public int size() {
        return slots.length;
    }

    /** The business day of a cell. */
    public int day(int cell) {
        return days[atOrAfter(starts, 0, days.length, cell + 1) - 1];
    }

    /** The slot of a cell, of order type and daypart. */
    public int slot(int cell) {
        return slots[cell];
    }

    /** What was sold in a cell. */
    public Tally tally(int cell) {
        return sum(cell, cell + 1);
    }

    /** The {@link Tally#units} of a cell. */
    public long units(int cell) {
        return sum(UNITS, cell, cell + 1);
    }

    /** The {@link Tally#orders} of a cell. */
    public long orders(int cell) {
        return sum(ORDERS, cell, cell + 1);
    }

    /** The {@link Tally#costedUnits} of the cells from {@code from} to before {@code to}. */
    public long costedUnits(int from, int to) {
        return sum(COSTED_UNITS, from, to);
    }

    /** What was sold in the cells from {@code from} to before {@code to}. */
    public Tally sum(int from, int to) {
        return new Tally(
                sum(UNITS, from, to),
                sum(COSTED_UNITS, from, to),
                sum(REVENUE, from, to),
                sum(ORDERS, from, to),
                sum(ATTACHED, from, to),
                sum(SQUARES, from, to));
    }

    private long sum(int number, int from, int to) {
        return sums[number][to] - sums[number][from];
    }

    /** The {@link Tally#units} of each of {@code count} business days, from {@code first} on. */
    public long[] unitsByDay(int first, int count) {
        long[] units = new long[count];
        int at = onOrAfter(first);
        long before = sums[UNITS][starts[at]];
        for (; at < days.length && days[at] < first + count; at++) {
            long sum = sums[UNITS][starts[at + 1]];
            units[days[at] - first] = sum - before;
            before = sum;
        }
        return units;
    }

    /** The first cell on or after a business day; {@link #size()} when there is none. */
    public int from(int day) {
        return starts[onOrAfter(day)];
    }

    /** Where the first day that is not before {@code day} is: no further from either end than the days between allow. */
    private int onOrAfter(int day) {
        int size = days.length;
        if (size == 0 || day <= days[0]) {
            return 0;
        }
        if (day > days[size - 1]) {
            return size;
        }
        return atOrAfter(days, Math.max(0, size - 1 - (days[size - 1] - day)), Math.min(size, day - days[0]), day);
    }

    /** The first of the ascending numbers from {@code low} to before {@code high} that is not below {@code value}. */
    private static int atOrAfter(int[] ascending, int from, int to, int value) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The same without the days outside {@code window}. */
    public ItemDays within(DayRange window) {
        int from = onOrAfter(window.first());
        int to = onOrAfter(window.last() + 1);
        if (from == 0 && to == days.length) {
            return this;
        }
        int[] within = Arrays.copyOfRange(starts, from, to + 1);
        for (int i = 0; i < within.length; i++) {
            within[i] -= starts[from];
        }
        long[][] sumsWithin = new long[NUMBERS][];
        for (int number = 0; number < NUMBERS; number++) {
            sumsWithin[number] = Arrays.copyOfRange(sums[number], starts[from], starts[to] + 1);
        }
        return new ItemDays(
                Arrays.copyOfRange(days, from, to),
                within,
                Arrays.copyOfRange(slots, starts[from], starts[to]),
                sumsWithin);
    }

    /** Takes cells, ascending by day. */
    public static final class Builder {

        private int[] days = new int[32];
        private int[] starts = new int[33];
        private int dayCount;
        private short[] slots = new short[64];
        private final long[][] sums = new long[NUMBERS][65];
        private int size;

        /**
         * Adds a cell; throws IllegalArgumentException when its day is before the last one's, and ArithmeticException when
         * all of them do not add up, but for the squares, which then wrap around as a {@link Tally}'s do.
         */
        public Builder add(int day, int slot, Tally tally) {
            if (dayCount == 0 || day != days[dayCount - 1]) {
                begin(day);
            }
            if (size == slots.length) {
                slots = Arrays.copyOf(slots, size * 2);
                for (int number = 0; number < NUMBERS; number++) {
                    sums[number] = Arrays.copyOf(sums[number], size * 2 + 1);
                }
            }
            slots[size] = (short) slot;
            sums[UNITS][size + 1] = Math.addExact(sums[UNITS][size], tally.units());
            sums[COSTED_UNITS][size + 1] = Math.addExact(sums[COSTED_UNITS][size], tally.costedUnits());
            sums[REVENUE][size + 1] = Math.addExact(sums[REVENUE][size], tally.revenue());
            sums[ORDERS][size + 1] = Math.addExact(sums[ORDERS][size], tally.orders());
            sums[ATTACHED][size + 1] = Math.addExact(sums[ATTACHED][size], tally.attached());
            sums[SQUARES][size + 1] = sums[SQUARES][size] + tally.squares();
            size++;
            starts[dayCount] = size;
            return this;
        }

        private void begin(int day) {
            if (dayCount > 0 && day < days[dayCount - 1]) {
                throw new IllegalArgumentException("cells of day " + day + " after those of day " + days[dayCount - 1]);
            }
            if (dayCount == days.length) {
                days = Arrays.copyOf(days, dayCount * 2);
                starts = Arrays.copyOf(starts, dayCount * 2 + 1);
            }
            days[dayCount++] = day;
        }

        /** What was added. */
        public ItemDays build() {
            long[][] built = new long[NUMBERS][];
            for (int number = 0; number < NUMBERS; number++) {
                built[number] = Arrays.copyOf(sums[number], size + 1);
            }
            return new ItemDays(
                    Arrays.copyOf(days, dayCount),
                    Arrays.copyOf(starts, dayCount + 1),
                    Arrays.copyOf(slots, size),
                    built);
        }
    }
}
