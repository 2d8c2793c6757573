package io.menuflow.topology.ingest;

/** A restaurant became known, changed, or went: what waits for it can be looked at again. */
public record RestaurantChanged(String restaurant) implements IngestInput {}
