package io.menuflow.serving.dlq;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a dead letter stands in its topic: its name as long as it is kept, written {@code 2-17}. */
public record LetterId(int partition, long offset) implements Comparable<LetterId> {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,6})-(\\d{1,18})");
    private static final Comparator<LetterId> ORDER =
            Comparator.comparingInt(LetterId::partition).thenComparingLong(LetterId::offset);

    /**
     * The id that was written.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static LetterId of(String written) {
        Matcher matcher = WRITTEN.matcher(written);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + written + "' is no id of a dead letter: partition-offset, for example 2-17");
        }
        return new LetterId(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    @Override
    public int compareTo(LetterId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
