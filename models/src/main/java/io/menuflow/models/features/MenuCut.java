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
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A menu at a day close: its items, and what they come to together, against which each is measured. Amounts of money are
 * told as multiples of the menu's own, so that restaurants of any currency and price level can be compared.
 */
final class MenuCut {

    final int closedDay;
    final Method method;
    final List<ItemCut> items = new ArrayList<>();
    /** Business days of the last {@link ItemCut#SPAN} with a sale of anything, oldest first. */
    final boolean[] open = new boolean[ItemCut.SPAN];

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
        Map<String, MenuHistory.Item> byId = new HashMap<>(history.items().size() * 2);
        history.items().forEach(item -> byId.put(item.itemId(), item));
        for (ItemQuadrants standing : Quadrants.of(history.window(window), null, rules)) {
            MenuHistory.Item item = byId.get(standing.item().itemId());
            if (item != null && isJudged(standing.by(method))) {
                items.add(new ItemCut(this, item, standing, history.estimatedPct(item)));
            }
        }
        items.forEach(this::add);
        rank();
    }

    /** Mean realised price of an item's category, in the restaurant's currency; NaN when nothing was sold. */
    double categoryPrice(ItemCut item) {
        double[] sums = categories.get(category(item));
        return sums == null ? Double.NaN : Ratio.of(sums[0], sums[1]);
    }

    private void add(ItemCut item) {
        units += item.recent.units();
        orders += item.recent.orders();
        revenue += item.recent.revenue();
        if (!Double.isNaN(item.recent.margin())) {
            margin += item.recent.margin();
            costedUnits += item.recent.units();
            costedRevenue += item.recent.revenue();
        }
        double[] sums = categories.computeIfAbsent(category(item), name -> new double[2]);
        sums[0] += item.recent.revenue();
        sums[1] += item.recent.units();
        for (int day = 0; day < open.length; day++) {
            open[day] |= item.unitsByDay[day] != 0;
        }
    }

    private void rank() {
        List<Function<ItemCut, Sums>> windows =
                List.of(item -> item.recent, item -> item.fortnight, item -> item.week, item -> item.prior);
        for (Function<ItemCut, Sums> window : windows) {
            List<Sums> all = items.stream().map(window).toList();
            rank(all, sums -> sums.units(), (sums, place) -> sums.popularity = place);
            rank(all, sums -> sums.profit(this), (sums, place) -> sums.profitability = place);
        }
    }

    private interface Ranked {
        void at(Sums sums, Place place);
    }

    /** Places among those that have the value: percent-ranks with the average of ties, and multiples of the middle one. */
    private static void rank(List<Sums> all, ToDoubleFunction<Sums> value, Ranked ranked) {
        double[] sorted = all.stream()
                .mapToDouble(value)
                .filter(of -> !Double.isNaN(of))
                .sorted()
                .toArray();
        int size = sorted.length;
        double middle = size == 0 ? Double.NaN : (sorted[(size - 1) / 2] + sorted[size / 2]) / 2;
        for (Sums sums : all) {
            double of = value.applyAsDouble(sums);
            if (!Double.isNaN(of)) {
                int any = Arrays.binarySearch(sorted, of);
                int first = any;
                while (first > 0 && sorted[first - 1] == of) {
                    first--;
                }
                int last = any;
                while (last < size - 1 && sorted[last + 1] == of) {
                    last++;
                }
                ranked.at(sums, new Place((first + last + 2) / (2.0 * size), Ratio.of(of, middle)));
            }
        }
    }

    private static String category(ItemCut item) {
        String category = item.item.category();
        return category == null ? "" : category;
    }

    private static boolean isJudged(@Nullable Quadrant quadrant) {
        return quadrant != null && quadrant != Quadrant.TOO_FEW_ITEMS;
    }
}
