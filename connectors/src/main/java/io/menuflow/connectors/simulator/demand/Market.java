package io.menuflow.connectors.simulator.demand;

/**
 * A menu as demand sees it, at its reference: every item there, at its reference price, on a day whose factors are 1.
 * Items and categories are known by their numbers.
 */
public final class Market {

    private final int[] categories;
    private final double[] base;
    private final double[] prices;
    private final double[] categoryBase;
    private final double[] categoryPrice;

    /**
     * A market of n items.
     *
     * @param categories of each item, from 0
     * @param base orders a day of each item at the reference, positive
     * @param prices reference price of each item, positive, in units of the currency
     */
    public Market(int[] categories, double[] base, double[] prices) {
        this.categories = categories.clone();
        this.base = base.clone();
        this.prices = prices.clone();
        int count = 0;
        for (int category : categories) {
            count = Math.max(count, category + 1);
        }
        categoryBase = new double[count];
        categoryPrice = new double[count];
        int[] items = new int[count];
        for (int i = 0; i < base.length; i++) {
            categoryBase[categories[i]] += base[i];
            categoryPrice[categories[i]] += prices[i];
            items[categories[i]]++;
        }
        for (int c = 0; c < count; c++) {
            categoryPrice[c] /= Math.max(1, items[c]);
        }
    }

    /** How many items there are. */
    public int items() {
        return base.length;
    }

    /** How many categories there are. */
    public int categories() {
        return categoryBase.length;
    }

    /** The category of an item. */
    public int category(int item) {
        return categories[item];
    }

    /** Orders a day of an item at the reference. */
    public double base(int item) {
        return base[item];
    }

    /** Reference price of an item. */
    public double price(int item) {
        return prices[item];
    }

    /** Orders a day of a category at the reference. */
    public double categoryBase(int category) {
        return categoryBase[category];
    }

    /** Mean reference price of a category's items, each counted once. */
    public double categoryPrice(int category) {
        return categoryPrice[category];
    }

    /** Orders a day of everything at the reference. */
    public double base() {
        double sum = 0;
        for (double orders : categoryBase) {
            sum += orders;
        }
        return sum;
    }

    /** The reference as conditions of a day. */
    public Conditions reference() {
        Conditions day = new Conditions(1, items());
        for (int i = 0; i < items(); i++) {
            day.set(i, 1, prices[i], false, true);
        }
        return day;
    }
}
