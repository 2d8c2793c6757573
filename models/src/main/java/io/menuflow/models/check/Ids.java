package io.menuflow.models.check;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** What identifiers may look like. */
public final class Ids {

    /** Bytes an identifier of a source, check, line or item may have in UTF-8. */
    public static final int MAX_BYTES = 128;

    /** What a restaurant's id must be, for messages. */
    public static final String RESTAURANT_RULE = "must be 1 to 64 of A-Z a-z 0-9 . _ -, and not . or ..";

    /** What a listed item's id must be, for messages. */
    public static final String ITEM_RULE =
            "must be 1 to " + MAX_BYTES + " bytes without control characters, not blank, and not . or ..";

    private static final int MAX_RESTAURANT = 64;
    /** In a path these mean here and above: no client asks for them as they are. */
    private static final Set<String> DOTS = Set.of(".", "..");

    private Ids() {}

    /** Whether it is 1 to 64 of {@code A-Za-z0-9._-}, and neither {@code .} nor {@code ..}. */
    public static boolean isRestaurant(String id) {
        if (id.isEmpty() || id.length() > MAX_RESTAURANT || DOTS.contains(id)) {
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

    /** Whether a menu may list it: an id that is not blank, and neither {@code .} nor {@code ..}. */
    public static boolean isListable(String id) {
        return isId(id) && !id.isBlank() && !DOTS.contains(id);
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
