package io.menuflow.topology.ingest;

import io.menuflow.topology.arrival.Arrived;
import org.jspecify.annotations.Nullable;

/**
 * A decoded record in its restaurant's partition.
 *
 * @param restaurant whose it is
 * @param key its key as text
 * @param value null for a tombstone
 */
public record Received<V>(String restaurant, String key, @Nullable V value, Arrived arrived) implements IngestInput {}
