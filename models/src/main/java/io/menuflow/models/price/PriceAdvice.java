package io.menuflow.models.price;

import io.menuflow.models.elasticity.Elasticity;
import io.menuflow.models.price.Guardrails.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said to a question about a price. */
public sealed interface PriceAdvice {

    /** The item asked about. */
    String itemId();

    /** No advice, and why, in words a person can act on. */
    record Refused(String itemId, String reason) implements PriceAdvice {}

    /** How sure the advice is. */
    enum Confidence {
        LOW,
        MEDIUM,
        HIGH
    }

    /** A guardrail that moved the price; in ten-thousandths. */
    record Clamp(Rule rule, long before, long after) {}

    /**
     * Price, demand and profit over the horizon.
     *
     * @param price in ten-thousandths
     * @param demand units
     * @param profit in ten-thousandths, rounded half up
     */
    record Point(long price, double demand, long profit) {}

    /**
     * A price worth considering; equal to the current one when no change is proposed.
     *
     * @param unconstrained best candidate before guardrails, in ten-thousandths
     * @param trail guardrails that moved the price, in their order
     * @param binding the one that decided, null when none did
     */
    record Proposed(
            String itemId,
            Point optimal,
            Point current,
            long unconstrained,
            long foodCost,
            Elasticity elasticity,
            Confidence confidence,
            double fit,
            List<Clamp> trail,
            @Nullable Rule binding,
            String recommendation,
            List<String> warnings)
            implements PriceAdvice {

        /** Copies the lists. */
        public Proposed {
            trail = List.copyOf(trail);
            warnings = List.copyOf(warnings);
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
            return optimal.demand() - current.demand();
        }

        /** In percent, or null when nothing sells. */
        public @Nullable Double demandChangePct() {
            return current.demand() > 0 ? (Double) (100 * demandChange() / current.demand()) : null;
        }

        /** In ten-thousandths. */
        public long profitChange() {
            return optimal.profit() - current.profit();
        }

        /** In percent, or null when there is no profit now. */
        public @Nullable Double profitChangePct() {
            return current.profit() > 0 ? (Double) (100.0 * profitChange() / current.profit()) : null;
        }
    }
}
