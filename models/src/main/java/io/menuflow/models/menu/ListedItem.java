package io.menuflow.models.menu;

import io.menuflow.models.calendar.DayRange;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An item as the menu lists it.
 *
 * @param availableFrom first business day on the menu, null for always
 * @param availableUntil last business day on the menu, null for still
 * @param soldOut business days on which it was sold out for some time
 * @param mergedInto the item its sales count for, null for itself; see {@link Aliases}
 */
public record ListedItem(
        String itemId,
        String name,
        @Nullable String category,
        DatedAmounts prices,
        DatedAmounts foodCosts,
        @Nullable Integer availableFrom,
        @Nullable Integer availableUntil,
        boolean active,
        List<DayRange> soldOut,
        @Nullable String mergedInto) {

    /** Copies the list. */
    public ListedItem {
        soldOut = List.copyOf(soldOut);
    }

    /** An item that counts for itself. */
    public ListedItem(
            String itemId,
            String name,
            @Nullable String category,
            DatedAmounts prices,
            DatedAmounts foodCosts,
            @Nullable Integer availableFrom,
            @Nullable Integer availableUntil,
            boolean active,
            List<DayRange> soldOut) {
        this(itemId, name, category, prices, foodCosts, availableFrom, availableUntil, active, soldOut, null);
    }

    /** An item that never was sold out. */
    public ListedItem(
            String itemId,
            String name,
            @Nullable String category,
            DatedAmounts prices,
            DatedAmounts foodCosts,
            @Nullable Integer availableFrom,
            @Nullable Integer availableUntil,
            boolean active) {
        this(itemId, name, category, prices, foodCosts, availableFrom, availableUntil, active, List.of());
    }

    /** The same, sold out on other days. */
    public ListedItem withSoldOut(List<DayRange> days) {
        return new ListedItem(
                itemId, name, category, prices, foodCosts, availableFrom, availableUntil, active, days, mergedInto);
    }

    /** The same item, its sales counted for {@code target}; null for itself. */
    public ListedItem mergedInto(@Nullable String target) {
        return Objects.equals(target, mergedInto)
                ? this
                : new ListedItem(
                        itemId,
                        name,
                        category,
                        prices,
                        foodCosts,
                        availableFrom,
                        availableUntil,
                        active,
                        soldOut,
                        target);
    }

    /** Whether it was sold out on a business day for some time: what sold then is less than what was wanted. */
    public boolean isSoldOut(int day) {
        return soldOut.stream().anyMatch(range -> range.contains(day));
    }

    /** Whether it is on the menu on some day of the window. */
    public boolean isOnMenu(DayRange window) {
        return active
                && (availableFrom == null || availableFrom <= window.last())
                && (availableUntil == null || availableUntil >= window.first());
    }
}
