package io.menuflow.models.menu;

import java.math.BigDecimal;

/**
 * How a menu is judged.
 *
 * @param method whose quadrant is the answer
 * @param popularityFactor the share of 1/n from which an item is popular (Kasavana–Smith), 0.70 in the textbook
 * @param scope what an item is compared with
 * @param newItemDays fewer days on the menu make a NEW_ITEM; 0 turns the rule off
 * @param lowEvidenceUnits fewer units in the window make the evidence LOW
 * @param settleBand relative width around a threshold within which the last closed day decides
 */
public record QuadrantRules(
        Method method,
        BigDecimal popularityFactor,
        Scope scope,
        int newItemDays,
        int lowEvidenceUnits,
        BigDecimal settleBand) {

    /** What an item is compared with. */
    public enum Scope {
        MENU,
        CATEGORY
    }

    /** The textbook's factor, the whole menu, two weeks for new items. */
    public static final QuadrantRules DEFAULT =
            new QuadrantRules(Method.PERCENTILE, new BigDecimal("0.70"), Scope.MENU, 14, 20, new BigDecimal("0.05"));

    /** The same rules by another method. */
    public QuadrantRules with(Method other) {
        return new QuadrantRules(other, popularityFactor, scope, newItemDays, lowEvidenceUnits, settleBand);
    }

    /** The same rules with another popularity factor. */
    public QuadrantRules withFactor(BigDecimal factor) {
        return new QuadrantRules(method, factor, scope, newItemDays, lowEvidenceUnits, settleBand);
    }

    /** The same rules over another scope. */
    public QuadrantRules with(Scope other) {
        return new QuadrantRules(method, popularityFactor, other, newItemDays, lowEvidenceUnits, settleBand);
    }
}
