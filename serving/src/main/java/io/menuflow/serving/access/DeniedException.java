package io.menuflow.serving.access;

/** A request that may not be answered; the message is for who sent it. */
public final class DeniedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final long retryAfterSeconds;

    private DeniedException(int status, String message, long retryAfterSeconds) {
        super(message, null, false, false);
        this.status = status;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** Nobody we know (401). */
    public static DeniedException unknown(String reason) {
        return new DeniedException(401, reason, 0);
    }

    /** Somebody we know who may not do this (403). */
    public static DeniedException forbidden(String reason) {
        return new DeniedException(403, reason, 0);
    }

    /** Not so much at once (429); {@code seconds} from now it may be tried again. */
    public static DeniedException tooMany(String reason, long seconds) {
        return new DeniedException(429, reason, seconds);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Seconds after which asking again may help, 0 when it will not. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
