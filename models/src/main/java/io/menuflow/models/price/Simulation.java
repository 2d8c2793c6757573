package io.menuflow.models.price;

import io.menuflow.models.elasticity.Evidence;
import io.menuflow.models.price.WhatIf.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an item would sell and bring at another price or food cost, and what speaks against that price.
 *
 * @param current at the price and food cost in force; without a food cost its contribution and profit mean nothing
 * @param currentCost food cost in force, in ten-thousandths, null when it is not known
 * @param then at the price and food cost asked for; the same of it
 * @param thenCost food cost asked for, else the one in force
 * @param probability that the price brings the menu more than the one in force, both at {@code thenCost}; null without
 *     a cost, and at the price in force
 * @param menuGain what it is expected to bring the menu over the one in force, both at {@code thenCost}, in
 *     ten-thousandths: half of what the item wins or loses is its neighbours', when nothing better is known; null without a cost
 * @param breaches guardrails that the price would break, in their order
 * @param warnings what to heed, in words
 */
public record Simulation(
        PriceQuestion item,
        Scenario current,
        @Nullable Long currentCost,
        Scenario then,
        @Nullable Long thenCost,
        @Nullable Double probability,
        @Nullable Long menuGain,
        List<Breach> breaches,
        List<String> warnings) {

    private static final double LARGE_DEMAND_CHANGE = 0.2;
    private static final double LOW_MARGIN = 0.3;

    /** Copies the lists. */
    public Simulation {
        breaches = List.copyOf(breaches);
        warnings = List.copyOf(warnings);
    }

    /**
     * The item at another price, food cost, or both.
     *
     * @param price in ten-thousandths, above 0 and at most 200 million of the currency; null for the one in force
     * @param foodCost in ten-thousandths, 0 or more; null for the one in force
     */
    public static Simulation of(PriceQuestion item, Guardrails rails, @Nullable Long price, @Nullable Long foodCost) {
        Long cost = foodCost == null ? item.foodCost() : foodCost;
        long asked = price == null ? item.price() : price;
        PriceQuestion costed = item.withFoodCost(cost);
        Scenario now = WhatIf.at(item, item.price(), item.foodCost() == null ? 0 : item.foodCost());
        Scenario then = WhatIf.at(costed, asked, cost == null ? 0 : cost);
        Double sure =
                cost == null || asked == item.price() ? null : (Double) PriceOptimizer.probability(costed, asked, cost);
        Simulation bare = new Simulation(
                item,
                now,
                item.foodCost(),
                then,
                cost,
                sure,
                cost == null ? null : (Long) PriceOptimizer.menuGain(costed, asked, cost),
                new GuardedPrices(rails).breaches(costed, asked, sure),
                List.of());
        return bare.with(warnings(costed, then, cost), bare.basis(costed));
    }

    private Simulation with(List<String> one, List<String> other) {
        List<String> all = new ArrayList<>(one);
        all.addAll(other);
        return new Simulation(item, current, currentCost, then, thenCost, probability, menuGain, breaches, all);
    }

    /** What the figures of the menu are held against, where that is not what those of the item are. */
    private List<String> basis(PriceQuestion costed) {
        List<String> basis = new ArrayList<>();
        boolean dearer = then.price() > item.price();
        if (thenCost == null || then.price() == item.price()) {
            return basis;
        }
        if (currentCost != null && !currentCost.equals(thenCost)) {
            basis.add("How sure it is that the menu gains, and how much, is told of the two prices at a food cost of "
                    + AdviceText.shown(thenCost) + "; the change of profit also has the food cost in it");
        }
        if (costed.instead() > 0) {
            long own = then.profit().point()
                    - WhatIf.at(costed, item.price(), thenCost).profit().point();
            basis.add(AdviceText.assumption(costed, dearer, own));
        }
        return basis;
    }

    /** The prices that no guardrail forbids, ascending: those nearest to the one in force when there are more than {@code most}. */
    public static List<Long> allowed(PriceQuestion item, Guardrails rails, int most) {
        GuardedPrices guarded = new GuardedPrices(rails);
        return Stream.concat(guarded.allowed(item).stream(), Stream.of(item.price()))
                .filter(price -> of(item, rails, price, null).breaches().isEmpty())
                .sorted(Comparator.comparingLong(price -> Math.abs(price - item.price())))
                .limit(most)
                .sorted()
                .toList();
    }

    /** Of demand, at which the price asked for brings as much as the one in force, in percent; null when none does. */
    public @Nullable Double breakEvenPct() {
        return currentCost == null || thenCost == null || current.contribution() <= 0 || then.contribution() <= 0
                ? null
                : (Double) (100.0 * current.contribution() / then.contribution() - 100);
    }

    private static List<String> warnings(PriceQuestion item, Scenario then, @Nullable Long cost) {
        List<String> warnings = new ArrayList<>();
        long left = then.contribution() - item.elsewhere();
        if (cost == null) {
            warnings.add("The food cost is not known: enter it, and profit can be told");
        } else if (left < 0) {
            warnings.add("Each unit loses " + AdviceText.shown(-left) + ": it costs more than its price leaves");
        } else if (left < LOW_MARGIN * (left + cost)) {
            warnings.add("Margin below 30 %: check the food cost");
        }
        if (item.elasticity().evidence() == Evidence.NONE && then.price() != item.price()) {
            warnings.add("Nothing is known of how its sales answer to its price: demand is "
                    + AdviceText.borrowed(item.elasticity()));
        } else if (item.elasticity().point() > 0) {
            warnings.add("Sales seem to rise with the price: something else moved them, a price cannot");
        }
        if (then.price() > item.observedHigh() || then.price() < item.observedLow()) {
            warnings.add("It was never sold at that price, but from " + AdviceText.shown(item.observedLow()) + " to "
                    + AdviceText.shown(item.observedHigh()) + ": the further away, the less is known");
        }
        if (then.demand().high() >= WhatIf.MOST_FACTOR * item.demand()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "More than %.0f times as much as now is not reckoned with: no menu tells what would sell at such a price",
                    WhatIf.MOST_FACTOR));
        }
        double change = Math.abs(then.demand().point() - item.demand());
        if (change > LARGE_DEMAND_CHANGE * item.demand()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "Demand is expected to change by %.0f %%: consider smaller steps",
                    100 * change / item.demand()));
        }
        return warnings;
    }
}
