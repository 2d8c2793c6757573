package io.menuflow.models.elasticity;

/**
 * How restless the sales of a menu are.
 *
 * @param perDay standard deviation a day by which the log of an item's share of the menu's sales wanders
 * @param dispersion variance of units over their mean, 1 for Poisson
 */
public record Drift(double perDay, double dispersion) {}
