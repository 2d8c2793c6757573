package io.menuflow.models.sales;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Variable-length numbers and texts in a byte array; small and round numbers take few bytes. */
public final class Packed {

    private static final long SCALED_LIMIT = 1L << 62;

    private Packed() {}

    /** Writes packed values. */
    public static final class Writer {
        private byte[] bytes;
        private int size;

        public Writer() {
            this(128);
        }

        /** With room for so many bytes before it has to grow. */
        Writer(int room) {
            bytes = new byte[room];
        }

        /** One byte as it is. */
        public Writer raw(int value) {
            if (size == bytes.length) {
                bytes = Arrays.copyOf(bytes, size * 2);
            }
            bytes[size++] = (byte) value;
            return this;
        }

        /** Bytes as they are, without their length. */
        Writer raw(byte[] value, int from, int length) {
            if (size + length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + length));
            }
            System.arraycopy(value, from, bytes, size, length);
            size += length;
            return this;
        }

        /** An unsigned number, seven bits a byte. */
        public Writer number(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                raw((int) ((rest & 0x7F) | 0x80));
                rest >>>= 7;
            }
            return raw((int) rest);
        }

        /** A signed number. */
        public Writer signed(long value) {
            return number((value << 1) ^ (value >> 63));
        }

        /**
         * A signed number that mostly is a multiple of {@code unit}; its lowest bit tells. Throws ArithmeticException
         * when what is left of it needs more than 63 bits.
         */
        public Writer scaled(long value, int unit) {
            boolean whole = value % unit == 0;
            long zigzag = whole ? value / unit : value;
            if (zigzag < -SCALED_LIMIT || zigzag >= SCALED_LIMIT) {
                throw new ArithmeticException(value + " cannot be packed in units of " + unit);
            }
            zigzag = (zigzag << 1) ^ (zigzag >> 63);
            return number((zigzag << 1) | (whole ? 0 : 1));
        }

        /** A text with its length. */
        public Writer text(String value) {
            return bytes(value.getBytes(StandardCharsets.UTF_8));
        }

        /** A text that may be absent. */
        public Writer optional(@Nullable String value) {
            return value == null ? raw(0) : raw(1).text(value);
        }

        /** Bytes with their length. */
        public Writer bytes(byte[] value) {
            return number(value.length).raw(value, 0, value.length);
        }

        /** Numbers bit by bit, without how many. */
        public Writer floats(float[] values) {
            ByteBuffer packed = ByteBuffer.allocate(values.length * Float.BYTES);
            packed.asFloatBuffer().put(values);
            return raw(packed.array(), 0, packed.capacity());
        }

        /** A tally as one check tells it: units and money mostly whole units and cents. */
        public Writer share(Tally tally) {
            return scaled(tally.units(), 100_000)
                    .scaled(Math.subtractExact(tally.costedUnits(), tally.units()), 100_000)
                    .scaled(tally.revenue(), 100)
                    .signed(tally.orders());
        }

        /** A tally with all its sums. */
        public Writer tally(Tally tally) {
            return share(tally).signed(tally.attached()).signed(tally.squares());
        }

        /** List prices, ascending: mostly of whole cents, and whole units. */
        public Writer prices(List<AtPrice> prices) {
            number(prices.size());
            long before = 0;
            for (AtPrice at : prices) {
                scaled(at.price() - before, 100).scaled(at.units(), 100_000);
                before = at.price();
            }
            return this;
        }

        /** What was written so far. */
        public byte[] toBytes() {
            return Arrays.copyOf(bytes, size);
        }
    }

    /** Reads what a {@link Writer} wrote; reading past the end throws ArrayIndexOutOfBoundsException. */
    public static final class Reader {
        private final byte[] bytes;
        private int at;

        public Reader(byte[] bytes) {
            this(bytes, 0);
        }

        Reader(byte[] bytes, int at) {
            this.bytes = bytes;
            this.at = at;
        }

        /** How many bytes were read. */
        int at() {
            return at;
        }

        /** Whether something is left. */
        public boolean hasMore() {
            return at < bytes.length;
        }

        /** One byte, 0..255. */
        public int raw() {
            return bytes[at++] & 0xFF;
        }

        /** An unsigned number. */
        public long number() {
            long value = 0;
            int shift = 0;
            while (true) {
                byte next = bytes[at++];
                value |= (next & 0x7FL) << shift;
                if (next >= 0) {
                    return value;
                }
                shift += 7;
            }
        }

        /** A signed number. */
        public long signed() {
            long value = number();
            return (value >>> 1) ^ -(value & 1);
        }

        /** A number written by {@link Writer#scaled}. */
        public long scaled(int unit) {
            long value = number();
            boolean whole = (value & 1) == 0;
            long zigzag = value >>> 1;
            long number = (zigzag >>> 1) ^ -(zigzag & 1);
            return whole ? number * unit : number;
        }

        /** A text. */
        public String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        /** A text that may be absent. */
        public @Nullable String optional() {
            return raw() == 0 ? null : text();
        }

        /** Bytes written with their length. */
        public byte[] bytes() {
            int from = pass(number());
            return Arrays.copyOfRange(bytes, from, at);
        }

        /** So many numbers, bit by bit. */
        public float[] floats(int count) {
            int from = pass((long) Float.BYTES * count);
            float[] values = new float[count];
            ByteBuffer.wrap(bytes, from, at - from).asFloatBuffer().get(values);
            return values;
        }

        /** Passes over bytes and returns where they begin. */
        private int pass(long length) {
            if (length < 0 || length > bytes.length - at) { // before room is made for it
                throw new ArrayIndexOutOfBoundsException(
                        "a length of " + length + " where " + (bytes.length - at) + " bytes are left");
            }
            int from = at;
            at += (int) length;
            return from;
        }

        /** A tally as one check tells it. */
        public Tally share() {
            long units = scaled(100_000);
            long costed = units + scaled(100_000);
            long revenue = scaled(100);
            return new Tally(units, costed, revenue, signed());
        }

        /** A tally with all its sums. */
        public Tally tally() {
            long units = scaled(100_000);
            long costed = units + scaled(100_000);
            long revenue = scaled(100);
            return new Tally(units, costed, revenue, signed(), signed(), signed());
        }

        /** List prices written by {@link Writer#prices}. */
        public List<AtPrice> prices() {
            long count = number();
            List<AtPrice> prices = new ArrayList<>();
            long price = 0;
            for (; count > 0; count--) {
                price += scaled(100);
                prices.add(new AtPrice(price, scaled(100_000)));
            }
            return prices;
        }

        /** Passes over list prices. */
        void skipPrices() {
            skipNumbers(2 * number());
        }

        /** Passes over a tally. */
        void skipTally() {
            skipNumbers(6);
        }

        private void skipNumbers(long count) {
            for (long left = count; left > 0; ) {
                if (bytes[at++] >= 0) {
                    left--;
                }
            }
        }
    }
}
