package io.menuflow.models.features;

import io.menuflow.models.calendar.DayRange;
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
import java.util.function.ToDoubleFunction;

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
        units += item.recent.units;
        orders += item.recent.orders;
        revenue += item.recent.revenue;
        if (!Double.isNaN(item.recent.margin)) {
            margin += item.recent.margin;
            costedUnits += item.recent.units;
            costedRevenue += item.recent.revenue;
        }
        double[] sums = categories.computeIfAbsent(category(item), name -> new double[2]);
        sums[0] += item.recent.revenue;
        sums[1] += item.recent.units;
        for (int day = 0; day < open.length; day++) {
            open[day] |= item.unitsByDay[day] != 0;
        }
    }

    private void rank() {
        rank(item -> item.week.units, (item, rank) -> item.week.popularity = rank);
        rank(item -> item.fortnight.units, (item, rank) -> item.fortnight.popularity = rank);
        rank(item -> item.prior.units, (item, rank) -> item.prior.popularity = rank);
        rank(item -> item.week.profit(this), (item, rank) -> item.week.profitability = rank);
        rank(item -> item.fortnight.profit(this), (item, rank) -> item.fortnight.profitability = rank);
        rank(item -> item.prior.profit(this), (item, rank) -> item.prior.profitability = rank);
    }

    private interface Ranked {
        void at(ItemCut item, double rank);
    }

    /** Percent-ranks with the average of ties, among those that have the value. */
    private void rank(ToDoubleFunction<ItemCut> value, Ranked ranked) {
        double[] sorted = new double[items.size()];
        int size = 0;
        for (ItemCut item : items) {
            double of = value.applyAsDouble(item);
            if (!Double.isNaN(of)) {
                sorted[size++] = of;
            }
        }
        Arrays.sort(sorted, 0, size);
        for (ItemCut item : items) {
            double of = value.applyAsDouble(item);
            if (Double.isNaN(of)) {
                ranked.at(item, Double.NaN);
            } else {
                int any = Arrays.binarySearch(sorted, 0, size, of);
                int first = any;
                while (first > 0 && sorted[first - 1] == of) {
                    first--;
                }
                int last = any;
                while (last < size - 1 && sorted[last + 1] == of) {
                    last++;
                }
                ranked.at(item, (first + last + 2) / (2.0 * size));
            }
        }
    }

    private static String category(ItemCut item) {
        String category = item.item.category();
        return category == null ? "" : category;
    }

    private static boolean isJudged(@org.jspecify.annotations.Nullable Quadrant quadrant) {
        return quadrant != null && quadrant != Quadrant.TOO_FEW_ITEMS;
    }
}
