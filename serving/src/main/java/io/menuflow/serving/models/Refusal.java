package io.menuflow.serving.models;

import java.time.Instant;

/**
 * A model that a node was told to use and does not.
 *
 * @param version that was refused
 * @param message why, for a person to act on
 */
public record Refusal(String version, Reason reason, String message, Instant at) {

    /** Why, to be counted by. */
    public enum Reason {
        /** Nothing is published under this version. */
        MISSING,
        /** What is published is no artefact, or not the one that was meant. */
        DAMAGED,
        /** It reads other features than this node computes. */
        OTHER_FEATURES,
        /** It cannot be loaded or does not answer. */
        NOT_LOADABLE
    }
}
