package io.menuflow.models.training;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.features.Feature;
import io.menuflow.models.features.FeatureTable;
import io.menuflow.models.features.Features;
import io.menuflow.models.menu.DatedAmounts;
import io.menuflow.models.menu.ListedItem;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.sales.ItemDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Shows that features know nothing of the days after their day close: computed again from a history that ends there, they
 * must be the same, bit for bit. What is known of an item is cut off with it: days, first and last sale, prices and costs
 * that come into force later, and the day it leaves the menu.
 */
final class LeakCheck {

    /** Day closes of each restaurant that are looked at. */
    private static final int DAY_CLOSES = 2;

    private LeakCheck() {}

    /** Throws RefusedException naming the feature, the item and the day. */
    static void check(RestaurantHistory restaurant, Features features, long seed) {
        int[] closes = DayCloses.of(restaurant);
        if (closes.length == 0) {
            return;
        }
        SplittableRandom random =
                new SplittableRandom(seed ^ restaurant.restaurant().hashCode());
        for (int i = 0; i < DAY_CLOSES; i++) {
            check(restaurant, features, closes[random.nextInt(closes.length)]);
        }
    }

    private static void check(RestaurantHistory restaurant, Features features, int closedDay) {
        FeatureTable known = features.at(upTo(restaurant.history(), closedDay), closedDay, restaurant.rules());
        FeatureTable all = features.at(restaurant.history(), closedDay, restaurant.rules());
        if (!standings(known, restaurant).equals(standings(all, restaurant))) {
            throw new RefusedException("where the items of " + restaurant.restaurant() + " stand at "
                    + LocalDate.ofEpochDay(closedDay) + " changes when the days after it are taken away, from "
                    + standings(all, restaurant) + " to " + standings(known, restaurant));
        }
        for (int i = 0; i < all.values().length; i++) {
            if (Float.floatToIntBits(known.values()[i]) != Float.floatToIntBits(all.values()[i])) {
                Feature feature = features.list().get(i % all.columns());
                throw new RefusedException("feature " + feature.name() + " of item "
                        + ids(all).get(i / all.columns()) + " of " + restaurant.restaurant() + " at "
                        + LocalDate.ofEpochDay(closedDay) + " changes when the days after it are taken away, from "
                        + all.values()[i] + " to " + known.values()[i]
                        + ": it knows the future, and a model would learn from that");
            }
        }
    }

    private static List<String> ids(FeatureTable table) {
        return table.items().stream().map(item -> item.item().itemId()).toList();
    }

    private static List<String> standings(FeatureTable table, RestaurantHistory restaurant) {
        return table.items().stream()
                .map(item ->
                        item.item().itemId() + " " + item.by(restaurant.rules().method()))
                .toList();
    }

    /** The history as it was when a day closed. */
    static MenuHistory upTo(MenuHistory history, int closedDay) {
        List<MenuHistory.Item> items = new ArrayList<>();
        for (MenuHistory.Item item : history.items()) {
            ListedItem listed = item.listed() == null ? null : upTo(item.listed(), closedDay);
            boolean sold = item.firstSold() != MenuHistory.NEVER && item.firstSold() <= closedDay;
            if (sold || listed != null) {
                Integer last = sold ? MenuHistory.lastIn(item, closedDay) : null;
                items.add(new MenuHistory.Item(
                        item.itemId(),
                        item.name(),
                        item.category(),
                        listed,
                        sold ? item.firstSold() : MenuHistory.NEVER,
                        last == null ? MenuHistory.NEVER : last,
                        upTo(item.days(), closedDay)));
            }
        }
        return new MenuHistory(items, history.estimatedCostPct());
    }

    private static ItemDays upTo(ItemDays days, int closedDay) {
        return days.size() == 0 || days.day(0) > closedDay
                ? ItemDays.EMPTY
                : days.within(new DayRange(days.day(0), closedDay));
    }

    private static ListedItem upTo(ListedItem listed, int closedDay) {
        return new ListedItem(
                listed.itemId(),
                listed.name(),
                listed.category(),
                upTo(listed.prices(), closedDay),
                upTo(listed.foodCosts(), closedDay),
                listed.availableFrom(),
                upTo(listed.availableUntil(), closedDay),
                listed.active());
    }

    private static @Nullable Integer upTo(@Nullable Integer day, int closedDay) {
        return day == null || day > closedDay ? null : day;
    }

    private static DatedAmounts upTo(DatedAmounts amounts, int closedDay) {
        return new DatedAmounts(amounts.entries().stream()
                .filter(entry -> entry.effectiveFrom() <= closedDay)
                .toList());
    }
}
