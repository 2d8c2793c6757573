package io.menuflow.models.menu;

import org.jspecify.annotations.Nullable;

/**
 * Where one item stands over a window, by both methods.
 *
 * @param item what was judged
 * @param percentile the quadrant by percentiles; null when out of scope
 * @param kasavanaSmith the quadrant by Kasavana &amp; Smith; null when out of scope
 * @param settled the chosen method's quadrant, near a threshold on the side of the last closed day
 * @param popularityPercentile percent-rank of units, average of ties over n; null when not ranked
 * @param profitabilityPercentile percent-rank of total margin (or revenue); null when not ranked
 * @param menuMix share C of the units sold in its scope; null when not ranked
 * @param lowEvidence whether fewer units were sold than a verdict should rest on
 * @param profitBasis what its scope's profitability is measured by
 */
public record ItemQuadrants(
        ItemWindow item,
        @Nullable Quadrant percentile,
        @Nullable Quadrant kasavanaSmith,
        @Nullable Quadrant settled,
        @Nullable Double popularityPercentile,
        @Nullable Double profitabilityPercentile,
        @Nullable Double menuMix,
        boolean lowEvidence,
        ProfitBasis profitBasis) {

    /** The quadrant by a method; null when out of scope. */
    public @Nullable Quadrant by(Method method) {
        return method == Method.PERCENTILE ? percentile : kasavanaSmith;
    }
}
