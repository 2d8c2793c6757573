package io.menuflow.models.training;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.demand.DemandFeatures;
import io.menuflow.models.demand.DemandForecaster;
import io.menuflow.models.demand.DemandSample;
import io.menuflow.models.demand.DemandSamples;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.sales.ItemDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows that features of demand know nothing of what sells after their day close: computed again from a history in which
 * other units sold on every later day, they must be the same, bit for bit. What people tell ahead stays: the menu, its
 * prices, and facts of days.
 */
final class DemandLeakCheck {

    private DemandLeakCheck() {}

    /** Throws RefusedException naming the feature, the item and the day. */
    static void check(RestaurantHistory restaurant, int close) {
        Map<String, float[]> known = features(altered(restaurant.history(), close), close);
        features(restaurant.history(), close).forEach((key, all) -> {
            float[] its = known.get(key);
            int differs = its == null ? 0 : Arrays.mismatch(all, its);
            if (differs >= 0) {
                throw new RefusedException(
                        "feature " + DemandFeatures.refs().get(differs).name() + " of " + key + " of "
                                + restaurant.restaurant() + " at " + LocalDate.ofEpochDay(close)
                                + " changes when other units are sold on the days after it: it knows the future, and a model"
                                + " would learn from that");
            }
        });
    }

    private static Map<String, float[]> features(MenuHistory history, int close) {
        Map<String, float[]> features = new HashMap<>();
        for (DemandSample sample : DemandSamples.at(history, close, 1, 1)) {
            features.put("item '" + sample.itemId() + "' on " + LocalDate.ofEpochDay(sample.day()), sample.features());
        }
        return features;
    }

    /** The history with each later day's sales tripled; each day sells, so that the same days are asked for. */
    private static MenuHistory altered(MenuHistory history, int close) {
        List<MenuHistory.Item> items = new ArrayList<>();
        Map<Integer, io.menuflow.models.calendar.DayFacts> facts = new HashMap<>();
        DayRange horizon = new DayRange(close - 200, close + DemandForecaster.HORIZON);
        for (int day = horizon.first(); day <= horizon.last(); day++) {
            facts.put(day, history.facts(day));
        }
        for (MenuHistory.Item item : history.items()) {
            ItemDays.Builder days = new ItemDays.Builder();
            for (int cell = 0; cell < item.days().size(); cell++) {
                int day = item.days().day(cell);
                var tally = item.days().tally(cell);
                days.add(
                        day,
                        item.days().slot(cell),
                        day <= close ? tally : tally.plus(tally).plus(tally));
            }
            items.add(new MenuHistory.Item(
                    item.itemId(),
                    item.name(),
                    item.category(),
                    item.listed(),
                    item.firstSold(),
                    item.lastSold(),
                    days.build(),
                    item.prices()));
        }
        return new MenuHistory(items, history.estimatedCostPct(), facts, MenuHistory::lastIn);
    }
}
