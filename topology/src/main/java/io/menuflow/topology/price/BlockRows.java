package io.menuflow.topology.price;

import io.menuflow.models.elasticity.OwnFits;
import io.menuflow.models.elasticity.PriceBlock;
import io.menuflow.models.sales.Packed;
import io.menuflow.topology.store.Key;
import io.menuflow.topology.store.RowSource;
import io.menuflow.topology.store.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows that prices rest on, in the store of prices:
 *
 * <pre>
 * restaurant 0 'a'          number of the last block that was looked at
 * restaurant 0 'b' block    a {@link PriceBlock}, after a hash of what it rests on beside sales; none when there is neither
 * restaurant 0 'f'          the {@link OwnFits} of these blocks; none while one of them changed since
 * </pre>
 */
public final class BlockRows {

    private static final int LAST = 'a';
    private static final int BLOCK = 'b';
    private static final int FITS = 'f';

    private BlockRows() {}

    /**
     * A kept block.
     *
     * @param told {@link BlockFacts#told} when it was made
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by its bytes
    record Kept(long told, byte[] bytes) {

        PriceBlock block() {
            return PriceBlock.of(bytes);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Kept kept && told == kept.told && Arrays.equals(bytes, kept.bytes);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(told);
        }
    }

    /** The last block that was looked at, or null before the first look. */
    static @Nullable Integer last(RowSource rows, String restaurant) {
        byte[] row = rows.get(key(restaurant, LAST));
        return row == null ? null : (Integer) (int) new Packed.Reader(row).signed();
    }

    static void putLast(Rows.Batch batch, String restaurant, int block) {
        batch.put(key(restaurant, LAST), new Packed.Writer().signed(block).toBytes());
    }

    /** Every kept block, ascending. */
    static NavigableMap<Integer, Kept> all(RowSource rows, String restaurant) {
        NavigableMap<Integer, Kept> blocks = new TreeMap<>();
        byte[] from = key(restaurant, BLOCK);
        rows.scan(from, key(restaurant, BLOCK + 1), (key, row) -> {
            Packed.Reader in = new Packed.Reader(row);
            int block = (key[from.length] & 0xFF) << 8 | (key[from.length + 1] & 0xFF);
            blocks.put(block, new Kept(in.signed(), in.bytes()));
        });
        return blocks;
    }

    /** The blocks of a restaurant in which something sold, ascending; read by anybody. */
    public static List<PriceBlock> read(RowSource rows, String restaurant) {
        return new ArrayList<>(all(rows, restaurant).values().stream()
                .map(Kept::block)
                .filter(block -> !block.items().isEmpty())
                .toList());
    }

    static void put(Rows.Batch batch, String restaurant, int block, @Nullable Kept kept) {
        batch.put(
                Key.of(restaurant).oneByte(BLOCK).twoBytes(block).toBytes(),
                kept == null
                        ? null
                        : new Packed.Writer()
                                .signed(kept.told())
                                .bytes(kept.bytes())
                                .toBytes());
    }

    /** The fits of a restaurant's items, or null when they are being made; read by anybody. */
    public static @Nullable OwnFits fits(RowSource rows, String restaurant) {
        byte[] row = rows.get(key(restaurant, FITS));
        return row == null ? null : OwnFits.of(row);
    }

    static void putFits(Rows.Batch batch, String restaurant, @Nullable OwnFits fits) {
        batch.put(key(restaurant, FITS), fits == null ? null : fits.bytes());
    }

    /** Takes all of a restaurant's rows back. */
    static void forget(Rows rows, String restaurant) {
        if (last(rows, restaurant) == null) {
            return;
        }
        Rows.Batch batch = new Rows.Batch();
        all(rows, restaurant).keySet().forEach(block -> put(batch, restaurant, block, null));
        batch.put(key(restaurant, LAST), null);
        putFits(batch, restaurant, null);
        rows.write(batch);
    }

    private static byte[] key(String restaurant, int kind) {
        return Key.of(restaurant).oneByte(kind).toBytes();
    }
}
