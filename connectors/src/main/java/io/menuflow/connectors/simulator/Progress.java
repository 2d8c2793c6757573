package io.menuflow.connectors.simulator;

/** Hears how far the history is. */
@FunctionalInterface
public interface Progress {

    /** Tells nobody. */
    Progress NONE = (sent, total) -> {};

    /**
     * Called every thousand checks, and once at the end, when both numbers are equal
     * unless the run was stopped.
     *
     * @param sent checks handed to the sink so far, revisions and duplicates included
     * @param total an estimate of all
     */
    void sent(long sent, long total);
}
