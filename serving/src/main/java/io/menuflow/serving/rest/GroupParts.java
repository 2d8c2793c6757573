package io.menuflow.serving.rest;

import io.menuflow.models.menu.CostBasis;
import io.menuflow.models.menu.Quadrant;
import io.menuflow.serving.rest.MenuViews.WindowView;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What of a group's answers a node has: exact sums, a currency apart from the other, that add up in any order. This is how
 * they travel between nodes.
 */
final class GroupParts {

    private GroupParts() {}

    /** What one or more partitions have of an answer. */
    interface Part<P> {
        P plus(P other);
    }

    /** Groups by name. */
    record Groups(Map<String, GroupSize> groups) implements Part<Groups> {
        @Override
        public Groups plus(Groups other) {
            return new Groups(merged(groups, other.groups, GroupSize::plus));
        }
    }

    /** How many restaurants of which currencies a group has. */
    record GroupSize(Map<String, Integer> restaurants) {
        GroupSize plus(GroupSize other) {
            return new GroupSize(merged(restaurants, other.restaurants, Integer::sum));
        }
    }

    /**
     * A restaurant of a group, and what was asked of it.
     *
     * @param window null when nothing over days was asked
     * @param totals null when they were not asked
     */
    record Member(
            String restaurantId,
            String name,
            String currency,
            @Nullable WindowView window,
            @Nullable Instant asOf,
            boolean stale,
            @Nullable MemberTotals totals) {}

    /**
     * A restaurant's menu in all.
     *
     * @param margin of what was sold of items whose food cost is known; null when of none
     * @param costed revenue of those
     * @param withoutCost how many items were sold beside those
     * @param counts items by quadrant
     */
    record MemberTotals(
            Sum sold, @Nullable BigDecimal margin, BigDecimal costed, int withoutCost, Map<String, Integer> counts) {}

    /** The restaurants of a group. */
    record Members(List<Member> members) implements Part<Members> {
        @Override
        public Members plus(Members other) {
            return new Members(joined(members, other.members));
        }
    }

    /**
     * Whose item it is.
     *
     * @param sharedItemId joins items of several restaurants; null for an item of one
     * @param restaurantId whose name and category are told: the first of them
     */
    record ItemKey(
            @Nullable String sharedItemId, String restaurantId, String itemId, String name, @Nullable String category) {

        /** By which rows are joined and ordered. */
        String text() {
            return sharedItemId != null ? "shared " + sharedItemId : "item " + restaurantId + " " + itemId;
        }

        ItemKey first(ItemKey other) {
            int order = restaurantId.compareTo(other.restaurantId);
            return order < 0 || (order == 0 && itemId.compareTo(other.itemId) <= 0) ? this : other;
        }
    }

    /**
     * What an item sold in one currency.
     *
     * @param foodCost null when it is not known of one of them
     */
    record ItemSum(
            int restaurants,
            long orders,
            BigDecimal units,
            BigDecimal revenue,
            @Nullable BigDecimal foodCost,
            CostBasis costBasis,
            @Nullable LocalDate lastSold) {

        ItemSum plus(ItemSum other) {
            return new ItemSum(
                    restaurants + other.restaurants,
                    orders + other.orders,
                    units.add(other.units),
                    revenue.add(other.revenue),
                    foodCost == null || other.foodCost == null ? null : foodCost.add(other.foodCost),
                    costBasis.compareTo(other.costBasis) >= 0 ? costBasis : other.costBasis,
                    lastSold == null || (other.lastSold != null && other.lastSold.isAfter(lastSold))
                            ? other.lastSold
                            : lastSold);
        }
    }

    /** An item in all restaurants that have it. */
    record ItemRow(ItemKey key, Map<String, ItemSum> byCurrency) {
        ItemRow plus(ItemRow other) {
            return new ItemRow(key.first(other.key), merged(byCurrency, other.byCurrency, ItemSum::plus));
        }
    }

    /**
     * The items of a group.
     *
     * @param rows by the text of their keys
     * @param daypartKnown whether a restaurant has the daypart that was asked for
     */
    record Items(List<Member> members, Map<String, ItemRow> rows, boolean daypartKnown) implements Part<Items> {
        @Override
        public Items plus(Items other) {
            return new Items(
                    joined(members, other.members),
                    merged(rows, other.rows, ItemRow::plus),
                    daypartKnown || other.daypartKnown);
        }
    }

    /** Where an item stands in one restaurant. */
    record Standing(
            String restaurantId,
            String itemId,
            boolean inScope,
            @Nullable Quadrant quadrant,
            @Nullable Quadrant settled,
            String evidence) {}

    /** Where an item stands in all restaurants that have it. */
    record ClassRow(ItemKey key, List<Standing> standings) {
        ClassRow plus(ClassRow other) {
            return new ClassRow(key.first(other.key), joined(standings, other.standings));
        }
    }

    /** The classified items of a group. */
    record Classes(List<Member> members, Map<String, ClassRow> rows, boolean daypartKnown) implements Part<Classes> {
        @Override
        public Classes plus(Classes other) {
            return new Classes(
                    joined(members, other.members),
                    merged(rows, other.rows, ClassRow::plus),
                    daypartKnown || other.daypartKnown);
        }
    }

    /** What was sold in a day or hour. */
    record Sum(long orders, BigDecimal units, BigDecimal revenue) {
        Sum plus(Sum other) {
            return new Sum(orders + other.orders, units.add(other.units), revenue.add(other.revenue));
        }
    }

    /**
     * Sales in one currency.
     *
     * @param points by {@code yyyy-mm-dd}, and the hour as {@code Thh} when it is of hours
     */
    record CurrencySales(int restaurants, Map<String, Sum> points) {
        CurrencySales plus(CurrencySales other) {
            return new CurrencySales(restaurants + other.restaurants, merged(points, other.points, Sum::plus));
        }
    }

    /** Sales of a group over time. */
    record Sales(List<Member> members, Map<String, CurrencySales> byCurrency, boolean daypartKnown)
            implements Part<Sales> {
        @Override
        public Sales plus(Sales other) {
            return new Sales(
                    joined(members, other.members),
                    merged(byCurrency, other.byCurrency, CurrencySales::plus),
                    daypartKnown || other.daypartKnown);
        }
    }

    private static <T> List<T> joined(List<T> some, List<T> others) {
        List<T> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private static <V> Map<String, V> merged(Map<String, V> some, Map<String, V> others, BinaryOperator<V> sum) {
        Map<String, V> all = new TreeMap<>(some);
        others.forEach((key, value) -> all.merge(key, value, sum));
        return all;
    }
}
