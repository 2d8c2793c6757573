package io.menuflow.connectors.simulator.demand;

/** What demand depends on, on one day. */
public final class Conditions {

    private final double traffic;
    private final double[] taste;
    private final double[] price;
    private final boolean[] featured;
    private final boolean[] available;

    /**
     * A day on which nothing is available yet.
     *
     * @param traffic all factors of the whole restaurant, 1 at the reference
     */
    public Conditions(double traffic, int items) {
        this.traffic = traffic;
        taste = new double[items];
        price = new double[items];
        featured = new boolean[items];
        available = new boolean[items];
    }

    /**
     * Says how an item stands.
     *
     * @param itemTaste factors of this item alone, 1 at the reference
     * @param itemPrice in units of the currency, positive
     * @param isFeatured whether a promotion shows it
     * @param isAvailable whether it can be ordered
     */
    public void set(int item, double itemTaste, double itemPrice, boolean isFeatured, boolean isAvailable) {
        taste[item] = itemTaste;
        price[item] = itemPrice;
        featured[item] = isFeatured;
        available[item] = isAvailable;
    }

    /** Sets another price, without a promotion. */
    public void reprice(int item, double other) {
        price[item] = other;
        featured[item] = false;
    }

    /** These with another price of one item. */
    public Conditions withPrice(int item, double other) {
        Conditions copy = new Conditions(traffic, price.length);
        for (int i = 0; i < price.length; i++) {
            copy.set(i, taste[i], i == item ? other : price[i], featured[i], available[i]);
        }
        return copy;
    }

    double traffic() {
        return traffic;
    }

    double taste(int item) {
        return taste[item];
    }

    /** Price of an item. */
    public double price(int item) {
        return price[item];
    }

    /** Whether a promotion shows an item. */
    public boolean featured(int item) {
        return featured[item];
    }

    /** Whether an item can be ordered. */
    public boolean available(int item) {
        return available[item];
    }
}
