package io.menuflow.connectors.replay;

import org.jspecify.annotations.Nullable;

/** A mapping is wrong; the message says in which file, at which key, and why. */
public final class MappingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MappingException(String message) {
        super(message);
    }

    public MappingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
