package io.menuflow.connectors.replay;

import org.jspecify.annotations.Nullable;

/** The file cannot be replayed at all; the message says which file and why, for a person. */
public final class ReplayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ReplayException(String message) {
        super(message);
    }

    public ReplayException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
