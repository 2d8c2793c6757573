package io.menuflow.models.price;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a proposed price may never do.
 *
 * @param maxStep largest change a cycle, as a share of the price
 * @param minMargin least margin as a share of the price; evaluated last and always kept
 * @param floor least price in ten-thousandths, null for none
 * @param ceiling highest price in ten-thousandths, null for none
 * @param endings minor units a price may end in, 0 to 99; empty for any
 * @param coolDownDays days after a change without another
 * @param maxChanges prices of a menu that may change at once
 * @param excluded ids of items whose prices stay
 */
public record Guardrails(
        double maxStep,
        double minMargin,
        @Nullable Long floor,
        @Nullable Long ceiling,
        List<Integer> endings,
        int coolDownDays,
        int maxChanges,
        Set<String> excluded) {

    /** ±8 %, margin at least 20 %, endings .00 .50 .95 .99, 28 days, six changes. */
    public static final Guardrails DEFAULT =
            new Guardrails(0.08, 0.20, null, null, List.of(0, 50, 95, 99), 28, 6, Set.of());

    /** A guardrail, in the order in which they are evaluated. */
    public enum Rule {
        EXCLUDED,
        COOL_DOWN,
        MAX_STEP,
        PRICE_LIMITS,
        OBSERVED_RANGE,
        PRICE_ENDING,
        MAX_CHANGES,
        MARGIN_FLOOR
    }

    /** Throws IllegalArgumentException for settings that make no sense. */
    public Guardrails {
        endings = List.copyOf(endings);
        excluded = Set.copyOf(excluded);
        if (!(maxStep > 0 && maxStep < 1) || !(minMargin >= 0 && minMargin < 1) || coolDownDays < 0 || maxChanges < 0) {
            throw new IllegalArgumentException("step and margin are shares, days and changes at least 0");
        }
        if (floor != null && ceiling != null && floor > ceiling) {
            throw new IllegalArgumentException("floor " + floor + " above ceiling " + ceiling);
        }
        if (endings.stream().anyMatch(ending -> ending < 0 || ending > 99)) {
            throw new IllegalArgumentException("endings are 0 to 99, not " + endings);
        }
    }
}
