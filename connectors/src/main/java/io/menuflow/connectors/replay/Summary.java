package io.menuflow.connectors.replay;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a replay did with every line of a file. A line is a row after the header, wherever its cells break.
 *
 * @param linesRead rows after the header, blank ones too
 * @param linesSent lines of checks that were sent
 * @param skipped by rule of the mapping, and blank lines
 * @param unreadable by reason
 * @param older what lies before the history
 * @param rejected by the first reason validation gave
 * @param stopped what was not sent because the replay was interrupted
 * @param notes what is odd and was sent all the same, by how often
 * @param historyDays business days kept; 0 for all
 * @param historyFrom the first business day kept; null when all are, or there is none
 * @param items different items sent
 * @param units quantities sold less quantities refunded
 * @param revenue what was sold less what was refunded: each line's net amount where the file tells it, else quantity ×
 *     price less discount; comps and waste bring nothing
 * @param first the time of the first check sent; null when none was
 * @param last the time of the last check sent
 */
public record Summary(
        String file,
        String restaurantId,
        String currency,
        ZoneId zone,
        long linesRead,
        long linesSent,
        long checksSent,
        Map<String, Count> skipped,
        Map<String, Count> unreadable,
        Count older,
        Map<String, Count> rejected,
        Count stopped,
        Map<String, Long> notes,
        int historyDays,
        @Nullable LocalDate historyFrom,
        long items,
        BigDecimal units,
        BigDecimal revenue,
        @Nullable Instant first,
        @Nullable Instant last,
        Duration duration) {

    public Summary {
        // In the order they were first met, which Map.copyOf would lose.
        skipped = Collections.unmodifiableMap(new LinkedHashMap<>(skipped));
        unreadable = Collections.unmodifiableMap(new LinkedHashMap<>(unreadable));
        rejected = Collections.unmodifiableMap(new LinkedHashMap<>(rejected));
        notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }

    /**
     * How many, and the first few.
     *
     * @param checks 0 where lines are counted before they are checks
     */
    public record Count(long lines, long checks, List<Sample> samples) {

        static final Count NONE = new Count(0, 0, List.of());

        public Count {
            samples = List.copyOf(samples);
        }
    }

    /**
     * One line that was not sent.
     *
     * @param line where it stands in the file, the first line being 1
     * @param text what was found there; may be empty
     */
    public record Sample(long line, String text) {}

    /** Whether the lines sent and the lines that were not, for each reason, are the lines read. */
    public boolean accountsForEveryLine() {
        return linesRead
                == linesSent + lines(skipped) + lines(unreadable) + older.lines() + lines(rejected) + stopped.lines();
    }

    /** Lines read in a second, of the time the whole replay took. */
    public double linesPerSecond() {
        return linesRead / Math.max(1e-3, duration.toNanos() / 1e9);
    }

    /** The summary for a person, on several lines. */
    public String describe() {
        return SummaryText.of(this);
    }

    static long lines(Map<String, Count> counts) {
        return counts.values().stream().mapToLong(Count::lines).sum();
    }
}
