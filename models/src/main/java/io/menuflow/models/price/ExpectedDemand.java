package io.menuflow.models.price;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.money.Fixed;

/** What items are expected to sell in the days to come, at the prices in force. */
@FunctionalInterface
public interface ExpectedDemand {

    /** Units of an item over the next {@code days} business days; 0 when nothing is expected to sell. */
    double units(String itemId, int days);

    /** As in the {@code over} business days that end with {@code closedDay}: what is expected when nobody forecasts. */
    static ExpectedDemand asRecently(MenuHistory history, int closedDay, int over) {
        DayRange window = DayRange.endingWith(closedDay, over);
        return (itemId, days) -> history.items().stream()
                .filter(item -> item.itemId().equals(itemId))
                .mapToDouble(item -> {
                    int first = Math.max(window.first(), item.firstSold());
                    long units = item.days()
                            .sum(item.days().from(first), item.days().from(window.last() + 1))
                            .units();
                    int known = window.last() - first + 1;
                    return known <= 0 ? 0 : Math.max(0, (double) units / Fixed.ONE) * days / known;
                })
                .findFirst()
                .orElse(0);
    }
}
