package io.menuflow.serving.query;

/** Whether what this node says of a partition may be of more than five seconds ago. */
@FunctionalInterface
public interface Staleness {

    /**
     * Whether it may.
     *
     * @param standby whether a copy is asked, not the partition that this node processes
     */
    boolean isStale(int partition, boolean standby);
}
