package io.menuflow.connectors.simulator.demand;

/** The mathematical shapes that demand may have. */
public enum Family {
    /** Log-linear with constant elasticities. */
    MULTIPLICATIVE,
    /** Nested logit choice among everything on the menu and going without. */
    LOGIT,
    /** A Hill response: demand grows with its drivers up to a ceiling. */
    SATURATING
}
