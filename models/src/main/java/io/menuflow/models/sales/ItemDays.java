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

    private static final int COSTED_UNITS = 0;
    private static final int REVENUE = 1;
    private static final int ORDERS = 2;
    private static final int ATTACHED = 3;
    private static final int SQUARES = 4;
    private static final int OTHERS = 5;

    /** The days that have cells, and where the cells of each begin; after the last, their number. */
    private final int[] days;

    private final int[] starts;
    private final short[] slots;
    /** Before each cell, and after the last, the {@link Tally#units} of all cells before: these are read one by one. */
    private final long[] units;
    /** The same of the tally's other numbers, side by side: these are read where a window begins and ends. */
    private final long[] others;

    private ItemDays(int[] days, int[] starts, short[] slots, long[] units, long[] others) {
        this.days = days;
        this.starts = starts;
        this.slots = slots;
        this.units = units;
        this.others = others;
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
        return units[cell + 1] - units[cell];
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
                units[to] - units[from],
                sum(COSTED_UNITS, from, to),
                sum(REVENUE, from, to),
                sum(ORDERS, from, to),
                sum(ATTACHED, from, to),
                sum(SQUARES, from, to));
    }

    private long sum(int number, int from, int to) {
        return others[to * OTHERS + number] - others[from * OTHERS + number];
    }

    /** The {@link Tally#units} of each of {@code count} business days, from {@code first} on. */
    public long[] unitsByDay(int first, int count) {
        long[] byDay = new long[count];
        int at = onOrAfter(first);
        long before = units[starts[at]];
        for (; at < days.length && days[at] < first + count; at++) {
            long sum = units[starts[at + 1]];
            byDay[days[at] - first] = sum - before;
            before = sum;
        }
        return byDay;
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
        return new ItemDays(
                Arrays.copyOfRange(days, from, to),
                within,
                Arrays.copyOfRange(slots, starts[from], starts[to]),
                Arrays.copyOfRange(units, starts[from], starts[to] + 1),
                Arrays.copyOfRange(others, starts[from] * OTHERS, (starts[to] + 1) * OTHERS));
    }

    /** Takes cells, ascending by day. */
    public static final class Builder {

        private int[] days = new int[32];
        private int[] starts = new int[33];
        private int dayCount;
        private short[] slots = new short[64];
        private long[] units = new long[65];
        private long[] others = new long[65 * OTHERS];
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
                units = Arrays.copyOf(units, size * 2 + 1);
                others = Arrays.copyOf(others, (size * 2 + 1) * OTHERS);
            }
            slots[size] = (short) slot;
            units[size + 1] = Math.addExact(units[size], tally.units());
            add(COSTED_UNITS, tally.costedUnits());
            add(REVENUE, tally.revenue());
            add(ORDERS, tally.orders());
            add(ATTACHED, tally.attached());
            int before = size * OTHERS + SQUARES;
            others[before + OTHERS] = others[before] + tally.squares();
            size++;
            starts[dayCount] = size;
            return this;
        }

        private void add(int number, long value) {
            int before = size * OTHERS + number;
            others[before + OTHERS] = Math.addExact(others[before], value);
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
            return new ItemDays(
                    Arrays.copyOf(days, dayCount),
                    Arrays.copyOf(starts, dayCount + 1),
                    Arrays.copyOf(slots, size),
                    Arrays.copyOf(units, size + 1),
                    Arrays.copyOf(others, (size + 1) * OTHERS));
        }
    }
}
