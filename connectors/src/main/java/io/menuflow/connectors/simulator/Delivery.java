package io.menuflow.connectors.simulator;

import io.menuflow.models.check.Check;

/**
 * A check as it arrives.
 *
 * @param at when, in milliseconds since 1970
 * @param closing when the check closed, in milliseconds since 1970; differs from what an absurd check says
 * @param day the business day in which it closed, counted from 1970
 * @param isLast whether no later revision of the check takes its place and it can be believed
 */
record Delivery(long at, long closing, long day, Check check, Kind kind, boolean isLast) {

    /** What a delivery is to its check. */
    enum Kind {
        /** The first revision, on time. */
        ORIGINAL,
        /** The first revision, days late. */
        LATE,
        /** The very same again. */
        DUPLICATE,
        /** A later revision that takes the check back whole. */
        VOIDED,
        /** A later revision without the last order. */
        CORRECTED,
        /** A later revision with a line that gives money back. */
        LINE_REFUNDED,
        /** A check of its own that gives money back. */
        REFUND,
        /** What nobody can believe; counts nowhere. */
        ABSURD
    }
}
