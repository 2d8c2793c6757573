package io.menuflow.models.training;

import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.menu.QuadrantRules;

/**
 * One restaurant to learn from.
 *
 * @param restaurant unique among all that are learned from
 * @param history all its days, not only a span of them
 * @param firstDay first business day with a sale, since 1970-01-01
 * @param lastDay last business day that is over
 */
public record RestaurantHistory(
        String restaurant, MenuHistory history, QuadrantRules rules, int firstDay, int lastDay) {}
