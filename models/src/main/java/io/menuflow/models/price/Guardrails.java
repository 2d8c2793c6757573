package io.menuflow.models.price;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a proposed price may never do. Prices are of the item, for everybody and at all hours: there is no setting that would
 * let them differ by guest, nor rise by the hour.
 *
 * @param maxStep largest change a cycle, as a share of the price
 * @param minMargin least margin as a share of the price; evaluated last and always kept
 * @param floor least price in ten-thousandths, null for none
 * @param ceiling highest price in ten-thousandths, null for none
 * @param endings minor units a price may end in, 0 to 99; empty for any
 * @param coolDownDays days after a change without another
 * @param minProbability least probability, by the item's elasticity, that a change brings more than none
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
        double minProbability,
        int maxChanges,
        Set<String> excluded) {

    /** ±8 %, margin at least 20 %, endings .00 .50 .95 .99, 28 days, 80 % sure, six changes. */
    public static final Guardrails DEFAULT =
            new Guardrails(0.08, 0.20, null, null, List.of(0, 50, 95, 99), 28, 0.8, 6, Set.of());

    private static final int LONGEST_COOL_DOWN = 3_650;

    /** A guardrail, in the order in which they are evaluated. */
    public enum Rule {
        EXCLUDED,
        COOL_DOWN,
        MAX_STEP,
        PRICE_LIMITS,
        OBSERVED_RANGE,
        PRICE_ENDING,
        EVIDENCE,
        MAX_CHANGES,
        MARGIN_FLOOR
    }

    /** Throws IllegalArgumentException, which names the setting, for what makes no sense. */
    public Guardrails {
        endings = List.copyOf(endings);
        excluded = Set.copyOf(excluded);
        require(maxStep > 0 && maxStep < 1, "the largest step is a share between 0 and 1, not " + maxStep);
        require(minMargin >= 0 && minMargin < 1, "the least margin is a share from 0 to below 1, not " + minMargin);
        require(
                minProbability >= 0 && minProbability <= 1,
                "the least probability is a share from 0 to 1, not " + minProbability);
        require(
                coolDownDays >= 0 && coolDownDays <= LONGEST_COOL_DOWN,
                "the cool-down is 0 to " + LONGEST_COOL_DOWN + " days, not " + coolDownDays);
        require(maxChanges >= 0, "changes at once are 0 or more, not " + maxChanges);
        require(floor == null || floor > 0, "the price floor is above 0, not " + floor);
        require(ceiling == null || ceiling > 0, "the price ceiling is above 0, not " + ceiling);
        require(
                floor == null || ceiling == null || floor <= ceiling,
                "the price floor " + floor + " is above the ceiling " + ceiling);
        require(
                endings.stream().allMatch(ending -> ending >= 0 && ending <= 99),
                "price endings are 0 to 99, not " + endings);
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
