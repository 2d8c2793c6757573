package io.menuflow.topology.menu;

/** A restaurant's numbers, menu or settings changed: its menu is to be scored again. */
public record Touched(String restaurant) {}
