package io.menuflow.models.menu;

/** What profitability is measured by: the margin, or the revenue where no item has a cost. */
public enum ProfitBasis {
    CONTRIBUTION_MARGIN,
    REVENUE
}
