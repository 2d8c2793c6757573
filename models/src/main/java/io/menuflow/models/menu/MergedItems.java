package io.menuflow.models.menu;

import io.menuflow.models.menu.MenuHistory.Item;
import io.menuflow.models.sales.ItemDays;
import io.menuflow.models.sales.ListPrices;
import io.menuflow.models.sales.Tally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The items of a history with the sales of aliases added to what they are merged into. Sums of sums: a check that has both
 * ids is an order of each, as it would be if the point of sale had sent two checks.
 *
 * @param items ascending by id, aliases gone
 * @param parts of each item that others are merged into: itself and them, as they are kept
 */
record MergedItems(List<Item> items, Map<String, List<Item>> parts) {

    private static final int SLOTS = 1 << 16;

    static MergedItems of(List<Item> kept) {
        List<Item> items =
                kept.stream().sorted(Comparator.comparing(Item::itemId)).toList();
        Aliases aliases = Aliases.of(
                items.stream().map(Item::listed).filter(Objects::nonNull).toList());
        if (aliases.isEmpty()) {
            return new MergedItems(items, Map.of());
        }
        Map<String, List<Item>> parts = new TreeMap<>();
        items.forEach(item -> parts.computeIfAbsent(aliases.target(item.itemId()), target -> new ArrayList<>())
                .add(item));
        List<Item> merged = new ArrayList<>(parts.size());
        Map<String, List<Item>> several = new HashMap<>();
        parts.forEach((target, own) -> {
            Item all = own.size() == 1 ? own.get(0) : joined(target, own);
            if (all == null) {
                merged.addAll(own);
            } else {
                merged.add(all);
                if (own.size() > 1) {
                    several.put(target, List.copyOf(own));
                }
            }
        });
        merged.sort(Comparator.comparing(Item::itemId));
        return new MergedItems(List.copyOf(merged), Map.copyOf(several));
    }

    /** All parts as one; null when their sums are too large to be added up: then each stays what it is. */
    private static @Nullable Item joined(String target, List<Item> parts) {
        try {
            return sum(target, parts);
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private static Item sum(String target, List<Item> parts) {
        Item named = parts.stream()
                .filter(item -> item.itemId().equals(target))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the target " + target + " is not among its parts"));
        int first = MenuHistory.NEVER;
        int last = MenuHistory.NEVER;
        for (Item part : parts) {
            if (part.firstSold() != MenuHistory.NEVER) {
                first = first == MenuHistory.NEVER ? part.firstSold() : Math.min(first, part.firstSold());
                last = Math.max(last, part.lastSold());
            }
        }
        return new Item(
                target, named.name(), named.category(), named.listed(), first, last, days(parts), prices(parts));
    }

    private static ItemDays days(List<Item> parts) {
        TreeMap<Long, Tally> cells = new TreeMap<>();
        for (Item part : parts) {
            ItemDays days = part.days();
            for (int cell = 0; cell < days.size(); cell++) {
                cells.merge(days.day(cell) * (long) SLOTS + days.slot(cell), days.tally(cell), Tally::plus);
            }
        }
        ItemDays.Builder joined = new ItemDays.Builder();
        cells.forEach((at, tally) -> {
            if (!tally.isZero()) { // as of one item: what was taken back whole leaves no cell
                joined.add((int) Math.floorDiv(at, (long) SLOTS), (int) Math.floorMod(at, (long) SLOTS), tally);
            }
        });
        return joined.build();
    }

    private static ListPrices prices(List<Item> parts) {
        TreeMap<Integer, TreeMap<Long, Long>> units = new TreeMap<>();
        for (Item part : parts) {
            ListPrices prices = part.prices();
            for (int at = 0; at < prices.size(); at++) {
                TreeMap<Long, Long> day = units.computeIfAbsent(prices.day(at), added -> new TreeMap<>());
                prices.forEach(at, (price, sold) -> day.merge(price, sold, Math::addExact));
            }
        }
        ListPrices.Builder joined = new ListPrices.Builder();
        units.forEach((day, sold) -> sold.forEach((price, count) -> {
            if (count != 0) {
                joined.add(day, price, count);
            }
        }));
        return joined.build();
    }
}
