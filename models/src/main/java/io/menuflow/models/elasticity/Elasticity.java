package io.menuflow.models.elasticity;

import org.jspecify.annotations.Nullable;

/**
 * How an item's units answer to its price: {@code q' = q·(p'/p)^point}.
 *
 * @param point of the item, partly borrowed from its category, its menu and the prior
 * @param low end of the interval that holds the truth with 90 %
 * @param high other end
 * @param error standard error
 * @param own what its own sales say, null when nothing
 * @param changes price changes of its own that count
 * @param why the evidence, in words
 */
public record Elasticity(
        double point,
        double low,
        double high,
        double error,
        Evidence evidence,
        @Nullable OwnEstimate own,
        int changes,
        String why) {}
