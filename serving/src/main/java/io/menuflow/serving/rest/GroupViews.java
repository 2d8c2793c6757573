package io.menuflow.serving.rest;

import io.menuflow.models.menu.Quadrant;
import io.menuflow.serving.rest.FanOut.Missing;
import io.menuflow.serving.rest.GroupParts.ClassRow;
import io.menuflow.serving.rest.GroupParts.CurrencySales;
import io.menuflow.serving.rest.GroupParts.GroupSize;
import io.menuflow.serving.rest.GroupParts.ItemRow;
import io.menuflow.serving.rest.GroupParts.ItemSum;
import io.menuflow.serving.rest.GroupParts.Member;
import io.menuflow.serving.rest.GroupParts.MemberTotals;
import io.menuflow.serving.rest.GroupParts.Standing;
import io.menuflow.serving.rest.GroupParts.Sum;
import io.menuflow.serving.rest.MenuViews.WindowView;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Groups of restaurants as answers show them: amounts of one currency are never added to those of another. */
final class GroupViews {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private GroupViews() {}

    /** A group and how many restaurants of each currency it has. */
    record GroupView(String group, int restaurants, Map<String, Integer> currencies) {}

    /** A part of the groups of the cluster. */
    record GroupsView(List<GroupView> groups, boolean stale, List<Missing> missing, @Nullable String nextCursor) {}

    /** A restaurant of a group, and of which days and moment what it adds is. */
    record MemberView(
            String restaurantId,
            String name,
            String currency,
            @Nullable WindowView window,
            @Nullable Instant asOf,
            boolean stale,
            @Nullable MemberTotalsView totals) {}

    /** A restaurant's menu in all. */
    record MemberTotalsView(
            long orderCount,
            BigDecimal quantitySold,
            BigDecimal revenue,
            @Nullable BigDecimal avgOrderValue,
            @Nullable BigDecimal contributionMargin,
            @Nullable BigDecimal marginPct,
            int itemsWithoutCost,
            Map<String, Integer> counts) {}

    /** The restaurants of a group. */
    record MembersView(
            String group,
            List<MemberView> restaurants,
            boolean stale,
            List<Missing> missing,
            @Nullable String nextCursor) {}

    /** What an item sold in one currency. */
    record ItemSumView(
            String currency,
            int restaurants,
            long orderCount,
            BigDecimal quantitySold,
            BigDecimal revenue,
            @Nullable BigDecimal avgSellingPrice,
            @Nullable BigDecimal totalFoodCost,
            String costBasis,
            @Nullable BigDecimal contributionMargin,
            @Nullable BigDecimal marginPct,
            @Nullable LocalDate lastSoldAt) {}

    /** An item in all restaurants that have it, or of the one that has it. */
    record GroupItemView(
            @Nullable String sharedItemId,
            @Nullable String restaurantId,
            @Nullable String itemId,
            String itemName,
            @Nullable String category,
            List<ItemSumView> sums) {}

    /** All items of a group in one currency. */
    record GroupTotalView(String currency, int restaurants, BigDecimal quantitySold, BigDecimal revenue) {}

    /** The items of a group. */
    record GroupItemsView(
            String group,
            List<MemberView> restaurants,
            List<GroupTotalView> totals,
            List<GroupItemView> items,
            boolean stale,
            List<Missing> missing,
            @Nullable String nextCursor) {}

    /** Where an item stands in one restaurant. */
    record StandingView(
            String restaurantId,
            String itemId,
            boolean inScope,
            @Nullable Quadrant quadrant,
            @Nullable Quadrant settled,
            String evidence) {}

    /** Where an item stands in all restaurants that have it. */
    record GroupClassView(
            @Nullable String sharedItemId,
            @Nullable String restaurantId,
            @Nullable String itemId,
            String itemName,
            @Nullable String category,
            Map<String, Integer> counts,
            List<StandingView> restaurants) {}

    /** The classified items of a group. */
    record GroupClassesView(
            String group,
            List<MemberView> restaurants,
            Map<String, Integer> counts,
            List<GroupClassView> items,
            boolean stale,
            List<Missing> missing,
            @Nullable String nextCursor) {}

    /** Sales of a day, or of one of its local hours. */
    record GroupPointView(
            LocalDate date, @Nullable Integer hour, long orderCount, BigDecimal quantitySold, BigDecimal revenue) {}

    /** Sales in one currency. */
    record CurrencySalesView(
            String currency,
            int restaurants,
            long orderCount,
            BigDecimal quantitySold,
            BigDecimal revenue,
            @Nullable BigDecimal avgOrderValue,
            List<GroupPointView> points) {}

    /** Sales of a group over time. */
    record GroupSalesView(
            String group,
            List<MemberView> restaurants,
            String granularity,
            List<CurrencySalesView> currencies,
            boolean stale,
            List<Missing> missing) {}

    static GroupView group(String group, GroupSize size) {
        int restaurants =
                size.restaurants().values().stream().mapToInt(Integer::intValue).sum();
        return new GroupView(group, restaurants, size.restaurants());
    }

    static List<MemberView> members(List<Member> members) {
        return members.stream()
                .sorted(Comparator.comparing(Member::restaurantId))
                .map(member -> new MemberView(
                        member.restaurantId(),
                        member.name(),
                        member.currency(),
                        member.window(),
                        member.asOf(),
                        member.stale(),
                        member.totals() == null ? null : totals(member.totals(), Numbers.digits(member.currency()))))
                .toList();
    }

    private static MemberTotalsView totals(MemberTotals totals, int digits) {
        Sum sold = totals.sold();
        BigDecimal margin = totals.margin();
        return new MemberTotalsView(
                sold.orders(),
                Numbers.quantity(sold.units()),
                Numbers.money(sold.revenue(), digits),
                average(sold, digits),
                Numbers.optionalMoney(margin, digits),
                margin == null || totals.costed().signum() <= 0
                        ? null
                        : Numbers.plain(margin.multiply(HUNDRED).divide(totals.costed(), MathContext.DECIMAL64)),
                totals.withoutCost(),
                totals.counts());
    }

    /** What a check comes to; null when there was none. */
    private static @Nullable BigDecimal average(Sum sold, int digits) {
        return sold.orders() == 0
                ? null
                : Numbers.money(
                        sold.revenue().divide(BigDecimal.valueOf(sold.orders()), MathContext.DECIMAL64), digits);
    }

    static GroupItemView item(ItemRow row) {
        boolean shared = row.key().sharedItemId() != null;
        List<ItemSumView> sums = new ArrayList<>();
        new TreeMap<>(row.byCurrency()).forEach((currency, sum) -> sums.add(sum(currency, sum)));
        return new GroupItemView(
                row.key().sharedItemId(),
                shared ? null : row.key().restaurantId(),
                shared ? null : row.key().itemId(),
                row.key().name(),
                row.key().category(),
                sums);
    }

    private static ItemSumView sum(String currency, ItemSum sum) {
        int digits = Numbers.digits(currency);
        BigDecimal margin = sum.foodCost() == null ? null : sum.revenue().subtract(sum.foodCost());
        return new ItemSumView(
                currency,
                sum.restaurants(),
                sum.orders(),
                Numbers.quantity(sum.units()),
                Numbers.money(sum.revenue(), digits),
                sum.units().signum() <= 0
                        ? null
                        : Numbers.money(sum.revenue().divide(sum.units(), MathContext.DECIMAL64), digits),
                Numbers.optionalMoney(sum.foodCost(), digits),
                sum.costBasis().name(),
                Numbers.optionalMoney(margin, digits),
                margin == null || sum.revenue().signum() == 0
                        ? null
                        : Numbers.plain(margin.multiply(HUNDRED).divide(sum.revenue(), MathContext.DECIMAL64)),
                sum.lastSold());
    }

    static List<GroupTotalView> totals(List<Member> members, Iterable<ItemRow> rows) {
        Map<String, Sum> sums = new TreeMap<>();
        Map<String, Integer> restaurants = new TreeMap<>();
        members.forEach(member -> {
            restaurants.merge(member.currency(), 1, Integer::sum);
            sums.putIfAbsent(member.currency(), new Sum(0, BigDecimal.ZERO, BigDecimal.ZERO));
        });
        rows.forEach(row -> row.byCurrency()
                .forEach((currency, sum) ->
                        sums.merge(currency, new Sum(sum.orders(), sum.units(), sum.revenue()), Sum::plus)));
        List<GroupTotalView> totals = new ArrayList<>();
        sums.forEach((currency, sum) -> totals.add(new GroupTotalView(
                currency,
                restaurants.getOrDefault(currency, 0),
                Numbers.quantity(sum.units()),
                Numbers.money(sum.revenue(), Numbers.digits(currency)))));
        return totals;
    }

    static GroupClassView item(ClassRow row) {
        boolean shared = row.key().sharedItemId() != null;
        List<Standing> standings = row.standings().stream()
                .sorted(Comparator.comparing(Standing::restaurantId).thenComparing(Standing::itemId))
                .toList();
        return new GroupClassView(
                row.key().sharedItemId(),
                shared ? null : row.key().restaurantId(),
                shared ? null : row.key().itemId(),
                row.key().name(),
                row.key().category(),
                counts(standings),
                standings.stream()
                        .map(own -> new StandingView(
                                own.restaurantId(),
                                own.itemId(),
                                own.inScope(),
                                own.quadrant(),
                                own.settled(),
                                own.evidence()))
                        .toList());
    }

    static Map<String, Integer> counts(List<Standing> standings) {
        Map<String, Integer> counts = new TreeMap<>();
        standings.forEach(own -> counts.merge(named(own.quadrant()), 1, Integer::sum));
        return counts;
    }

    /** What a quadrant is counted as. */
    static String named(@Nullable Quadrant quadrant) {
        return quadrant == null ? "OUT_OF_SCOPE" : quadrant.name();
    }

    static CurrencySalesView sales(String currency, CurrencySales sales) {
        int digits = Numbers.digits(currency);
        Sum total = sales.points().values().stream().reduce(new Sum(0, BigDecimal.ZERO, BigDecimal.ZERO), Sum::plus);
        List<GroupPointView> points = new ArrayList<>();
        new TreeMap<>(sales.points())
                .forEach((at, sum) -> points.add(new GroupPointView(
                        LocalDate.parse(at.substring(0, 10)),
                        at.length() > 10 ? (Integer) Integer.parseInt(at.substring(11)) : null,
                        sum.orders(),
                        Numbers.quantity(sum.units()),
                        Numbers.money(sum.revenue(), digits))));
        return new CurrencySalesView(
                currency,
                sales.restaurants(),
                total.orders(),
                Numbers.quantity(total.units()),
                Numbers.money(total.revenue(), digits),
                average(total, digits),
                points);
    }
}
