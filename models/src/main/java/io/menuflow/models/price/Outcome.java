package io.menuflow.models.price;

import io.menuflow.models.elasticity.Elasticity;
import io.menuflow.models.price.WhatIf.Money;
import io.menuflow.models.price.WhatIf.Units;
import org.jspecify.annotations.Nullable;

/**
 * A price change and what came of it. Demand and profit are those of {@code days} open days.
 *
 * @param day business day on which the new price began
 * @param before price until then, in ten-thousandths
 * @param after price from then on, in ten-thousandths
 * @param days open days since, at most 28
 * @param daysBefore open days at the price before that they are held against, at most 28
 * @param elasticity as it was known on the day before
 * @param expected units had the price stayed: those before, carried along with the rest of the menu
 * @param predicted units at the new price, by that elasticity
 * @param realised units, with an interval for their chance
 * @param predictedGain contribution over that of the price before, in ten-thousandths; null without a food cost
 * @param realisedGain the same as it came
 * @param verdict what is to be thought of it
 */
public record Outcome(
        String itemId,
        int day,
        long before,
        long after,
        int days,
        int daysBefore,
        Elasticity elasticity,
        double expected,
        Units predicted,
        Units realised,
        @Nullable Money predictedGain,
        @Nullable Money realisedGain,
        Verdict verdict) {

    /** How a change came out. */
    public enum Verdict {
        /** Fewer than 14 open days since. */
        TOO_EARLY,
        /** It brought more, and 95 % sure so. */
        GAINED,
        /**
         * Nothing that is not chance, less than 2 % of the price, fewer than 14 open days at the price before, or no food cost
         * to weigh it by.
         */
        OPEN,
        /** It brought less, and 95 % sure so: the price before is proposed. */
        UNDO
    }

    /** The price that is proposed again, in ten-thousandths, or null. */
    public @Nullable Long undoTo() {
        return verdict == Verdict.UNDO ? (Long) before : null;
    }
}
