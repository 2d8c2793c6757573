package io.menuflow.serving.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A key as its holder has it: {@code mf_<id>_<secret>}, the secret 256 random bits. Never logged, never kept. */
public final class Secret {

    private static final int BYTES = 32;
    private static final int ID_BYTES = 5;
    /** Longer than any key of ours may be: what is read of a request is bounded before it is looked at. */
    private static final Pattern TEXT = Pattern.compile("mf_([a-z0-9-]{1,32})_([A-Za-z0-9_-]{43})");

    private final String id;
    private final String text;

    private Secret(String id, String text) {
        this.id = id;
        this.text = text;
    }

    /** Reads one; empty when it is none. */
    public static Optional<Secret> of(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches() ? Optional.of(new Secret(matcher.group(1), text)) : Optional.empty();
    }

    /** Makes one nobody else has. */
    public static Secret create(String id) {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return new Secret(
                id, "mf_" + id + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** An id that nobody chose. */
    public static String randomId() {
        byte[] random = new byte[ID_BYTES];
        new SecureRandom().nextBytes(random);
        StringBuilder id = new StringBuilder();
        for (byte part : random) {
            id.append(String.format(Locale.ROOT, "%02x", part));
        }
        return id.toString();
    }

    /** The id of the key it claims to be. */
    public String id() {
        return id;
    }

    /** SHA-256 of the whole text, 32 bytes. Of 256 random bits a slower function would protect nothing more. */
    public byte[] hash() {
        return hash(text);
    }

    static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** The text itself, for whoever it was made for. */
    public String reveal() {
        return text;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "mf_" + id + "_…";
    }
}
