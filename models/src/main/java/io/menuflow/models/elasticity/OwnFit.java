package io.menuflow.models.elasticity;

import org.jspecify.annotations.Nullable;

/**
 * What one item's own prices and sales say, before anything is borrowed from others.
 *
 * @param own null when they say nothing
 * @param confounded whether its price only ever changed together with most of the menu
 * @param changes price changes that count
 * @param variants whether it is sold at several prices that alternate, which therefore are not changes
 * @param lowest price that held, in ten-thousandths; 0 when none did
 * @param highest price that held
 * @param fit share of the deviance that price and level explain, 0 to 1
 */
public record OwnFit(
        String itemId,
        @Nullable OwnEstimate own,
        boolean confounded,
        int changes,
        boolean variants,
        long lowest,
        long highest,
        double fit) {}
