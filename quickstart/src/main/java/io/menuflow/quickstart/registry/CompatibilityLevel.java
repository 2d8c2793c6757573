package io.menuflow.quickstart.registry;

/** What a new schema of a subject must be able to do with the earlier ones' data, and they with its. */
enum CompatibilityLevel {
    NONE(false, false, false),
    BACKWARD(true, false, false),
    BACKWARD_TRANSITIVE(true, false, true),
    FORWARD(false, true, false),
    FORWARD_TRANSITIVE(false, true, true),
    FULL(true, true, false),
    FULL_TRANSITIVE(true, true, true);

    private final boolean backward;
    private final boolean forward;
    private final boolean transitive;

    CompatibilityLevel(boolean backward, boolean forward, boolean transitive) {
        this.backward = backward;
        this.forward = forward;
        this.transitive = transitive;
    }

    /** Whether the new schema must read what the earlier ones wrote. */
    boolean backward() {
        return backward;
    }

    /** Whether the earlier schemas must read what the new one writes. */
    boolean forward() {
        return forward;
    }

    /** Whether all earlier versions count, or only the latest. */
    boolean transitive() {
        return transitive;
    }

    static CompatibilityLevel parse(String name) {
        for (CompatibilityLevel level : values()) {
            if (level.name().equalsIgnoreCase(name)) {
                return level;
            }
        }
        throw RegistryException.invalidCompatibility(name);
    }
}
