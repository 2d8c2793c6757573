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

    /** Menus were scored; {@code oldestMillis} is how long the oldest of them had waited. */
    default void scored(int menus, int items, long oldestMillis) {}

    /** A menu's outlook was made, which took so long. */
    default void outlook(int partition, String restaurant, MenuOutlook outlook, long nanos) {}

    /** A restaurant is gone, and all that was said of it. */
    default void forgotten(int partition, String restaurant) {}

    /** Where to read, at any time, the bytes of heap that the sums worked on take. */
    default void live(LongSupplier bytes) {}

    /**
     * The features of a menu were scored.
     *
     * @param version of the champion that scored them
     * @param rows one item's features after the other's, NaN for missing; read only during the call
     * @param count how many items
     */
    default void outlookScored(int partition, String restaurant, String version, float[] rows, int count) {}

    /** What a model said of a restaurant's items is known to have come true or not: their windows closed. */
    default void outlookRealised(int partition, String restaurant, String version, RealisedLoss loss) {}

    /** A partition is not this node's any more. */
    default void left(int partition) {}

    /**
     * Sums of log-losses, in nats, over items whose window closed.
     *
     * @param items how many
     * @param model the champion's sum
     * @param baseline calibrated persistence's, over the same items
     * @param challengerItems how many of them a challenger had said something of
     * @param challenger its sum over those
     */
    record RealisedLoss(long items, double model, double baseline, long challengerItems, double challenger) {

        /** Nothing realised. */
        public static final RealisedLoss NONE = new RealisedLoss(0, 0, 0, 0, 0);

        /** Both together. */
        public RealisedLoss plus(RealisedLoss other) {
            return new RealisedLoss(
                    items + other.items,
                    model + other.model,
                    baseline + other.baseline,
                    challengerItems + other.challengerItems,
                    challenger + other.challenger);
        }
    }
}
