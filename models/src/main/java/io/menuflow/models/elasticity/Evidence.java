package io.menuflow.models.elasticity;

/** How much an item's own sales say about its elasticity. */
public enum Evidence {
    /** No price change of its own that counts: the elasticity is what its menu, or the prior, suggests. */
    NONE,
    /** Changes that cannot be told from what happened to the whole menu, or an estimate of little precision. */
    WEAK,
    /** Standard error of the item's own estimate at most {@link ElasticityEstimator#MODERATE_ERROR}. */
    MODERATE,
    /** Standard error at most {@link ElasticityEstimator#STRONG_ERROR}, from at least two changes. */
    STRONG
}
