package io.menuflow.models.check;

import java.nio.charset.StandardCharsets;

/** What identifiers may look like. */
public final class Ids {

    /** Bytes an identifier of a source, check, line or item may have in UTF-8. */
    public static final int MAX_BYTES = 128;

    private static final int MAX_RESTAURANT = 64;

    private Ids() {}

    /** Whether it is 1 to 64 of {@code A-Za-z0-9._-}. */
    public static boolean isRestaurant(String id) {
        if (id.isEmpty() || id.length() > MAX_RESTAURANT) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letter = ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z');
            boolean digit = '0' <= c && c <= '9';
            if (!letter && !digit && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** Whether it is 1 to 128 bytes of text without control characters. */
    public static boolean isId(String id) {
        return !id.isEmpty() && isText(id, MAX_BYTES);
    }

    /** Whether it has at most {@code maxBytes} bytes, no control characters and no half surrogate pairs. */
    public static boolean isText(String text, int maxBytes) {
        if (text.length() > maxBytes) {
            return false;
        }
        boolean ascii = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == 0x7F) {
                return false;
            }
            ascii &= c < 0x80;
        }
        if (ascii) {
            return true;
        }
        return StandardCharsets.UTF_8.newEncoder().canEncode(text)
                && text.getBytes(StandardCharsets.UTF_8).length <= maxBytes;
    }
}
