package io.menuflow.topology.ingest;

/** What reaches the upsert of checks. */
public sealed interface IngestInput permits Received, RestaurantChanged {}
