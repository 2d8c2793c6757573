package io.menuflow.models.training;

import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.menu.QuadrantRules;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One restaurant to learn from.
 *
 * @param restaurant unique among all that are learned from
 * @param history all its days, not only a span of them
 * @param firstDay first business day with a sale, since 1970-01-01
 * @param lastDay last business day that is over
 * @param hours makes what sold by hour; null where that is not known
 */
public record RestaurantHistory(
        String restaurant,
        MenuHistory history,
        QuadrantRules rules,
        int firstDay,
        int lastDay,
        @Nullable Supplier<HourSales> hours) {

    /** A restaurant whose hours are not known. */
    public RestaurantHistory(String restaurant, MenuHistory history, QuadrantRules rules, int firstDay, int lastDay) {
        this(restaurant, history, rules, firstDay, lastDay, null);
    }
}
