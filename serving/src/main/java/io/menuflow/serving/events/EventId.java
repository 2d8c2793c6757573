package io.menuflow.serving.events;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How far a listener has heard: in one partition, of each feed's topic the offset that comes next. Written
 * {@code partition-offset-offset…}, feeds in their order. Topics share their partitions, so one number says which
 * partition of all of them; and offsets are the cluster's, so any node can go on from there.
 */
@SuppressWarnings("ArrayRecordComponent") // nobody else has the array, and equality is by its content
record EventId(int partition, long[] next) {

    private static final Pattern WRITTEN = Pattern.compile("\\d{1,9}(-\\d{1,18})+");

    EventId {
        next = next.clone();
    }

    @Override
    public long[] next() {
        return next.clone();
    }

    /** The id as it was written; empty when it is none, or of another number of feeds. */
    static Optional<EventId> parse(String text, int feeds) {
        if (!WRITTEN.matcher(text).matches()) {
            return Optional.empty();
        }
        String[] parts = text.split("-", -1);
        long[] next = Arrays.stream(parts).skip(1).mapToLong(Long::parseLong).toArray();
        return next.length == feeds ? Optional.of(new EventId(Integer.parseInt(parts[0]), next)) : Optional.empty();
    }

    /** The same, no further in feed {@code feed} than {@code offset}. */
    EventId heldAt(int feed, long offset) {
        long[] held = next.clone();
        held[feed] = Math.min(held[feed], offset);
        return new EventId(partition, held);
    }

    /** The same, one record further: that at {@code offset} of a feed has been heard. */
    EventId after(int feed, long offset) {
        long[] further = next.clone();
        further[feed] = offset + 1;
        return new EventId(partition, further);
    }

    /** Whether the record at {@code offset} of a feed was heard. */
    boolean covers(int feed, long offset) {
        return offset < next[feed];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventId id && id.partition == partition && Arrays.equals(id.next, next);
    }

    @Override
    public int hashCode() {
        return 31 * partition + Arrays.hashCode(next);
    }

    @Override
    public String toString() {
        return partition + "-" + Arrays.stream(next).mapToObj(Long::toString).collect(Collectors.joining("-"));
    }
}
