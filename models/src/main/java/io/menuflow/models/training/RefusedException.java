package io.menuflow.models.training;

/** Data that must not be trained or judged on. The message says what is wrong with them, for a person to act on. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message);
    }
}
