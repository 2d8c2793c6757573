package io.menuflow.quickstart.broker;

import org.jspecify.annotations.Nullable;

/** The broker could not start, or stopped serving for good; the message says what failed. */
public final class BrokerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
