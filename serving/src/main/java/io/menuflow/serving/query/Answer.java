package io.menuflow.serving.query;

import java.util.function.Function;

/** The result of asking for something of a restaurant: a failure to read is never "not found". */
public sealed interface Answer<T> {

    /**
     * It is there.
     *
     * @param stale whether a standby answered, which may lag behind, or the node is more than five seconds behind itself
     */
    record Found<T>(T value, boolean stale) implements Answer<T> {}

    /** The read succeeded and found nothing; {@code what} names it. */
    record NotFound<T>(String what) implements Answer<T> {}

    /** Nobody could read it now; {@code reason} says why. Asking again later may help. */
    record Unavailable<T>(String reason) implements Answer<T> {}

    /** The same answer about what {@code change} makes of the value. */
    default <R> Answer<R> map(Function<T, R> change) {
        if (this instanceof Found<T> found) {
            return new Found<>(change.apply(found.value()), found.stale());
        }
        if (this instanceof NotFound<T> none) {
            return new NotFound<>(none.what());
        }
        return new Unavailable<>(((Unavailable<T>) this).reason());
    }
}
