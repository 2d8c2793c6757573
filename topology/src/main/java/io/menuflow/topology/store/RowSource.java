package io.menuflow.topology.store;

import org.jspecify.annotations.Nullable;

/** Rows that can be read: a store inside the topology, or one queried from outside. */
public interface RowSource {

    /** The row with this key, or null. */
    byte @Nullable [] get(byte[] key);

    /** Visits the rows with {@code from <= key <= to}, ascending, all as of one moment. */
    void scan(byte[] from, byte[] to, RowVisitor visitor);

    /** Takes one row. */
    @FunctionalInterface
    interface RowVisitor {
        void row(byte[] key, byte[] value);
    }
}
