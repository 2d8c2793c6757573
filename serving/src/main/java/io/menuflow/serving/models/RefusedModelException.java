package io.menuflow.serving.models;

import io.menuflow.serving.models.Refusal.Reason;

/** A model that cannot be used, with the reason to count it by and the one to act on. */
final class RefusedModelException extends Exception {

    private static final long serialVersionUID = 1L;
    private final Reason reason;

    RefusedModelException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
