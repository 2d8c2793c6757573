package io.menuflow.models.check;

/**
 * Why a check cannot be counted, in words its sender can act on.
 *
 * @param reason the kind, stable for programs
 * @param field where, for example {@code lines[2].quantity}
 * @param message what is wrong and what would be right
 */
public record Rejection(Reason reason, String field, String message) {

    /** Kinds of rejection; the names are a published vocabulary. */
    public enum Reason {
        BAD_ID,
        NO_LINES,
        TOO_MANY_LINES,
        DUPLICATE_LINE,
        BAD_COMBO,
        BAD_QUANTITY,
        NEGATIVE_PRICE,
        BAD_AMOUNT,
        UNKNOWN_CURRENCY,
        CURRENCY_MISMATCH,
        TEXT_TOO_LONG,
        ABSURD_TIME,
        FUTURE,
        TOO_OLD,
        TOO_LARGE
    }

    @Override
    public String toString() {
        return reason + " " + field + ": " + message;
    }
}
