package io.menuflow.models.price;

import io.menuflow.models.elasticity.Elasticity;
import io.menuflow.models.price.Guardrails.Rule;
import io.menuflow.models.price.WhatIf.Scenario;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said to a question about a price. */
public sealed interface PriceAdvice {

    /** The item asked about. */
    String itemId();

    /** What to try so that something is known; null when nothing is to be tried. */
    @Nullable TestPlan test();

    /**
     * No advice.
     *
     * @param reason why, in words a person can act on
     */
    record Refused(String itemId, String reason, @Nullable TestPlan test) implements PriceAdvice {}

    /** How sure the advice is. */
    enum Confidence {
        LOW,
        MEDIUM,
        HIGH
    }

    /** A guardrail that moved the price; in ten-thousandths. */
    record Clamp(Rule rule, long before, long after) {}

    /**
     * A price to try where nothing is known, so that something is.
     *
     * @param price in ten-thousandths, within the guardrails
     * @param units to be sold at the new price until the item's own estimate is MODERATE evidence
     * @param days that takes at the demand expected, at least 14
     * @param feasible whether that is not too long to wait: 84 days
     */
    record TestPlan(long price, double units, int days, boolean feasible) {}

    /**
     * A price worth considering; equal to the current one when no change is proposed.
     *
     * @param optimal demand, revenue and profit at the price proposed, with intervals
     * @param current the same at the price in force
     * @param unconstrained best candidate before guardrails, in ten-thousandths
     * @param foodCost of a unit, in ten-thousandths
     * @param elsewhere contribution of other items with each unit, in ten-thousandths; in the profits; 0 when not known
     * @param probability that the price proposed brings the menu more than the one in force; 1 when they are equal
     * @param menuGain what it is expected to bring the menu, in ten-thousandths: half of what the item wins or loses is its
     *     neighbours', when nothing better is known; the profits beside are the item's own
     * @param fit how well the item's sales are explained, 0 to 1
     * @param trail guardrails that moved the price, in their order
     * @param binding the one that decided, null when none did
     */
    record Proposed(
            String itemId,
            Scenario optimal,
            Scenario current,
            long unconstrained,
            long foodCost,
            long elsewhere,
            Elasticity elasticity,
            Confidence confidence,
            double probability,
            long menuGain,
            double fit,
            List<Clamp> trail,
            @Nullable Rule binding,
            @Nullable TestPlan test,
            String recommendation,
            List<String> warnings)
            implements PriceAdvice {

        /** Copies the lists. */
        public Proposed {
            trail = List.copyOf(trail);
            warnings = List.copyOf(warnings);
        }

        /** The same where a change is to be taken back first. */
        Proposed after(Undo undo) {
            return new Proposed(
                    itemId,
                    optimal,
                    current,
                    unconstrained,
                    foodCost,
                    elsewhere,
                    elasticity,
                    confidence,
                    probability,
                    menuGain,
                    fit,
                    trail,
                    binding,
                    test,
                    undo.words() + " That is measured, and goes before what is reckoned: " + recommendation,
                    warnings);
        }

        /** Whether another price is proposed. */
        public boolean changes() {
            return optimal.price() != current.price();
        }

        /** In ten-thousandths. */
        public long priceChange() {
            return optimal.price() - current.price();
        }

        /** In percent. */
        public double priceChangePct() {
            return 100.0 * priceChange() / current.price();
        }

        /** In units. */
        public double demandChange() {
            return optimal.demand().point() - current.demand().point();
        }

        /** In percent, or null when nothing sells. */
        public @Nullable Double demandChangePct() {
            double now = current.demand().point();
            return now > 0 ? (Double) (100 * demandChange() / now) : null;
        }

        /** In ten-thousandths. */
        public long profitChange() {
            return optimal.profit().point() - current.profit().point();
        }

        /** In percent, or null when there is no profit now. */
        public @Nullable Double profitChangePct() {
            long now = current.profit().point();
            return now > 0 ? (Double) (100.0 * profitChange() / now) : null;
        }

        /** The change of demand in percent at which the new price brings as much as the old, or null when none does. */
        public @Nullable Double breakEvenPct() {
            long now = current.contribution();
            long then = optimal.contribution();
            return then > 0 ? (Double) (100.0 * (now - then) / then) : null;
        }
    }
}
