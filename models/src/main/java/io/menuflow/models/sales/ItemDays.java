package io.menuflow.models.sales;

import io.menuflow.models.calendar.DayRange;
import java.util.Arrays;

/**
 * What one item sold on each business day of a span, by order type and daypart: the cells of its month rows, unpacked into
 * columns, ascending by day. Days without sales have no cell.
 */
public final class ItemDays {

    /** No sales. */
    public static final ItemDays EMPTY = new Builder().build();

    private static final int NUMBERS = 6;

    private final int[] days;
    private final short[] slots;
    private final long[] numbers;

    private ItemDays(int[] days, short[] slots, long[] numbers) {
        this.days = days;
        this.slots = slots;
        this.numbers = numbers;
    }

    /** How many cells there are. */
    public int size() {
        return days.length;
    }

    /** The business day of a cell. */
    public int day(int cell) {
        return days[cell];
    }

    /** The slot of a cell, of order type and daypart. */
    public int slot(int cell) {
        return slots[cell];
    }

    /** What was sold in a cell. */
    public Tally tally(int cell) {
        int at = cell * NUMBERS;
        return new Tally(
                numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3], numbers[at + 4], numbers[at + 5]);
    }

    /** The {@link Tally#units} of a cell. */
    public long units(int cell) {
        return numbers[cell * NUMBERS];
    }

    /** The {@link Tally#costedUnits} of a cell. */
    public long costedUnits(int cell) {
        return numbers[cell * NUMBERS + 1];
    }

    /** The {@link Tally#revenue} of a cell. */
    public long revenue(int cell) {
        return numbers[cell * NUMBERS + 2];
    }

    /** The {@link Tally#orders} of a cell. */
    public long orders(int cell) {
        return numbers[cell * NUMBERS + 3];
    }

    /** The {@link Tally#attached} of a cell. */
    public long attached(int cell) {
        return numbers[cell * NUMBERS + 4];
    }

    /** The {@link Tally#squares} of a cell. */
    public long squares(int cell) {
        return numbers[cell * NUMBERS + 5];
    }

    /** What was sold in the cells from {@code from} to before {@code to}; throws ArithmeticException on overflow. */
    public Tally sum(int from, int to) {
        long units = 0;
        long costedUnits = 0;
        long revenue = 0;
        long orders = 0;
        long attached = 0;
        long squares = 0;
        for (int at = from * NUMBERS; at < to * NUMBERS; at += NUMBERS) {
            units = Math.addExact(units, numbers[at]);
            costedUnits = Math.addExact(costedUnits, numbers[at + 1]);
            revenue = Math.addExact(revenue, numbers[at + 2]);
            orders = Math.addExact(orders, numbers[at + 3]);
            attached = Math.addExact(attached, numbers[at + 4]);
            squares += numbers[at + 5]; // wraps around, as in Tally
        }
        return new Tally(units, costedUnits, revenue, orders, attached, squares);
    }

    /** The first cell on or after a business day; {@link #size()} when there is none. */
    public int from(int day) {
        int low = 0;
        int high = days.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (days[middle] < day) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The same without the days outside {@code window}. */
    public ItemDays within(DayRange window) {
        int from = from(window.first());
        int to = from(window.last() + 1);
        return from == 0 && to == days.length
                ? this
                : new ItemDays(
                        Arrays.copyOfRange(days, from, to),
                        Arrays.copyOfRange(slots, from, to),
                        Arrays.copyOfRange(numbers, from * NUMBERS, to * NUMBERS));
    }

    /** Takes cells, ascending by day. */
    public static final class Builder {

        private int[] days = new int[32];
        private short[] slots = new short[32];
        private long[] numbers = new long[32 * NUMBERS];
        private int size;

        /** Adds a cell; throws IllegalArgumentException when its day is before the last one's. */
        public Builder add(int day, int slot, Tally tally) {
            if (size > 0 && day < days[size - 1]) {
                throw new IllegalArgumentException("cells of day " + day + " after those of day " + days[size - 1]);
            }
            if (size == days.length) {
                days = Arrays.copyOf(days, size * 2);
                slots = Arrays.copyOf(slots, size * 2);
                numbers = Arrays.copyOf(numbers, size * 2 * NUMBERS);
            }
            days[size] = day;
            slots[size] = (short) slot;
            int at = size * NUMBERS;
            numbers[at] = tally.units();
            numbers[at + 1] = tally.costedUnits();
            numbers[at + 2] = tally.revenue();
            numbers[at + 3] = tally.orders();
            numbers[at + 4] = tally.attached();
            numbers[at + 5] = tally.squares();
            size++;
            return this;
        }

        /** What was added. */
        public ItemDays build() {
            return new ItemDays(
                    Arrays.copyOf(days, size), Arrays.copyOf(slots, size), Arrays.copyOf(numbers, size * NUMBERS));
        }
    }
}
