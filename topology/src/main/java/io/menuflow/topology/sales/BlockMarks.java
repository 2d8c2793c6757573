package io.menuflow.topology.sales;

import io.menuflow.models.elasticity.PriceBlock;
import io.menuflow.topology.store.Key;
import io.menuflow.topology.store.Rows;
import java.util.ArrayList;
import java.util.List;

/**
 * Which blocks of days a late check changed after they were complete: rows {@code restaurant 0 'b' block} of the sales store,
 * set with the sums and deleted with what was made anew. What is complete with the clock alone needs no mark.
 */
public final class BlockMarks {

    private static final int KIND = 'b';
    private static final byte[] SET = {1};

    private BlockMarks() {}

    /** Marks the block of a closed business day, once the block is complete. */
    static void set(Rows.Batch batch, String restaurant, int day, Latest latest) {
        int block = PriceBlock.of(day);
        if (block <= PriceBlock.lastComplete(latest.day() - 1)) {
            batch.put(key(restaurant, block), SET);
        }
    }

    /** The marked blocks, ascending. */
    public static List<Integer> of(Rows sales, String restaurant) {
        List<Integer> blocks = new ArrayList<>();
        int kind = Key.of(restaurant).toBytes().length;
        sales.scan(
                Key.of(restaurant).oneByte(KIND).toBytes(),
                Key.of(restaurant).oneByte(KIND + 1).toBytes(),
                (key, row) -> blocks.add((key[kind + 1] & 0xFF) << 8 | (key[kind + 2] & 0xFF)));
        return blocks;
    }

    /** Adds to what is written that a block was made anew. */
    public static void delete(Rows.Batch batch, String restaurant, int block) {
        batch.put(key(restaurant, block), null);
    }

    private static byte[] key(String restaurant, int block) {
        return Key.of(restaurant).oneByte(KIND).twoBytes(block).toBytes();
    }
}
