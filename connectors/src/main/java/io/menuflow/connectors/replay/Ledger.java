package io.menuflow.connectors.replay;

import io.menuflow.models.check.Check;
import io.menuflow.models.check.Check.LineKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps the account of a replay while it runs. */
final class Ledger {

    private static final int SAMPLES = 5;

    /** A reason may quote the value it is about; the account stays short all the same. */
    private static final int REASONS = 50;

    private static final String OTHER = "other reasons";

    private final Map<String, Tally> skipped = new LinkedHashMap<>();
    private final Map<String, Tally> unreadable = new LinkedHashMap<>();
    private final Map<String, Tally> rejected = new LinkedHashMap<>();
    private final Map<String, Long> notes = new LinkedHashMap<>();
    private final Tally older = new Tally();
    private final Set<String> items = new HashSet<>();
    private long linesRead;
    private long linesSent;
    private long checksSent;
    private BigDecimal units = BigDecimal.ZERO;
    private BigDecimal revenue = BigDecimal.ZERO;
    private @Nullable Instant first;
    private @Nullable Instant last;

    long read() {
        return ++linesRead;
    }

    long linesRead() {
        return linesRead;
    }

    long checksSent() {
        return checksSent;
    }

    void skipped(String rule, long line) {
        tally(skipped, rule).add(1, 0, line, "");
    }

    void unreadable(String reason, long line, String detail) {
        tally(unreadable, reason).add(1, 0, line, detail);
    }

    void older(LineGroup group) {
        older.add(group.lines().size(), 1, group.lines().get(0).number(), "");
    }

    void rejected(String reason, SaleLine firstLine, long lines) {
        tally(rejected, reason).add(lines, 1, firstLine.number(), "check " + Text.excerpt(firstLine.transactionId()));
    }

    void note(String note) {
        notes.merge(notes.size() < REASONS || notes.containsKey(note) ? note : OTHER, 1L, Long::sum);
    }

    /** @param lines how many lines of the file the check was made of */
    void sent(Check check, long lines) {
        linesSent += lines;
        checksSent++;
        first = first == null ? check.closedAt() : first;
        last = check.closedAt();
        for (Check.Line line : check.lines()) {
            items.add(line.itemId());
            if (line.kind() == LineKind.SALE || line.kind() == LineKind.OPEN_ITEM) {
                units = units.add(line.quantity());
                revenue = revenue.add(net(line));
            } else if (line.kind() == LineKind.REFUND) {
                units = units.subtract(line.quantity());
                revenue = revenue.subtract(net(line));
            }
        }
    }

    /** @param interrupted whether what is in no account was left undone on purpose; it is an error otherwise */
    Summary summary(
            String file,
            String restaurantId,
            String currency,
            ZoneId zone,
            int historyDays,
            @Nullable LocalDate historyFrom,
            boolean interrupted,
            Duration duration) {
        Map<String, Summary.Count> skippedCounts = counts(skipped);
        Map<String, Summary.Count> unreadableCounts = counts(unreadable);
        Map<String, Summary.Count> rejectedCounts = counts(rejected);
        long done = linesSent
                + Summary.lines(skippedCounts)
                + Summary.lines(unreadableCounts)
                + Summary.lines(rejectedCounts)
                + older.lines;
        return new Summary(
                file,
                restaurantId,
                currency,
                zone,
                linesRead,
                linesSent,
                checksSent,
                skippedCounts,
                unreadableCounts,
                older.count(),
                rejectedCounts,
                interrupted ? new Summary.Count(linesRead - done, 0, List.of()) : Summary.Count.NONE,
                notes,
                historyDays,
                historyFrom,
                items.size(),
                units,
                revenue,
                first,
                last,
                duration);
    }

    private static BigDecimal net(Check.Line line) {
        if (line.netAmount() != null) {
            return line.netAmount();
        }
        BigDecimal gross = line.quantity().multiply(line.unitListPrice());
        return line.discount() == null ? gross : gross.subtract(line.discount());
    }

    private static Tally tally(Map<String, Tally> tallies, String reason) {
        String key = tallies.size() < REASONS || tallies.containsKey(reason) ? reason : OTHER;
        return tallies.computeIfAbsent(key, unused -> new Tally());
    }

    private static Map<String, Summary.Count> counts(Map<String, Tally> tallies) {
        Map<String, Summary.Count> counts = new LinkedHashMap<>();
        tallies.forEach((reason, tally) -> counts.put(reason, tally.count()));
        return counts;
    }

    private static final class Tally {

        private long lines;
        private long checks;
        private final List<Summary.Sample> samples = new ArrayList<>();

        void add(long moreLines, long moreChecks, long line, String text) {
            lines += moreLines;
            checks += moreChecks;
            if (samples.size() < SAMPLES) {
                samples.add(new Summary.Sample(line, text));
            }
        }

        Summary.Count count() {
            return new Summary.Count(lines, checks, samples);
        }
    }
}
