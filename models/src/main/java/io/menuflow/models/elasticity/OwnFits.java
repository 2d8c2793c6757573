package io.menuflow.models.elasticity;

import io.menuflow.models.sales.Packed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The fits of a menu's items: a pure function of blocks, to be kept until another block is complete.
 *
 * @param lastBlock number of the last block in it
 * @param items ascending by id
 */
public record OwnFits(int lastBlock, List<OwnFit> items) {

    private static final int VERSION = 1;
    private static final int MINOR = 100;

    /** Of no block at all. */
    public static final OwnFits NONE = new OwnFits(Integer.MIN_VALUE, List.of());

    /** Copies the list. */
    public OwnFits {
        items = List.copyOf(items);
    }

    /** As bytes, to keep: about 40 an item. */
    public byte[] bytes() {
        Packed.Writer out = new Packed.Writer().raw(VERSION).signed(lastBlock).number(items.size());
        for (OwnFit item : items) {
            OwnEstimate own = item.own();
            out.text(item.itemId());
            out.raw((own == null ? 0 : 1) | (item.confounded() ? 2 : 0) | (item.variants() ? 4 : 0));
            out.number(item.changes()).scaled(item.lowest(), MINOR).scaled(item.highest(), MINOR);
            write(out, item.fit());
            if (own != null) {
                write(out, own.point());
                write(out, own.error());
            }
        }
        return out.toBytes();
    }

    /** What {@link #bytes} wrote; throws IllegalArgumentException for what it cannot have written. */
    public static OwnFits of(byte[] bytes) {
        try {
            Packed.Reader in = new Packed.Reader(bytes);
            int version = in.raw();
            if (version != VERSION) {
                throw new IllegalArgumentException("fits of an unknown version: " + version);
            }
            int lastBlock = Math.toIntExact(in.signed());
            List<OwnFit> items = new ArrayList<>();
            for (long left = in.number(); left > 0; left--) {
                items.add(item(in));
            }
            return new OwnFits(lastBlock, items);
        } catch (ArrayIndexOutOfBoundsException | ArithmeticException e) {
            throw new IllegalArgumentException("fits of " + bytes.length + " bytes cannot be read", e);
        }
    }

    private static OwnFit item(Packed.Reader in) {
        String id = in.text();
        int flags = in.raw();
        int changes = Math.toIntExact(in.number());
        long lowest = in.scaled(MINOR);
        long highest = in.scaled(MINOR);
        double fit = read(in);
        OwnEstimate own = (flags & 1) == 0 ? null : new OwnEstimate(read(in), read(in));
        return new OwnFit(id, own, (flags & 2) != 0, changes, (flags & 4) != 0, lowest, highest, fit);
    }

    private static void write(Packed.Writer out, double value) {
        for (byte each : ByteBuffer.allocate(Double.BYTES).putDouble(value).array()) {
            out.raw(each & 0xFF);
        }
    }

    private static double read(Packed.Reader in) {
        long bits = 0;
        for (int i = 0; i < Double.BYTES; i++) {
            bits = bits << 8 | in.raw();
        }
        return Double.longBitsToDouble(bits);
    }
}
