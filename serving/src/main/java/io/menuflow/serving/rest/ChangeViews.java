package io.menuflow.serving.rest;

import io.menuflow.models.price.RevenueChange;
import io.menuflow.models.price.RevenueChange.ItemChange;
import io.menuflow.models.price.RevenueChange.Split;
import io.menuflow.serving.query.CloseQueries.Changed;
import io.menuflow.serving.rest.MenuViews.Moment;
import io.menuflow.serving.rest.MenuViews.WindowView;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why revenue changed, as answers show it. */
final class ChangeViews {

    private ChangeViews() {}

    /** An amount before and after, and the parts of its change. */
    record SplitView(
            BigDecimal before,
            BigDecimal after,
            BigDecimal change,
            BigDecimal volume,
            BigDecimal price,
            BigDecimal mix,
            BigDecimal cost) {}

    /** One item's part. */
    record ItemChangeView(
            String itemId,
            String itemName,
            BigDecimal revenueChange,
            BigDecimal price,
            BigDecimal quantity,
            @Nullable BigDecimal cost) {}

    /** Why revenue, and what it leaves after food, changed. */
    record RevenueChangeView(
            String restaurantId,
            String currency,
            @Nullable LocalDate closedDay,
            @Nullable Instant asOf,
            boolean stale,
            @Nullable BigDecimal feedAgeS,
            @Nullable WindowView window,
            @Nullable WindowView against,
            @Nullable SplitView revenue,
            @Nullable SplitView contribution,
            int itemsWithoutCost,
            List<ItemChangeView> items,
            List<String> warnings,
            @Nullable String note) {}

    static RevenueChangeView of(Changed changed, boolean stale, Instant now) {
        RevenueChange change = changed.change();
        int digits = Numbers.digits(changed.restaurant().getCurrency());
        Moment moment =
                Moment.of(changed.latest() == null ? null : changed.latest().at(), stale, now);
        return new RevenueChangeView(
                changed.restaurant().getRestaurantId(),
                changed.restaurant().getCurrency(),
                changed.latest() == null
                        ? null
                        : LocalDate.ofEpochDay(changed.latest().day() - 1L),
                moment.asOf(),
                moment.stale(),
                moment.feedAgeS(),
                change == null ? null : WindowView.of(change.to()),
                change == null ? null : WindowView.of(change.from()),
                change == null ? null : split(change.revenue(), digits),
                change == null ? null : split(change.contribution(), digits),
                change == null ? 0 : change.withoutCost(),
                change == null
                        ? List.of()
                        : change.items().stream()
                                .sorted(Comparator.comparingLong((ItemChange item) -> Math.abs(item.revenue()))
                                        .reversed()
                                        .thenComparing(ItemChange::itemId))
                                .map(item -> item(item, digits))
                                .toList(),
                changed.warnings(),
                change == null ? "nothing was sold yet" : null);
    }

    private static SplitView split(Split split, int digits) {
        return new SplitView(
                OutcomeViews.money(split.before(), digits),
                OutcomeViews.money(split.after(), digits),
                OutcomeViews.money(split.change(), digits),
                OutcomeViews.money(split.volume(), digits),
                OutcomeViews.money(split.price(), digits),
                OutcomeViews.money(split.mix(), digits),
                OutcomeViews.money(split.cost(), digits));
    }

    private static ItemChangeView item(ItemChange item, int digits) {
        return new ItemChangeView(
                item.itemId(),
                item.name(),
                OutcomeViews.money(item.revenue(), digits),
                OutcomeViews.money(item.price(), digits),
                OutcomeViews.money(item.revenue() - item.price(), digits),
                item.cost() == null ? null : OutcomeViews.money(item.cost(), digits));
    }
}
