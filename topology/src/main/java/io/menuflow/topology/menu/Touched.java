package io.menuflow.topology.menu;

/**
 * A restaurant's numbers, menu or settings changed: its menu is to be scored again.
 *
 * @param closed whether it was more than what the running business day sold: what is computed at day closes changes too
 * @param told whether a record of the restaurant, its menu or its days did it, not a sale
 */
public record Touched(String restaurant, boolean closed, boolean told) {

    /** By what was sold. */
    public static Touched bySale(String restaurant, boolean closed) {
        return new Touched(restaurant, closed, false);
    }

    /** By a record of the restaurant, its menu or its days. */
    public static Touched byRecord(String restaurant) {
        return new Touched(restaurant, true, true);
    }
}
