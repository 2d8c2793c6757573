package io.menuflow.connectors.replay;

/** Told how far a replay is, often and on its own thread: it should be quick. */
public interface ReplayListener {

    /** A listener that does not care. */
    ReplayListener NONE = new ReplayListener() {};

    /**
     * More of the file was read.
     *
     * @param bytes read so far, as they are on disk
     * @param totalBytes the file's length; 0 when it is not known
     */
    default void reading(long bytes, long totalBytes, long lines) {}

    /** The whole file was read; sending begins. {@code checks} and {@code lines} include those before the history. */
    default void grouped(long checks, long lines) {}

    /**
     * A check was dealt with.
     *
     * @param done checks sent, rejected or too old so far
     * @param total as {@link #grouped} told it
     */
    default void sending(long done, long total, long sent) {}
}
