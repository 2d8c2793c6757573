package io.menuflow.connectors.replay;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link SpillingSorter} weighs things and writes them down. */
interface SpillCodec<T> {

    /** About how many bytes of heap it takes. */
    long weight(T value);

    void write(T value, DataOutput out) throws IOException;

    T read(DataInput in) throws IOException;
}
