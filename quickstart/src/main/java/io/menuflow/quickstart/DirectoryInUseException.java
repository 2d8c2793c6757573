package io.menuflow.quickstart;

/** Another running process owns a data directory; the message says which directory and which process. */
public final class DirectoryInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DirectoryInUseException(String message) {
        super(message);
    }
}
