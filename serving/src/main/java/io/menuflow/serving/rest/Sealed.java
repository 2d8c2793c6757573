package io.menuflow.serving.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts in one opaque text that a client keeps for us, cursors and addresses of writes, with a checksum: one that was cut,
 * mistyped or made up is recognised. No secret is in it, so it is no proof of anything.
 */
final class Sealed {

    /** No id, date or number of ours has it. */
    private static final String BETWEEN = "\0";

    private static final int CHECK_BYTES = 6;
    private static final int MAX_LENGTH = 2_048;

    private Sealed() {}

    /** The texts as one of letters, digits, {@code -} and {@code _}. */
    static String of(String... texts) {
        byte[] payload = String.join(BETWEEN, texts).getBytes(StandardCharsets.UTF_8);
        byte[] sealed = Arrays.copyOf(check(payload), CHECK_BYTES + payload.length);
        System.arraycopy(payload, 0, sealed, CHECK_BYTES, payload.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** The texts, or null when {@link #of} did not make it. */
    static @Nullable List<String> open(String sealed) {
        if (sealed.length() > MAX_LENGTH) {
            return null;
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(sealed);
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (bytes.length < CHECK_BYTES) {
            return null;
        }
        byte[] payload = Arrays.copyOfRange(bytes, CHECK_BYTES, bytes.length);
        boolean whole = Arrays.equals(check(payload), Arrays.copyOf(bytes, CHECK_BYTES));
        return whole ? List.of(new String(payload, StandardCharsets.UTF_8).split(BETWEEN, -1)) : null;
    }

    private static byte[] check(byte[] payload) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(payload), CHECK_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
