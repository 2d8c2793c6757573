package io.menuflow.topology.menu;

/**
 * A restaurant's numbers, menu or settings changed: its menu is to be scored again.
 *
 * @param closed whether it was more than what the running business day sold: what is computed at day closes changes too
 */
public record Touched(String restaurant, boolean closed) {}
