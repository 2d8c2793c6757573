package io.menuflow.serving.access;

import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param key the key's id; null on a node that asks for none
 */
public record Caller(@Nullable String key, Role role, Scope scope) {

    /** Everybody, on a node that asks for no key. */
    public static final Caller ANYBODY = new Caller(null, Role.ADMIN, Scope.ALL);

    /** In the words of a message or a record. */
    public String described() {
        return key == null ? "anybody" : "key " + key;
    }
}
