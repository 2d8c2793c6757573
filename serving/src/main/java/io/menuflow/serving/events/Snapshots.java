package io.menuflow.serving.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where the state of a restaurant comes from that a stream begins with, for one who may see it or not. */
@FunctionalInterface
public interface Snapshots {

    /** Asks for it; may take seconds. */
    Answer of(String restaurant);

    /** What came of asking. */
    sealed interface Answer {}

    /**
     * The state.
     *
     * @param json in one line
     * @param asOf the restaurant's latest event, null before its first
     * @param complete whether it has everything that was committed when it was asked for: the node that processes the
     *     restaurant said it, not a standby
     */
    record Taken(String json, @Nullable Instant asOf, boolean complete) implements Answer {}

    /** There is no such restaurant, or it may not be asked about: the status of HTTP says which. */
    record Refused(int status, String reason) implements Answer {}

    /** Nobody could say now. */
    record Later(String reason) implements Answer {}
}
