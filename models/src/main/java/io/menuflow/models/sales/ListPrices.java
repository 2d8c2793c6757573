package io.menuflow.models.sales;

import java.util.Arrays;

/**
 * At which list prices an item was sold on each business day of a span: units by day and price, ascending by day, then
 * price. The price is the one on the line, without modifiers and discounts. Days without sales have none.
 */
public final class ListPrices {

    /** No sales. */
    public static final ListPrices EMPTY = new Builder().build();

    private final int[] days;
    private final int[] starts;
    private final long[] prices;
    private final long[] units;

    private ListPrices(int[] days, int[] starts, long[] prices, long[] units) {
        this.days = days;
        this.starts = starts;
        this.prices = prices;
        this.units = units;
    }

    /** How many days there are. */
    public int size() {
        return days.length;
    }

    /** The business day at a place, 0 to {@link #size()}. */
    public int day(int at) {
        return days[at];
    }

    /** The first place whose day is not before {@code day}; {@link #size()} when there is none. */
    public int from(int day) {
        int at = Arrays.binarySearch(days, day);
        return at >= 0 ? at : -at - 1;
    }

    /** Takes a price in ten-thousandths and the units sold at it, net of those given back, in hundred-thousandths. */
    @FunctionalInterface
    public interface Visitor {
        void price(long price, long units);
    }

    /** Visits the prices of the day at a place, ascending. */
    public void forEach(int at, Visitor visitor) {
        for (int i = starts[at]; i < starts[at + 1]; i++) {
            visitor.price(prices[i], units[i]);
        }
    }

    /** The price most units were sold at on a business day, the lower of equals, in ten-thousandths; 0 when none was. */
    public long modal(int day) {
        int at = from(day);
        return at < days.length && days[at] == day ? modalAt(at) : 0;
    }

    /** The same of the day at a place. */
    public long modalAt(int at) {
        long modal = 0;
        long most = 0;
        for (int i = starts[at]; i < starts[at + 1]; i++) {
            if (units[i] > most) {
                most = units[i];
                modal = prices[i];
            }
        }
        return modal;
    }

    /** Takes units by day and price, ascending by day, then price. */
    public static final class Builder {

        private int[] days = new int[32];
        private int[] starts = new int[33];
        private int dayCount;
        private long[] prices = new long[32];
        private long[] units = new long[32];
        private int size;

        /** Adds units; throws IllegalArgumentException unless day and price are after those before. */
        public Builder add(int day, long price, long sold) {
            if (dayCount > 0
                    && (day < days[dayCount - 1] || (day == days[dayCount - 1] && price <= prices[size - 1]))) {
                throw new IllegalArgumentException("price " + price + " of day " + day + " comes too late");
            }
            if (dayCount == 0 || day != days[dayCount - 1]) {
                if (dayCount == days.length) {
                    days = Arrays.copyOf(days, dayCount * 2);
                    starts = Arrays.copyOf(starts, dayCount * 2 + 1);
                }
                days[dayCount++] = day;
            }
            if (size == prices.length) {
                prices = Arrays.copyOf(prices, size * 2);
                units = Arrays.copyOf(units, size * 2);
            }
            prices[size] = price;
            units[size++] = sold;
            starts[dayCount] = size;
            return this;
        }

        /** What was added. */
        public ListPrices build() {
            return new ListPrices(
                    Arrays.copyOf(days, dayCount),
                    Arrays.copyOf(starts, dayCount + 1),
                    Arrays.copyOf(prices, size),
                    Arrays.copyOf(units, size));
        }
    }
}
