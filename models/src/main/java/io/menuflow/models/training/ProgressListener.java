package io.menuflow.models.training;

/** Told how far long work is, from the thread that does it. What it throws ends the work. */
@FunctionalInterface
public interface ProgressListener {

    /** Tells nobody. */
    ProgressListener NONE = (stage, done, total) -> {};

    /**
     * How far a stage is.
     *
     * @param stage {@code restaurants}, {@code trials}, in this order
     * @param total 0 when it is not known
     */
    void at(String stage, long done, long total);
}
