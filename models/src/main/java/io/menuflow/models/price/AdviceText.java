package io.menuflow.models.price;

import io.menuflow.models.elasticity.Evidence;
import io.menuflow.models.money.Fixed;
import io.menuflow.models.price.Guardrails.Rule;
import io.menuflow.models.price.PriceAdvice.Confidence;
import io.menuflow.models.price.PriceAdvice.Proposed;
import io.menuflow.models.price.PriceAdvice.TestPlan;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Advice in words. */
final class AdviceText {

    private static final double LARGE_DEMAND_CHANGE = 20;
    private static final double LOW_MARGIN = 0.3;

    private AdviceText() {}

    static String recommendation(Proposed advice) {
        return advice.changes() ? change(advice) : stay(advice);
    }

    private static String change(Proposed advice) {
        return String.format(
                Locale.ROOT,
                "%s price to %s (%+.1f%%): %s expected profit of the menu, %s of the item alone; %.0f%% sure that it is more.",
                advice.priceChange() > 0 ? "Increase" : "Decrease",
                shown(advice.optimal().price()),
                advice.priceChangePct(),
                signed(advice.menuGain()),
                signed(advice.profitChange()),
                100 * advice.probability());
    }

    private static String stay(Proposed advice) {
        String now = shown(advice.current().price());
        TestPlan test = advice.test();
        if (test != null) {
            return String.format(
                    Locale.ROOT,
                    "Keep the price of %s: nothing is known of what another would do. Test %s for %d days (%.0f units)%s.",
                    now,
                    shown(test.price()),
                    test.days(),
                    test.units(),
                    test.feasible() ? "" : "; that is long: it sells too little to learn from alone");
        }
        Rule rule = advice.binding();
        boolean free = rule == null || (rule != Rule.EXCLUDED && rule != Rule.COOL_DOWN);
        if (free && advice.elasticity().evidence() == Evidence.NONE) {
            return "Keep the price of " + now
                    + ": nothing is known of what another would do, and the guardrails leave no"
                    + " price to test: allow other endings or a larger step.";
        }
        double away = Math.abs(advice.unconstrained() - advice.current().price());
        if (rule == null
                || away < PriceOptimizer.NEAR_OPTIMAL * advice.current().price()) {
            return "Current price (" + now + ") is near optimal. No change recommended.";
        }
        String because =
                switch (rule) {
                    case EXCLUDED -> "it is excluded from changes";
                    case COOL_DOWN -> "it changed only lately";
                    case PRICE_LIMITS -> "another is beyond the price limits";
                    case OBSERVED_RANGE -> "another is too far from prices it was sold at";
                    case EVIDENCE -> "it is not sure enough that another brings more";
                    case MAX_CHANGES -> "other changes bring more, and only so many may be made at once";
                    case PRICE_ENDING -> "no price that ends as it may is nearer to a better one: allow other endings";
                    case MAX_STEP, MARGIN_FLOOR -> "no other price is allowed";
                };
        return "Keep the price of " + now + ": " + because + ".";
    }

    static List<String> warnings(Proposed advice) {
        List<String> warnings = new ArrayList<>();
        if (advice.confidence() == Confidence.LOW) {
            warnings.add("Low confidence: " + advice.elasticity().why());
        }
        Double demand = advice.demandChangePct();
        if (demand != null && Math.abs(demand) > LARGE_DEMAND_CHANGE) {
            warnings.add("Demand is expected to change by over 20 %: consider smaller steps");
        }
        long margin = advice.optimal().contribution() - advice.elsewhere();
        if (margin < LOW_MARGIN * (margin + advice.foodCost())) {
            warnings.add("Margin below 30 %: check the food cost");
        }
        if (advice.elasticity().evidence() != Evidence.NONE
                && advice.elasticity().point() > 0) {
            warnings.add("Sales seem to rise with the price: something else moved them, a price cannot");
        }
        return warnings;
    }

    private static String signed(long amount) {
        return (amount < 0 ? "" : "+") + shown(amount);
    }

    static String shown(@Nullable Long amount) {
        return amount == null
                ? "nothing"
                : Fixed.moneyOf(amount).setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
