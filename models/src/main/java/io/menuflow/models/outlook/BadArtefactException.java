package io.menuflow.models.outlook;

/** An artefact that cannot be used: damaged, or made for other features. The message says why, for a person to act on. */
public final class BadArtefactException extends Exception {

    private static final long serialVersionUID = 1L;

    public BadArtefactException(String message) {
        super(message);
    }

    public BadArtefactException(String message, Throwable cause) {
        super(message, cause);
    }
}
