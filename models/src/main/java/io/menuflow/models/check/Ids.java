package io.menuflow.models.check;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What identifiers may look like. */
public final class Ids {

    /** Bytes an identifier of a source, check, line or item may have in UTF-8. */
    public static final int MAX_BYTES = 128;

    private static final Pattern RESTAURANT = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private Ids() {}

    /** Whether it is 1 to 64 of {@code A-Za-z0-9._-}. */
    public static boolean isRestaurant(String id) {
        return RESTAURANT.matcher(id).matches();
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
