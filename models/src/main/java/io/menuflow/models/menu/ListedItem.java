package io.menuflow.models.menu;

import io.menuflow.models.calendar.DayRange;
import org.jspecify.annotations.Nullable;

/**
 * An item as the menu lists it.
 *
 * @param availableFrom first business day on the menu, null for always
 * @param availableUntil last business day on the menu, null for still
 */
public record ListedItem(
        String itemId,
        String name,
        @Nullable String category,
        DatedAmounts prices,
        DatedAmounts foodCosts,
        @Nullable Integer availableFrom,
        @Nullable Integer availableUntil,
        boolean active) {

    /** Whether it is on the menu on some day of the window. */
    public boolean isOnMenu(DayRange window) {
        return active
                && (availableFrom == null || availableFrom <= window.last())
                && (availableUntil == null || availableUntil >= window.first());
    }
}
