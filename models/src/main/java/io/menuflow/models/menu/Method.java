package io.menuflow.models.menu;

/** How popular and profitable are decided. */
public enum Method {
    /** Percent-rank of units, and of total margin, of at least one half. */
    PERCENTILE,
    /** Kasavana &amp; Smith 1982: share of units against factor/n, unit margin against the volume-weighted mean. */
    KASAVANA_SMITH
}
