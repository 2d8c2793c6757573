package io.menuflow.models.elasticity;

import io.menuflow.models.calendar.DayFacts;
import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.menu.DatedAmounts;
import io.menuflow.models.menu.ListedItem;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.sales.ItemDays;
import io.menuflow.models.sales.ListPrices;
import io.menuflow.models.sales.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Builds menus from what they sold: days, prices in minor units, whole units. */
public final class Sold {

    private final Map<String, Its> items = new TreeMap<>();
    private final Map<Integer, DayFacts> facts = new TreeMap<>();

    private static final class Its {
        private final TreeMap<Integer, TreeMap<Long, Long>> days = new TreeMap<>();
        private final Map<Integer, Double> paid = new TreeMap<>();
        private final TreeMap<Integer, Long> costs = new TreeMap<>();
        private final TreeMap<Integer, Long> listed = new TreeMap<>();
        private final List<DayRange> soldOut = new ArrayList<>();
        private String category = "all";
    }

    public Sold on(int day, String item, long minor, long units) {
        its(item).days.computeIfAbsent(day, each -> new TreeMap<>()).merge(minor * 100, units * 100_000, Long::sum);
        return this;
    }

    /** Every day from one to another the same. */
    public Sold from(int first, int last, String item, long minor, long units) {
        IntStream.rangeClosed(first, last).forEach(day -> on(day, item, minor, units));
        return this;
    }

    /** What of its list prices an item brought on a day, as a share. */
    public Sold paid(int day, String item, double share) {
        its(item).paid.put(day, share);
        return this;
    }

    public Sold costs(String item, long minor) {
        return costs(0, item, minor);
    }

    public Sold costs(int from, String item, long minor) {
        its(item).costs.put(from, minor * 100);
        return this;
    }

    public Sold listed(int from, String item, long minor) {
        its(item).listed.put(from, minor * 100);
        return this;
    }

    public Sold in(String category, String item) {
        its(item).category = category;
        return this;
    }

    public Sold soldOut(String item, int day) {
        its(item).soldOut.add(new DayRange(day, day));
        return this;
    }

    public Sold closed(int day) {
        facts.put(day, new DayFacts(true, false, null, null, null));
        return this;
    }

    private Its its(String item) {
        return items.computeIfAbsent(item, id -> new Its());
    }

    public MenuHistory history() {
        List<MenuHistory.Item> told = new ArrayList<>();
        items.forEach((id, its) -> told.add(item(id, its)));
        return new MenuHistory(told, Map.of(), facts, MenuHistory::lastIn);
    }

    private static MenuHistory.Item item(String id, Its its) {
        ItemDays.Builder days = new ItemDays.Builder();
        ListPrices.Builder prices = new ListPrices.Builder();
        its.days.forEach((day, sold) -> {
            long units = 0;
            long list = 0;
            for (Map.Entry<Long, Long> at : sold.entrySet()) {
                prices.add(day, at.getKey(), at.getValue());
                units += at.getValue();
                list += at.getKey() * (at.getValue() / 100_000);
            }
            long revenue = Math.round(list * its.paid.getOrDefault(day, 1.0));
            days.add(day, 0, new Tally(units, units, revenue, Math.max(1, units / 100_000)));
        });
        boolean sold = !its.days.isEmpty();
        return new MenuHistory.Item(
                id,
                id,
                its.category,
                its.costs.isEmpty() && its.listed.isEmpty() && its.soldOut.isEmpty()
                        ? null
                        : new ListedItem(
                                id,
                                id,
                                its.category,
                                dated(its.listed),
                                dated(its.costs),
                                null,
                                null,
                                true,
                                its.soldOut),
                sold ? its.days.firstKey() : MenuHistory.NEVER,
                sold ? its.days.lastKey() : MenuHistory.NEVER,
                days.build(),
                prices.build());
    }

    private static DatedAmounts dated(SortedMap<Integer, Long> amounts) {
        return new DatedAmounts(amounts.entrySet().stream()
                .map(entry -> new DatedAmounts.Entry(entry.getKey(), entry.getValue()))
                .toList());
    }

    /** All blocks up to a day. */
    public static List<PriceBlock> blocks(MenuHistory history, int lastClosedDay) {
        return IntStream.rangeClosed(0, PriceBlock.of(lastClosedDay))
                .mapToObj(block -> PriceBlock.of(history, block, lastClosedDay))
                .toList();
    }
}
