package io.menuflow.topology;

import java.time.Duration;

/**
 * What the topology can be told.
 *
 * @param partitions of every restaurant-keyed topic
 * @param historyDays business days kept, counted back from a restaurant's latest
 * @param futureTolerance how far after its append time a check may say it was closed
 * @param parkedRecords records per partition that may wait for their restaurant
 * @param parkedBytes bytes per partition that may wait for their restaurant
 * @param parkedFor how long a record waits for its restaurant
 * @param liveBytes heap for the sums that are worked on, of all tasks together
 * @param windowDays business days of the published snapshots
 * @param scorePeriod how often touched menus are scored
 * @param scoreShare the share of a stream thread's time that scoring may take
 */
public record TopologySettings(
        int partitions,
        int historyDays,
        Duration futureTolerance,
        int parkedRecords,
        long parkedBytes,
        Duration parkedFor,
        long liveBytes,
        int windowDays,
        Duration scorePeriod,
        double scoreShare) {

    /** The defaults, for a number of partitions. */
    public static TopologySettings of(int partitions) {
        return new TopologySettings(
                partitions,
                730,
                Duration.ofHours(1),
                10_000,
                16 << 20,
                Duration.ofMinutes(5),
                128 << 20,
                28,
                Duration.ofMillis(250),
                0.10);
    }

    /** The same settings with another history. */
    public TopologySettings withHistoryDays(int days) {
        return new TopologySettings(
                partitions,
                days,
                futureTolerance,
                parkedRecords,
                parkedBytes,
                parkedFor,
                liveBytes,
                windowDays,
                scorePeriod,
                scoreShare);
    }

    /** The same settings with other bounds on parking. */
    public TopologySettings withParking(int records, Duration time) {
        return new TopologySettings(
                partitions,
                historyDays,
                futureTolerance,
                records,
                parkedBytes,
                time,
                liveBytes,
                windowDays,
                scorePeriod,
                scoreShare);
    }
}
