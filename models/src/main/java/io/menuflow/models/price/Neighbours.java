package io.menuflow.models.price;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What guests may take instead of an item: the others of its category, or of the menu when it has none, by their sales. */
final class Neighbours {

    private static final String MENU = "";

    private final Function<String, @Nullable String> category;
    private final Map<String, Sum> sums = new HashMap<>();

    /** Units and their contribution, in ten-thousandths. */
    private record Sum(double units, double contribution) {
        Sum plus(Sum other) {
            return new Sum(units + other.units, contribution + other.contribution);
        }
    }

    Neighbours(List<PriceQuestion> menu, Function<String, @Nullable String> category) {
        this.category = category;
        for (PriceQuestion item : menu) {
            Sum sum = of(item);
            sums.merge(MENU, sum, Sum::plus);
            sums.merge("of " + category.apply(item.itemId()), sum, Sum::plus);
        }
    }

    /** The mean contribution of a unit of the others, in ten-thousandths; 0 when nothing else sells at a known cost. */
    long instead(PriceQuestion item) {
        long near = mean("of " + category.apply(item.itemId()), item);
        return near != 0 ? near : mean(MENU, item);
    }

    private long mean(String group, PriceQuestion item) {
        Sum all = sums.getOrDefault(group, new Sum(0, 0));
        Sum own = of(item);
        double units = all.units() - own.units();
        return units > 1e-6 ? Math.round(Math.max(0, (all.contribution() - own.contribution()) / units)) : 0;
    }

    private static Sum of(PriceQuestion item) {
        Long cost = item.foodCost();
        return cost == null || !(item.demand() > 0)
                ? new Sum(0, 0)
                : new Sum(item.demand(), item.demand() * item.contribution(item.price(), cost));
    }
}
