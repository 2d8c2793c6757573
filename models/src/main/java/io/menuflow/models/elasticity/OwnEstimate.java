package io.menuflow.models.elasticity;

/**
 * What an item's own sales say of its elasticity, before anything is borrowed from others.
 *
 * @param point the elasticity; wrong-signed ones happen in honest data
 * @param error its standard error
 */
public record OwnEstimate(double point, double error) {

    double precision() {
        return 1 / (error * error);
    }
}
