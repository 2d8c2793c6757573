package io.menuflow.models.features;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.features.ItemCut.Place;
import io.menuflow.models.features.ItemCut.Sums;
import io.menuflow.models.menu.ItemQuadrants;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.menu.Method;
import io.menuflow.models.menu.Quadrant;
import io.menuflow.models.menu.QuadrantRules;
import io.menuflow.models.menu.Quadrants;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A menu at a day close: its items, and what they come to together, against which each is measured. Amounts of money are
 * told as multiples of the menu's own, so that restaurants of any currency and price level can be compared.
 */
final class MenuCut {

    final int closedDay;
    final Method method;
    final List<ItemCut> items = new ArrayList<>();
    /** The open ones of the last {@link ItemCut#WINDOW}, and of the last {@link ItemCut#SPAN} business days. */
    final OpenDays openRecently;

    final OpenDays openInAll;

    double units;
    double orders;
    double revenue;
    /** Of the items whose cost is known; and their units and revenue. */
    double margin;

    double costedUnits;
    double costedRevenue;

    private final Map<String, double[]> categories = new HashMap<>();

    MenuCut(MenuHistory history, int closedDay, QuadrantRules rules) {
        this.closedDay = closedDay;
        this.method = rules.method();
        DayRange window = DayRange.endingWith(closedDay, ItemCut.WINDOW);
        Iterator<MenuHistory.Item> all = history.items().iterator();
        for (ItemQuadrants standing : Quadrants.of(history.window(window), null, rules)) {
            MenuHistory.Item item = all.next();
            while (!item.itemId().equals(standing.item().itemId())) { // both ascend by id, and some are not on the menu
                item = all.next();
            }
            if (isJudged(standing.by(method))) {
                items.add(new ItemCut(this, item, standing, history.estimatedPct(item)));
            }
        }
        for (ItemCut item : items) {
            add(item);
        }
        openRecently = OpenDays.of(items, ItemCut.WINDOW);
        openInAll = OpenDays.of(items, ItemCut.SPAN);
        rank();
    }

    /** Mean realised price of an item's category, in the restaurant's currency; NaN when nothing was sold. */
    double categoryPrice(ItemCut item) {
        double[] sums = categories.get(category(item));
        return sums == null ? Double.NaN : Ratio.of(sums[0], sums[1]);
    }

    private void add(ItemCut item) {
        units += item.recent.units;
        orders += item.recent.orders;
        revenue += item.recent.revenue;
        if (!Double.isNaN(item.recent.margin())) {
            margin += item.recent.margin();
            costedUnits += item.recent.units;
            costedRevenue += item.recent.revenue;
        }
        double[] sums = categories.computeIfAbsent(category(item), name -> new double[2]);
        sums[0] += item.recent.revenue;
        sums[1] += item.recent.units;
    }

    private void rank() {
        rank(item -> item.recent);
        rank(item -> item.fortnight);
        rank(item -> item.week);
        rank(item -> item.prior);
    }

    private void rank(Function<ItemCut, Sums> window) {
        Sums[] all = new Sums[items.size()];
        double[] units = new double[all.length];
        double[] profits = new double[all.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = window.apply(items.get(i));
            units[i] = all[i].units;
            profits[i] = all[i].profit(this);
        }
        Place[] popularities = places(units);
        Place[] profitabilities = places(profits);
        for (int i = 0; i < all.length; i++) {
            all[i].popularity = popularities[i];
            all[i].profitability = profitabilities[i];
        }
    }

    /** Places among those that have a value: percent-ranks with the average of ties, and multiples of the middle one. */
    private static Place[] places(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int size = below(sorted, Double.NaN, sorted.length);
        double middle = size == 0 ? Double.NaN : (sorted[(size - 1) / 2] + sorted[size / 2]) / 2;
        Place[] places = new Place[values.length];
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            if (Double.isNaN(value)) {
                places[i] = Place.NONE;
            } else {
                int first = below(sorted, value, size);
                int last = first + 1 < size && sorted[first + 1] == value
                        ? below(sorted, Math.nextUp(value), size) - 1
                        : first;
                places[i] = new Place((first + last + 2) / (2.0 * size), Ratio.of(value, middle));
            }
        }
        return places;
    }

    /** How many of the first {@code size} ascending numbers are below {@code value}; NaN is above all. */
    private static int below(double[] sorted, double value, int size) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Double.compare(sorted[middle], value) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static String category(ItemCut item) {
        String category = item.item.category();
        return category == null ? "" : category;
    }

    private static boolean isJudged(@Nullable Quadrant quadrant) {
        return quadrant != null && quadrant != Quadrant.TOO_FEW_ITEMS;
    }
}
