package io.menuflow.topology.classify;

import io.menuflow.models.menu.ItemQuadrants;
import io.menuflow.models.menu.ItemWindow;
import io.menuflow.models.money.Fixed;
import io.menuflow.schemas.avro.ItemFigures;
import io.menuflow.schemas.avro.MenuChange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a menu between two scorings: the items whose figures of the running window changed. Which states are
 * seen on the way depends on when menus are scored; the last record is of the last state, whenever that was.
 */
final class MenuChanges {

    /** Items a record lists: of a menu that changed as a whole it says only that. */
    static final int MAX_ITEMS = 40;

    private static final int COST_SCALE = 9;

    private MenuChanges() {}

    /**
     * The change from one snapshot to the next.
     *
     * @param before null when there was none, or none that was kept
     * @param judged the items of {@code after}, by its own rules
     * @return null when nothing changed that is told
     */
    static @Nullable MenuChange between(
            String restaurant, @Nullable Snapshot before, Snapshot after, List<ItemQuadrants> judged) {
        if (before == null || !before.now().window().equals(after.now().window())) {
            return record(restaurant, after, true, List.of(), List.of());
        }
        if (before.now().equals(after.now()) && before.rules().equals(after.rules())) {
            return sameCurrency(before, after) ? null : record(restaurant, after, true, List.of(), List.of());
        }
        Map<String, ItemQuadrants> earlier = new HashMap<>();
        before.judge(before.rules()).forEach(item -> earlier.put(item.item().itemId(), item));
        List<ItemFigures> changed = new ArrayList<>();
        for (ItemQuadrants item : judged) {
            ItemQuadrants was = earlier.remove(item.item().itemId());
            if (was == null || !alike(was, item)) {
                changed.add(figures(item));
            }
        }
        List<String> removed = earlier.keySet().stream().sorted().toList();
        if (changed.size() + removed.size() > MAX_ITEMS || !sameCurrency(before, after)) {
            return record(restaurant, after, true, List.of(), List.of());
        }
        return changed.isEmpty() && removed.isEmpty() ? null : record(restaurant, after, false, changed, removed);
    }

    private static boolean sameCurrency(Snapshot before, Snapshot after) {
        return before.currency().equals(after.currency());
    }

    /** Whether all that is told of an item is the same: amounts by value, a row keeps them in another scale. */
    private static boolean alike(ItemQuadrants one, ItemQuadrants other) {
        ItemWindow was = one.item();
        ItemWindow is = other.item();
        return was.tally().equals(is.tally())
                && was.name().equals(is.name())
                && Objects.equals(was.category(), is.category())
                && was.listed() == is.listed()
                && was.inScope() == is.inScope()
                && was.costBasis() == is.costBasis()
                && same(was.foodCost(), is.foodCost())
                && same(was.listPrice(), is.listPrice())
                && same(was.unitCost(), is.unitCost())
                && Objects.equals(was.lastSold(), is.lastSold())
                && Objects.equals(was.daysOnMenu(), is.daysOnMenu())
                && Objects.equals(one.popularityPercentile(), other.popularityPercentile())
                && Objects.equals(one.profitabilityPercentile(), other.profitabilityPercentile());
    }

    private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.compareTo(other) == 0;
    }

    private static MenuChange record(
            String restaurant, Snapshot after, boolean whole, List<ItemFigures> items, List<String> removed) {
        return MenuChange.newBuilder()
                .setRestaurantId(restaurant)
                .setAsOf(after.asOf())
                .setCurrency(after.currency())
                .setWindowFrom(after.now().window().from())
                .setWindowTo(after.now().window().to())
                .setWhole(whole)
                .setItems(items)
                .setRemoved(removed)
                .build();
    }

    private static ItemFigures figures(ItemQuadrants judged) {
        ItemWindow item = judged.item();
        return ItemFigures.newBuilder()
                .setItemId(item.itemId())
                .setItemName(item.name())
                .setCategory(item.category())
                .setListed(item.listed())
                .setInScope(item.inScope())
                .setOrderCount(item.tally().orders())
                .setQuantitySold(Fixed.quantityOf(item.tally().units()))
                .setRevenue(item.revenue())
                .setTotalFoodCost(scaled(item.foodCost(), COST_SCALE))
                .setCostBasis(item.costBasis().name())
                .setListPrice(scaled(item.listPrice(), Fixed.MONEY_SCALE))
                .setFoodCost(scaled(item.unitCost(), Fixed.MONEY_SCALE))
                .setPopularityPercentile(judged.popularityPercentile())
                .setProfitabilityPercentile(judged.profitabilityPercentile())
                .setLastSoldAt(item.lastSold() == null ? null : LocalDate.ofEpochDay(item.lastSold()))
                .setDaysOnMenu(item.daysOnMenu())
                .build();
    }

    private static @Nullable BigDecimal scaled(@Nullable BigDecimal amount, int scale) {
        return amount == null ? null : amount.setScale(scale, RoundingMode.HALF_EVEN);
    }
}
