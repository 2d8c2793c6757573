package io.menuflow.models.menu;

import io.menuflow.models.calendar.DayFacts;
import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.sales.ItemDays;
import io.menuflow.models.sales.ListPrices;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a restaurant's items sold on each business day of a span. The one thing from which menus over windows, features,
 * outlooks and labels are computed: by the stream from its rows, and by training from published days, alike. What items
 * merged into another one sold is that one's here, and they are no items of it.
 */
public final class MenuHistory {

    /** Not sold on any day. */
    public static final int NEVER = Integer.MIN_VALUE;

    /** Days after its last sale that an item stays on a menu nobody listed. */
    private static final int UNLISTED_DAYS = 28;

    private final List<Item> items;
    private final Map<String, List<Item>> parts;
    private final Map<String, BigDecimal> estimatedCostPct;
    private final Map<Integer, DayFacts> facts;
    private final LastSold lastSold;
    private final boolean listed;

    /**
     * One item.
     *
     * @param name on the menu, or on its checks when it is not listed
     * @param category the same
     * @param listed as the menu lists it, null when it does not
     * @param firstSold first business day of the whole history with an order, or {@link #NEVER}
     * @param lastSold last business day with an order, or {@link #NEVER}
     * @param days what it sold in the span
     * @param prices the list prices it was sold at in the span
     */
    public record Item(
            String itemId,
            String name,
            @Nullable String category,
            @Nullable ListedItem listed,
            int firstSold,
            int lastSold,
            ItemDays days,
            ListPrices prices) {

        /** An item whose list prices nobody asks for. */
        public Item(
                String itemId,
                String name,
                @Nullable String category,
                @Nullable ListedItem listed,
                int firstSold,
                int lastSold,
                ItemDays days) {
            this(itemId, name, category, listed, firstSold, lastSold, days, ListPrices.EMPTY);
        }
    }

    /** Looks up the last business day up to {@code day} with an order of an item that was also ordered later. */
    @FunctionalInterface
    public interface LastSold {
        @Nullable Integer upTo(Item item, int day);
    }

    /**
     * A history.
     *
     * @param items in any order, one an id, those merged into others as they are kept
     * @param estimatedCostPct food cost in percent of revenue by category, {@code *} for any, of items without a cost
     * @param facts by business day, of days in the span and after it
     */
    public MenuHistory(
            List<Item> items,
            Map<String, BigDecimal> estimatedCostPct,
            Map<Integer, DayFacts> facts,
            LastSold lastSold) {
        MergedItems merged = MergedItems.of(items);
        this.items = merged.items();
        this.parts = merged.parts();
        this.estimatedCostPct = Map.copyOf(estimatedCostPct);
        this.facts = Map.copyOf(facts);
        this.lastSold = lastSold;
        this.listed = this.items.stream().anyMatch(item -> item.listed() != null);
    }

    /** A history whose span is all there is. */
    public MenuHistory(List<Item> items, Map<String, BigDecimal> estimatedCostPct) {
        this(items, estimatedCostPct, MenuHistory::lastIn);
    }

    /** A history of days that nothing is known about beside their sales. */
    public MenuHistory(List<Item> items, Map<String, BigDecimal> estimatedCostPct, LastSold lastSold) {
        this(items, estimatedCostPct, Map.of(), lastSold);
    }

    /** Every item, ascending by id. */
    public List<Item> items() {
        return items;
    }

    /** Food cost in percent of revenue by category, {@code *} for any, of items without a cost. */
    public Map<String, BigDecimal> estimatedCostPct() {
        return estimatedCostPct;
    }

    /** What is known of a business day beside its sales. */
    public DayFacts facts(int day) {
        return facts.getOrDefault(day, DayFacts.NONE);
    }

    /** The same as it was known when a business day had closed, without what was ordered only later. */
    public MenuHistory until(int closedDay) {
        DayRange span = new DayRange(0, closedDay);
        List<Item> known = new ArrayList<>(items.size());
        for (Item item : items) {
            for (Item part : parts.getOrDefault(item.itemId(), List.of(item))) {
                boolean sold = part.firstSold() != NEVER && part.firstSold() <= closedDay;
                ItemDays days = part.days().within(span);
                if (part.listed() != null || sold || days.size() > 0) {
                    Integer last = lastSoldAlone(part, closedDay);
                    known.add(new Item(
                            part.itemId(),
                            part.name(),
                            part.category(),
                            part.listed(),
                            sold ? part.firstSold() : NEVER,
                            last == null ? NEVER : last,
                            days,
                            part.prices()));
                }
            }
        }
        return new MenuHistory(known, estimatedCostPct, facts, lastSold);
    }

    /** The first business day with an order of anything, or {@link #NEVER}. */
    public int firstSold() {
        int first = NEVER;
        for (Item item : items) {
            if (item.firstSold() != NEVER && (first == NEVER || item.firstSold() < first)) {
                first = item.firstSold();
            }
        }
        return first;
    }

    /** The menu over a window that lies in the span. */
    public MenuWindow window(DayRange window) {
        List<ItemWindow> menu = new ArrayList<>(items.size());
        for (Item item : items) {
            if (hasCells(item.days(), window) || isOnMenu(item, window)) {
                ItemSums sums = new ItemSums(item.days(), window, item.listed(), estimatedPct(item));
                menu.add(window(item, sums, window));
            }
        }
        return new MenuWindow(window, menu);
    }

    /** The food cost in percent of revenue that stands in for an item's own, or null. */
    public @Nullable BigDecimal estimatedPct(Item item) {
        BigDecimal percent = item.category() == null ? null : estimatedCostPct.get(item.category());
        return percent == null ? estimatedCostPct.get("*") : percent;
    }

    private static boolean hasCells(ItemDays days, DayRange window) {
        int first = days.from(window.first());
        return first < days.size() && days.day(first) <= window.last();
    }

    /** As it was known when the window ended: what is sold later puts nothing on an earlier menu. */
    private boolean isOnMenu(Item item, DayRange window) {
        if (item.listed() != null) {
            return item.listed().isOnMenu(window);
        }
        Integer last = listed ? null : lastSold(item, window.last());
        return last != null && last + UNLISTED_DAYS >= window.first();
    }

    private ItemWindow window(Item item, ItemSums sums, DayRange window) {
        ListedItem menuItem = item.listed();
        boolean inScope = menuItem != null ? menuItem.isOnMenu(window) : sums.sold() || !listed;
        Integer since = menuItem != null && menuItem.availableFrom() != null
                ? menuItem.availableFrom()
                : item.firstSold() == NEVER ? null : (Integer) item.firstSold();
        Integer days = since == null || since > window.last() ? null : (Integer) (window.last() - since + 1);
        return sums.window(
                item.itemId(), item.name(), item.category(), inScope, days, lastSold(item, window.last()), window);
    }

    /** The last day with an order up to the window's end, before the window, too. */
    private @Nullable Integer lastSold(Item item, int end) {
        List<Item> own = parts.get(item.itemId());
        if (own == null) {
            return lastSoldAlone(item, end);
        }
        Integer last = null;
        for (Item part : own) {
            Integer day = lastSoldAlone(part, end);
            last = last == null || (day != null && day > last) ? day : last;
        }
        return last;
    }

    private @Nullable Integer lastSoldAlone(Item item, int end) {
        if (item.firstSold() == NEVER || item.firstSold() > end) {
            return null;
        }
        return item.lastSold() <= end ? (Integer) item.lastSold() : lastSold.upTo(item, end);
    }

    /** The last day of the span up to {@code day} with an order, or null. */
    public static @Nullable Integer lastIn(Item item, int day) {
        ItemDays days = item.days();
        for (int cell = days.from(day + 1) - 1; cell >= 0; cell--) {
            if (days.orders(cell) > 0) {
                return days.day(cell);
            }
        }
        return null;
    }
}
