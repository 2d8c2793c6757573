package io.menuflow.schemas;

import org.jspecify.annotations.Nullable;

/** The registry refused a request or could not be reached; the message says which and where. */
public class SchemaRegistryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SchemaRegistryException(String message) {
        super(message);
    }

    public SchemaRegistryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
