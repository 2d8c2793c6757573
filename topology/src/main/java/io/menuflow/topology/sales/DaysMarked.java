package io.menuflow.topology.sales;

/** A restaurant has marks: something about its closed days is to be published. */
public record DaysMarked(String restaurant) {}
