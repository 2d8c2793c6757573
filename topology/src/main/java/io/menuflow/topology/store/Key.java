package io.menuflow.topology.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Keys of rows: the restaurant, a zero byte, then what the store adds, big-endian so that bytes order as numbers do. No
 * restaurant id contains a zero byte, so one restaurant's rows are a contiguous range.
 */
public final class Key {

    private byte[] bytes;
    private int size;

    private Key(byte[] start, int size) {
        this.bytes = Arrays.copyOf(start, size + 32);
        this.size = size;
    }

    /** A key of {@code restaurant}. */
    public static Key of(String restaurant) {
        byte[] id = restaurant.getBytes(StandardCharsets.UTF_8);
        return new Key(id, id.length).oneByte(0);
    }

    /** The restaurant a key belongs to. */
    public static String restaurantOf(byte[] key) {
        int end = 0;
        while (key[end] != 0) {
            end++;
        }
        return new String(key, 0, end, StandardCharsets.UTF_8);
    }

    /** Adds one byte. */
    public Key oneByte(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /** Adds two bytes. */
    public Key twoBytes(int value) {
        return oneByte(value >>> 8).oneByte(value);
    }

    /** Adds eight bytes. */
    public Key eightBytes(long value) {
        room(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** Adds a text without zero bytes, and a zero byte that ends it. */
    public Key name(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        room(text.length + 1);
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
        return oneByte(0);
    }

    /** Adds a text, which must come last. */
    public byte[] text(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        room(text.length);
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
        return toBytes();
    }

    /** The key. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Above every key of {@code restaurant}. */
    public static byte[] after(String restaurant) {
        byte[] key = of(restaurant).toBytes();
        key[key.length - 1] = 1;
        return key;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, (size + more) * 2);
        }
    }
}
