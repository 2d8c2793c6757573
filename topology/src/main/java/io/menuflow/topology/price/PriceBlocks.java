package io.menuflow.topology.price;

import io.menuflow.models.calendar.DayFacts;
import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.elasticity.OwnFits;
import io.menuflow.models.elasticity.PriceBlock;
import io.menuflow.models.menu.ListedItem;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.topology.price.BlockRows.Kept;
import io.menuflow.topology.sales.BlockMarks;
import io.menuflow.topology.store.Rows;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a restaurant's blocks of days as its sales, its menu and its days say, and the fits of its items as the blocks say; a
 * slice at a time. The blocks are the last ones that are complete and lie wholly within the history, so that they change when
 * one is complete, or a late check, a sold-out item, a closed day or an alias changes one, and at no other time.
 */
public final class PriceBlocks {

    /** Blocks that are read together: what a turn may take. */
    private static final int BLOCKS_A_SLICE = 6;

    private final Rows prices;
    private final Rows sales;
    private final int most;

    /** Blocks of {@code historyDays} business days. */
    public PriceBlocks(Rows prices, Rows sales, int historyDays) {
        this.prices = prices;
        this.sales = sales;
        this.most = blocks(historyDays);
    }

    /** How many blocks lie wholly within a history, wherever in a block it begins. */
    public static int blocks(int historyDays) {
        return Math.max(0, historyDays / PriceBlock.DAYS - 1);
    }

    /** Reads a restaurant's history over a span. */
    @FunctionalInterface
    public interface Histories {
        MenuHistory over(DayRange span);
    }

    /**
     * Whether the blocks are as of a day close; false when a slice of them was made, and there may be more.
     *
     * @param earliest first business day on which anything can have been sold
     */
    public boolean areMade(
            String restaurant,
            int closedDay,
            int earliest,
            List<ListedItem> menu,
            Map<Integer, DayFacts> facts,
            Histories histories) {
        BlockFacts told = BlockFacts.of(menu, facts);
        NavigableMap<Integer, Kept> kept = BlockRows.all(prices, restaurant);
        int last = PriceBlock.lastComplete(closedDay);
        int first = Math.max(last - most + 1, PriceBlock.of(earliest));
        List<Integer> marked = BlockMarks.of(sales, restaurant);
        Integer seen = BlockRows.last(prices, restaurant);
        TreeSet<Integer> changed = new TreeSet<>();
        for (int block = first; block <= last; block++) {
            Kept its = kept.get(block);
            long before = its == null ? 0 : its.told();
            if (seen == null || block > seen || before != told.told(block)) {
                changed.add(block);
            }
        }
        marked.stream().filter(block -> block >= first && block <= last).forEach(changed::add);
        boolean old = !kept.isEmpty() && kept.firstKey() < first;
        if (changed.isEmpty() && !old && marked.isEmpty() && seen != null && seen == last) {
            return true;
        }
        make(restaurant, new Slice(kept, changed, first, last, seen, marked), told, histories);
        return false;
    }

    private record Slice(
            NavigableMap<Integer, Kept> kept,
            TreeSet<Integer> changed,
            int first,
            int last,
            @Nullable Integer seen,
            List<Integer> marked) {

        /** Up to which block this slice goes. */
        int end() {
            return changed.isEmpty() ? last : Math.min(last, changed.first() + BLOCKS_A_SLICE - 1);
        }
    }

    private void make(String restaurant, Slice slice, BlockFacts facts, Histories histories) {
        Rows.Batch rows = new Rows.Batch();
        Rows.Batch marks = new Rows.Batch();
        boolean differs = false;
        if (!slice.changed().isEmpty()) {
            int from = slice.changed().first();
            int end = PriceBlock.firstDay(slice.end() + 1) - 1;
            MenuHistory history = histories.over(new DayRange(PriceBlock.firstDay(from), end));
            for (int block : slice.changed().headSet(slice.end(), true)) {
                PriceBlock made = PriceBlock.of(history, block, end);
                long told = facts.told(block);
                Kept now = made.items().isEmpty() && told == 0 ? null : new Kept(told, made.bytes());
                Kept before = slice.kept().get(block);
                if (now == null ? before != null : !now.equals(before)) {
                    BlockRows.put(rows, restaurant, block, now);
                    differs = true;
                }
            }
        }
        for (int block : slice.kept().headMap(slice.first()).keySet()) {
            BlockRows.put(rows, restaurant, block, null);
            differs = true;
        }
        slice.marked().stream()
                .filter(block -> block <= slice.end())
                .forEach(block -> BlockMarks.delete(marks, restaurant, block));
        Integer seen = slice.seen();
        int looked = slice.changed().isEmpty() || slice.end() == slice.last() ? slice.last() : slice.end();
        BlockRows.putLast(rows, restaurant, seen == null ? looked : Math.max(seen, looked));
        if (differs) {
            BlockRows.putFits(rows, restaurant, null);
        }
        prices.write(rows);
        sales.write(marks);
    }

    /** A restaurant's blocks, ascending. */
    public List<PriceBlock> of(String restaurant) {
        return BlockRows.read(prices, restaurant);
    }

    /** The fits of these blocks; null when they were not kept yet. */
    public @Nullable OwnFits fits(String restaurant) {
        return BlockRows.fits(prices, restaurant);
    }

    /** Keeps the fits of these blocks, until one of them changes. */
    public void keep(String restaurant, OwnFits fits) {
        Rows.Batch batch = new Rows.Batch();
        BlockRows.putFits(batch, restaurant, fits);
        prices.write(batch);
    }

    /** Takes all of a restaurant's blocks back. */
    public void forget(String restaurant) {
        Rows.Batch marks = new Rows.Batch();
        BlockMarks.of(sales, restaurant).forEach(block -> BlockMarks.delete(marks, restaurant, block));
        sales.write(marks);
        BlockRows.forget(prices, restaurant);
    }
}
