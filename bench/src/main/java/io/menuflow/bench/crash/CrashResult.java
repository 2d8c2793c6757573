package io.menuflow.bench.crash;

import io.menuflow.bench.crash.Chaos.Recovery;
import io.menuflow.bench.crash.CrashingNode.Ready;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param recoveries how the node came up after each kill
 * @param restored how it came up at the end with an empty disk, nothing else to do
 * @param checks there are
 * @param closedDays records that item-sales-daily is compacted to
 * @param rows of all changelogs
 * @param stateBytes of the stores on disk, at rest
 * @param changelogBytes of the changelogs on the broker's disk, at rest
 */
record CrashResult(
        CrashRun.Shape shape,
        List<Recovery> recoveries,
        Ready restored,
        long events,
        long checks,
        long deadLetters,
        long closedDays,
        long rows,
        long stateBytes,
        long changelogBytes,
        Differences differences) {

    private static final double GB = 1e9;

    static long sum(Map<String, Long> bytes, Collection<String> topics) {
        return topics.stream().mapToLong(topic -> bytes.getOrDefault(topic, 0L)).sum();
    }

    /** Seconds to ready after kills that left the disk as it was, in the middle. */
    double medianSecondsToReady() {
        double[] seconds = recoveries.stream()
                .filter(recovery -> recovery.kind() != ChaosPlan.Kind.WIPE)
                .mapToDouble(recovery -> recovery.ready().seconds())
                .sorted()
                .toArray();
        int middle = seconds.length / 2;
        if (seconds.length == 0) {
            return Double.NaN;
        }
        return seconds.length % 2 == 1 ? seconds[middle] : (seconds[middle - 1] + seconds[middle]) / 2;
    }

    /** The figures by name. */
    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("differences", (double) differences.count());
        figures.put("values_compared", (double) differences.compared());
        figures.put("events", (double) events);
        figures.put("rejects", (double) deadLetters);
        figures.put("checks", (double) checks);
        figures.put("closed_days", (double) closedDays);
        figures.put("changelog_rows", (double) rows);
        figures.put("median_seconds_to_ready_after_a_kill", medianSecondsToReady());
        figures.put("seconds_to_ready_with_an_empty_disk", restored.seconds());
        figures.put("seconds_to_restore_everything", restored.restoreSeconds());
        figures.put("records_restored", (double) restored.restored());
        figures.put("seconds_to_restore_a_gb_of_changelog", restored.restoreSeconds() * GB / changelogBytes);
        figures.put("stores_mb_per_million_checks", stateBytes / (double) checks);
        figures.put("changelogs_mb_per_million_checks", changelogBytes / (double) checks);
        return figures;
    }

    /** The kills one by one, as a person reads them. */
    void printRecoveries(PrintWriter out) {
        out.printf("%-22s %12s %12s %12s %14s%n", "kill", "at event", "ready, s", "restore, s", "records");
        for (Recovery recovery : recoveries) {
            out.printf(
                    Locale.ROOT,
                    "%-22s %,12d %12.1f %12.1f %,14d%n",
                    recovery.kind().words(),
                    recovery.at(),
                    recovery.ready().seconds(),
                    recovery.ready().restoreSeconds(),
                    recovery.ready().restored());
        }
    }
}
