package io.menuflow.topology;

import io.menuflow.models.outlook.MenuOutlook;
import java.util.function.LongSupplier;

/** Told what the stages do, to be counted; never part of a value. Called on stream threads. Hears nothing by default. */
public interface StageObserver {

    /** Hears nothing. */
    StageObserver NONE = new StageObserver() {};

    /** What became of a valid transaction record. */
    enum Outcome {
        /** The first revision seen of a check. */
        NEW,
        /** A newer revision that replaced an older one. */
        REVISED,
        /** The same revision with other content that won by its hash. */
        CONFLICT_WON,
        /** The same revision with other content that lost by its hash. */
        CONFLICT_LOST,
        /** Content already counted. */
        DUPLICATE,
        /** Older than the revision counted. */
        SUPERSEDED,
        /** Waiting for its restaurant. */
        PARKED
    }

    /** A valid transaction record was handled. */
    default void transaction(Outcome outcome) {}

    /** A record of an input, appended then, is being handled. */
    default void received(int partition, long appendedAtMillis) {}

    /** A record was set aside. */
    default void deadLetter(String stage, String reason) {}

    /** A record was sent home to its restaurant's partition. */
    default void stray(String topic) {}

    /** How many records wait for their restaurant in a partition. */
    default void parked(int partition, int records) {}

    /** How many menus of a partition changed since they were last scored. */
    default void unscored(int partition, int menus) {}

    /** A record of a restaurant, its menu or its days was kept: its menu is to be scored anew. */
    default void toScore(String restaurant) {}

    /** A menu was scored as its records are. */
    default void scored(String restaurant) {}

    /** Menus were scored; {@code oldestMillis} is how long the oldest of them had waited. */
    default void scored(int menus, int items, long oldestMillis) {}

    /** A menu's outlook was made, which took so long. */
    default void outlook(int partition, String restaurant, MenuOutlook outlook, long nanos) {}

    /** A restaurant is gone, and all that was said of it. */
    default void forgotten(int partition, String restaurant) {}

    /** A record of a closed day was published, or taken back. */
    default void dayPublished() {}

    /** How many restaurants of a partition have closed days that are not published yet as they are. */
    default void unpublished(int partition, int restaurants) {}

    /** A menu's forecast was made, which took so long. */
    default void forecast(int partition, int items, long nanos) {}

    /** A menu's prices were advised on, which took so long, without the blocks of days they rest on. */
    default void prices(int partition, int items, long nanos) {}

    /** Blocks of a menu's days were looked at, and made anew where they changed, which took so long. */
    default void blocks(int partition, long nanos) {}

    /** How many restaurants of a partition wait for their forecast and prices. */
    default void unclosed(int partition, int restaurants) {}

    /** A restaurant has no forecast and no prices, because what it sells cannot be reckoned with. */
    default void unclosable(int partition, String restaurant, RuntimeException why) {}

    /** Where to read, at any time, the bytes of heap that the sums worked on take. */
    default void live(LongSupplier bytes) {}

    /** A partition is not this node's any more. */
    default void left(int partition) {}
}
