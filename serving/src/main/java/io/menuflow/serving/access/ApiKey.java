package io.menuflow.serving.access;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is kept: everything but its secret.
 *
 * @param id by which it is looked up
 * @param name what it is for, in somebody's words; may be empty
 * @param hash SHA-256 of the whole key, 32 bytes
 * @param expires when it stops being valid; null for never
 * @param revoked since when it is not valid any more; null when it is
 */
@SuppressWarnings("ArrayRecordComponent") // compared by MessageDigest only
public record ApiKey(
        String id,
        String name,
        Role role,
        Scope scope,
        byte[] hash,
        Instant created,
        @Nullable Instant expires,
        @Nullable Instant revoked) {

    static final String ID_RULE = "must be 1 to 32 of a-z 0-9 -";
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,32}");

    public ApiKey {
        if (!isId(id)) {
            throw new IllegalArgumentException("the id of a key " + ID_RULE + ", not '" + id + "'");
        }
        if (role == Role.ADMIN && !scope.all()) {
            throw new IllegalArgumentException("an admin's scope is all; a manager's may be narrower");
        }
    }

    /** Whether a text may be the id of a key. */
    public static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    /** Whether {@code presented} is this key; takes as long for a wrong one as for the right one. */
    boolean is(Secret presented) {
        return MessageDigest.isEqual(hash, presented.hash());
    }

    /** Why it is not valid at a time, in words for who holds it; empty when it is. */
    public Optional<String> invalid(Instant now) {
        if (revoked != null) {
            return Optional.of("key " + id + " was revoked");
        }
        if (expires != null && !now.isBefore(expires)) {
            return Optional.of("key " + id + " expired at " + expires);
        }
        return Optional.empty();
    }

    /** Itself, no longer valid. */
    public ApiKey revokedAt(Instant now) {
        return new ApiKey(id, name, role, scope, hash, created, expires, now);
    }

    /** As a line of a file, or for {@code menuflow.api-keys}. */
    public String json() {
        return KeyJson.write(this);
    }

    /** Who calls with it. */
    public Caller caller() {
        return new Caller(id, role, scope);
    }

    @Override
    public String toString() {
        return "key " + id + " (" + role.written() + " of " + scope + ")";
    }
}
