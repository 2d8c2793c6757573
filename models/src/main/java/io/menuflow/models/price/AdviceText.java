package io.menuflow.models.price;

import io.menuflow.models.elasticity.Elasticity;
import io.menuflow.models.elasticity.Evidence;
import io.menuflow.models.elasticity.Pooling.Prior;
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
    /** A step below which a test is long for what sells well, too. */
    private static final double SMALL_STEP = 0.05;

    private AdviceText() {}

    /** @param narrowest the guardrail that leaves no price to test, where none is left */
    static String recommendation(Proposed advice, Rule narrowest) {
        return advice.changes() ? change(advice) : stay(advice, narrowest);
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

    private static String stay(Proposed advice, Rule narrowest) {
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
                    test.feasible() ? "" : "; that is long: " + whyLong(advice, test));
        }
        Rule rule = advice.binding();
        boolean free = rule == null || (rule != Rule.EXCLUDED && rule != Rule.COOL_DOWN);
        if (free && advice.elasticity().evidence() == Evidence.NONE) {
            return "Keep the price of " + now + ": nothing is known of what another would do, and " + noTest(narrowest);
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
                    case PRICE_LIMITS -> "the price floor or ceiling allows no better one";
                    case OBSERVED_RANGE -> "another is too far from prices it was sold at";
                    case EVIDENCE -> "it is not sure enough that another brings more";
                    case MAX_CHANGES -> "other changes bring more, and only so many may be made at once";
                    case PRICE_ENDING -> "no price that ends as it may is nearer to a better one: allow other endings";
                    case MAX_STEP, MARGIN_FLOOR -> "no other price is allowed";
                };
        return "Keep the price of " + now + ": " + because + ".";
    }

    /** Small steps need many units, whoever sells them; where the step is not small, it is the item that sells few. */
    private static String whyLong(Proposed advice, TestPlan test) {
        double step = Math.abs(test.price() - advice.current().price())
                / (double) advice.current().price();
        return step < SMALL_STEP
                ? String.format(Locale.ROOT, "a step of %.1f %% is small, and shows only over many sales", 100 * step)
                : "it sells too little to learn from alone";
    }

    private static String noTest(Rule narrowest) {
        return switch (narrowest) {
            case PRICE_LIMITS -> "the price floor and ceiling leave no price to test: set them further apart.";
            case MAX_STEP -> "the largest step leaves no price to test: allow a larger one.";
            case MARGIN_FLOOR -> "the margin floor leaves no price to test: check the food cost.";
            default -> "the guardrails leave no price to test: allow other endings or a larger step.";
        };
    }

    /** Where the elasticity of an item comes from of which nothing of its own is known. */
    static String borrowed(Elasticity elasticity) {
        double usual = Prior.STATED.centre();
        return Math.abs(elasticity.point() - usual) < 0.005
                ? String.format(Locale.ROOT, "by what is usual elsewhere, %.2f", usual)
                : String.format(
                        Locale.ROOT,
                        "by what its category and menu show, %.2f where %.2f is usual elsewhere",
                        elasticity.point(),
                        usual);
    }

    static List<String> warnings(Proposed advice, PriceQuestion item) {
        List<String> warnings = new ArrayList<>();
        if (advice.confidence() == Confidence.LOW) {
            warnings.add("Low confidence: " + advice.elasticity().why()
                    + (advice.elasticity().evidence() == Evidence.NONE ? "; " + borrowed(advice.elasticity()) : ""));
        }
        if (advice.changes() && item.instead() > 0) {
            warnings.add(assumption(item, advice.priceChange() > 0, advice.profitChange()));
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

    /** What a change rests on that nobody has measured. */
    static String assumption(PriceQuestion item, boolean dearer, long profitChange) {
        String half = dearer
                ? "Half of the guests it loses are taken to order another item instead, at "
                : "Half of the guests it wins are taken to have ordered another item before, at ";
        return half + shown(item.instead()) + " each: that is assumed, not measured"
                + (dearer && profitChange < 0
                        ? "; the item alone loses " + shown(-profitChange)
                                + ", and if none of them did it would not pay"
                        : "");
    }

    private static String signed(long amount) {
        return (amount < 0 ? "" : "+") + shown(amount);
    }

    static String days(int days) {
        return days == 1 ? "1 day" : days + " days";
    }

    static String shown(@Nullable Long amount) {
        return amount == null
                ? "nothing"
                : Fixed.moneyOf(amount).setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
