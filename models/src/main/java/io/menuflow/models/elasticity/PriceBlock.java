package io.menuflow.models.elasticity;

import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.sales.Packed;
import java.util.ArrayList;
import java.util.List;

/**
 * What a menu sold at which prices in {@value #DAYS} business days: all that elasticities are estimated from. A pure function
 * of the block's sales, its sold-out and its closed days; who changes one of these makes it anew from the history. Nothing
 * is judged here: whether a price held long enough shows only when blocks are put together.
 *
 * @param block its number: {@code floor(day / 14)}
 * @param items that sold something in it, ascending by id
 */
public record PriceBlock(int block, List<Item> items) {

    /** Business days of a block; blocks are counted from 1970-01-01. */
    public static final int DAYS = 14;

    private static final int VERSION = 1;
    private static final int UNIT = 100_000;
    private static final int MINOR = 100;

    /** An item's runs, ascending by day, and the other prices it was sold at on days that count for a run. */
    public record Item(String itemId, List<Run> runs, List<Aside> asides) {

        /** Copies the lists. */
        public Item {
            runs = List.copyOf(runs);
            asides = List.copyOf(asides);
        }
    }

    /**
     * Open days at one list price, without those on which the item was sold out.
     *
     * @param first business day
     * @param last business day
     * @param openDays how many of the days between count
     * @param soldDays on how many of them it sold
     * @param units sold less given back, in hundred-thousandths
     * @param others units of all other items on these days, in hundred-thousandths
     * @param price list price without modifiers and discounts, in ten-thousandths; 0 when nothing sold, so nothing tells
     * @param discounted whether at least three sold days together brought clearly less than the list price
     */
    public record Run(
            int first, int last, int openDays, int soldDays, long units, long others, long price, boolean discounted) {}

    /** Another price, in ten-thousandths, and on how many days of the block something was sold at it beside a run's. */
    public record Aside(long price, int days) {}

    /** Copies the list. */
    public PriceBlock {
        items = List.copyOf(items);
    }

    /** The number of the block that a business day lies in. */
    public static int of(int day) {
        return Math.floorDiv(day, DAYS);
    }

    /** The first business day of a block. */
    public static int firstDay(int block) {
        return block * DAYS;
    }

    /** The number of the last block all of whose days are closed. */
    public static int lastComplete(int lastClosedDay) {
        return of(lastClosedDay + 1) - 1;
    }

    /**
     * The block of a history, which must span it.
     *
     * @param lastClosedDay business day; later ones do not count yet
     */
    public static PriceBlock of(MenuHistory history, int block, int lastClosedDay) {
        return new BlockReader(history, block, lastClosedDay).read();
    }

    /** As bytes, to keep: about 25 for an item at a steady price, besides its id. */
    public byte[] bytes() {
        Packed.Writer out = new Packed.Writer().raw(VERSION).signed(block).number(items.size());
        for (Item item : items) {
            out.text(item.itemId()).number(item.runs().size());
            int from = firstDay(block);
            for (Run run : item.runs()) {
                out.number(run.first() - from).number(run.last() - run.first());
                out.number(run.openDays() * 2L + (run.discounted() ? 1 : 0)).number(run.soldDays());
                out.scaled(run.units(), UNIT).scaled(run.others(), UNIT).scaled(run.price(), MINOR);
                from = run.last();
            }
            out.number(item.asides().size());
            item.asides().forEach(aside -> out.scaled(aside.price(), MINOR).number(aside.days()));
        }
        return out.toBytes();
    }

    /** What {@link #bytes} wrote; throws IllegalArgumentException for what it cannot have written. */
    public static PriceBlock of(byte[] bytes) {
        try {
            Packed.Reader in = new Packed.Reader(bytes);
            int version = in.raw();
            if (version != VERSION) {
                throw new IllegalArgumentException("a price block of an unknown version: " + version);
            }
            int block = Math.toIntExact(in.signed());
            List<Item> items = new ArrayList<>();
            for (long left = in.number(); left > 0; left--) {
                items.add(item(in, firstDay(block)));
            }
            return new PriceBlock(block, items);
        } catch (ArrayIndexOutOfBoundsException | ArithmeticException e) {
            throw new IllegalArgumentException("a price block of " + bytes.length + " bytes cannot be read", e);
        }
    }

    private static Item item(Packed.Reader in, int firstDay) {
        String id = in.text();
        List<Run> runs = new ArrayList<>();
        int from = firstDay;
        for (long left = in.number(); left > 0; left--) {
            int first = Math.addExact(from, Math.toIntExact(in.number()));
            int last = Math.addExact(first, Math.toIntExact(in.number()));
            int days = Math.toIntExact(in.number());
            int sold = Math.toIntExact(in.number());
            runs.add(new Run(
                    first, last, days / 2, sold, in.scaled(UNIT), in.scaled(UNIT), in.scaled(MINOR), days % 2 == 1));
            from = last;
        }
        List<Aside> asides = new ArrayList<>();
        for (long left = in.number(); left > 0; left--) {
            asides.add(new Aside(in.scaled(MINOR), Math.toIntExact(in.number())));
        }
        return new Item(id, runs, asides);
    }
}
