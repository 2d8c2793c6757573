package io.menuflow.topology;

/** Told what the stages do, to be counted; never part of a value. Called on stream threads. */
public interface StageObserver {

    /** Hears nothing. */
    StageObserver NONE = new StageObserver() {
        @Override
        public void transaction(Outcome outcome) {}

        @Override
        public void received(int partition, long appendedAtMillis) {}

        @Override
        public void deadLetter(String stage, String reason) {}

        @Override
        public void stray(String topic) {}

        @Override
        public void parked(int partition, int records) {}

        @Override
        public void unscored(int partition, int menus) {}

        @Override
        public void scored(int menus, int items, long oldestMillis) {}
    };

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
    void transaction(Outcome outcome);

    /** A record of an input, appended then, is being handled. */
    void received(int partition, long appendedAtMillis);

    /** A record was set aside. */
    void deadLetter(String stage, String reason);

    /** A record was sent home to its restaurant's partition. */
    void stray(String topic);

    /** How many records wait for their restaurant in a partition. */
    void parked(int partition, int records);

    /** How many menus of a partition changed since they were last scored. */
    void unscored(int partition, int menus);

    /** Menus were scored; {@code oldestMillis} is how long the oldest of them had waited. */
    void scored(int menus, int items, long oldestMillis);
}
