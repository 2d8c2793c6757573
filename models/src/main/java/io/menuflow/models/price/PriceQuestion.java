package io.menuflow.models.price;

import io.menuflow.models.elasticity.Elasticity;
import org.jspecify.annotations.Nullable;

/**
 * An item whose price is to be judged.
 *
 * @param price list price in force, in ten-thousandths
 * @param foodCost of a unit, in ten-thousandths, null when not known
 * @param demand units expected at that price over the horizon
 * @param observedLow lowest price that held, in ten-thousandths; the price when there was no other
 * @param observedHigh highest price that held
 * @param daysSinceChange business days since the price last changed, null when it never did
 * @param fit how well demand is explained, 0 to 1
 */
public record PriceQuestion(
        String itemId,
        long price,
        @Nullable Long foodCost,
        double demand,
        Elasticity elasticity,
        long observedLow,
        long observedHigh,
        @Nullable Integer daysSinceChange,
        double fit) {}
