package io.menuflow.models.price;

import io.menuflow.models.elasticity.Elasticity;
import io.menuflow.models.elasticity.ElasticityEstimator;
import io.menuflow.models.elasticity.Evidence;
import io.menuflow.models.price.Guardrails.Rule;
import io.menuflow.models.price.PriceAdvice.Clamp;
import io.menuflow.models.price.PriceAdvice.Confidence;
import io.menuflow.models.price.PriceAdvice.Proposed;
import io.menuflow.models.price.PriceAdvice.Refused;
import io.menuflow.models.price.PriceAdvice.TestPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Searches the price of most profit, {@code (p − c − w/2) · q · (p/p_now)^ε}, and keeps it within guardrails. {@code w} is what a
 * guest brings who takes another item instead; half of them do, when nothing better is known.
 */
public final class PriceOptimizer {

    /** Prices tried. */
    public static final int CANDIDATES = 121;

    /** 100 million of the currency: dearer is a typing error, and products stay within a long. */
    static final long HIGHEST_PRICE = 1_000_000_000_000L;

    private static final double LOWEST = 0.7;
    private static final double HIGHEST = 1.3;
    private static final double LOWEST_OVER_COST = 1.2;
    /** Prices this near, as a share of the one in force, are no change. */
    static final double NEAR_OPTIMAL = 0.02;

    private static final double MOST_DEMAND = 1e6;
    private static final double LEAST_NET = 0.1;
    private static final double MOST_GAIN = 1e18;

    private static final double HALF = 0.5;
    /** Shares of diverted sales that stand for all from 0 to 1. */
    private static final int SHARES = 5;

    private static final int SHORTEST_TEST = 14;
    private static final int LONGEST_TEST = 84;
    /** Variance of units over their mean that a test reckons with. */
    private static final double DISPERSION = 1.5;

    private final Guardrails rails;
    private final GuardedPrices prices;

    /** An optimizer within guardrails. */
    public PriceOptimizer(Guardrails rails) {
        this.rails = rails;
        prices = new GuardedPrices(rails);
    }

    /** The advice for a menu: of the changes, those of most profit, as many as may happen at once. */
    public List<PriceAdvice> advise(List<PriceQuestion> menu) {
        List<PriceAdvice> advice =
                new ArrayList<>(menu.stream().map(this::advise).toList());
        Set<String> kept = new HashSet<>();
        advice.stream()
                .filter(each -> each instanceof Proposed proposed && proposed.changes())
                .map(Proposed.class::cast)
                .sorted(Comparator.comparing((Proposed each) -> each.binding() == Rule.MARGIN_FLOOR ? 0 : 1)
                        .thenComparing(
                                Comparator.comparingLong(Proposed::menuGain).reversed())
                        .thenComparing(Proposed::itemId))
                .limit(rails.maxChanges())
                .forEach(each -> kept.add(each.itemId()));
        for (int i = 0; i < advice.size(); i++) {
            if (advice.get(i) instanceof Proposed proposed
                    && proposed.changes()
                    && proposed.binding() != Rule.MARGIN_FLOOR
                    && !kept.contains(proposed.itemId())) {
                List<Clamp> trail = new ArrayList<>(proposed.trail());
                long now = proposed.current().price();
                GuardedPrices.moved(Rule.MAX_CHANGES, proposed.optimal().price(), now, trail);
                advice.set(i, answer(menu.get(i), proposed.foodCost(), proposed.unconstrained(), now, trail, null));
            }
        }
        return advice;
    }

    /** The advice for one item alone. */
    public PriceAdvice advise(PriceQuestion item) {
        String refusal = refusal(item);
        if (refusal != null) {
            return new Refused(item.itemId(), refusal, testOfRefused(item));
        }
        long cost = item.foodCost() == null ? 0 : item.foodCost();
        long least = prices.marginFloor(item);
        long left = item.net(item.price()) - cost;
        if (left < 0 && least > HIGHEST * item.price()) {
            return new Refused(
                    item.itemId(),
                    "a unit costs " + AdviceText.shown(cost) + " and its price of " + AdviceText.shown(item.price())
                            + " leaves " + AdviceText.shown(item.net(item.price())) + ": each one sold loses "
                            + AdviceText.shown(-left) + "; check price and food cost",
                    null);
        }
        if (least > HIGHEST * item.price()) {
            return new Refused(
                    item.itemId(),
                    "the margin floor needs " + AdviceText.shown(least) + ", over 30 % more than the price of "
                            + AdviceText.shown(item.price()) + ": check price and food cost",
                    null);
        }
        long best = best(item, cost);
        List<Clamp> trail = new ArrayList<>();
        long price = prices.guarded(item, best, trail);
        if (Math.abs(price - item.price()) < NEAR_OPTIMAL * item.price()) {
            price = item.price();
        }
        TestPlan test = item.elasticity().evidence() == Evidence.NONE ? test(item, price, cost) : null;
        boolean sure = item.elasticity().evidence() != Evidence.NONE
                && probability(item, price, cost) >= rails.minProbability();
        if (!sure) {
            price = GuardedPrices.moved(Rule.EVIDENCE, price, item.price(), trail);
        }
        if (price < least) {
            price = GuardedPrices.moved(Rule.MARGIN_FLOOR, price, prices.endingFrom(least), trail);
            test = null;
        }
        return answer(item, cost, best, price, trail, test);
    }

    /** All prices that step, limits, observed range, endings and margin floor leave the item, ascending, but its own. */
    public List<Long> allowed(PriceQuestion item) {
        return refusal(item) == null ? prices.allowed(item) : List.of();
    }

    /** Where a wanted price ends up within step, limits, observed range and endings; below 2 % nothing changes. */
    public long guarded(PriceQuestion item, long wanted) {
        long price = prices.guarded(item, wanted, new ArrayList<>());
        long least = prices.marginFloor(item);
        return price < least || Math.abs(price - item.price()) < NEAR_OPTIMAL * item.price() ? item.price() : price;
    }

    /** Why nothing can be said of an item's price, in words a person can act on; null when something can. */
    public static @Nullable String refusal(PriceQuestion item) {
        if (item.price() <= 0 || item.price() > HIGHEST_PRICE) {
            return "a price of " + AdviceText.shown(item.price()) + " cannot be right";
        }
        if (item.foodCost() == null) {
            return "the food cost is not known: enter it, and profit can be weighed";
        }
        if (item.foodCost() < 0 || item.foodCost() > HIGHEST_PRICE) {
            return "a food cost of " + AdviceText.shown(item.foodCost()) + " cannot be right";
        }
        if (!(item.netShare() > LEAST_NET && item.netShare() < 1 / LEAST_NET)) {
            return "revenue of " + item.netShare()
                    + " of the list price cannot be right: check prices, tax and discounts";
        }
        if (!(item.demand() > 0)) {
            return "nothing is expected to sell at the current price: there is no demand to weigh";
        }
        Elasticity elasticity = item.elasticity();
        if (!(item.demand() <= MOST_DEMAND)
                || !Double.isFinite(elasticity.point())
                || !(elasticity.error() > 0)
                || Math.abs(item.elsewhere()) > HIGHEST_PRICE) {
            return "a demand of " + item.demand() + " and an elasticity of " + elasticity.point() + " cannot be right";
        }
        return null;
    }

    private static long best(PriceQuestion item, long cost) {
        double low = Math.max(LOWEST_OVER_COST * cost / item.netShare(), LOWEST * item.price());
        double high = Math.max(low, HIGHEST * item.price());
        double most = Double.NEGATIVE_INFINITY;
        long best = item.price();
        for (int i = 0; i < CANDIDATES; i++) {
            long price = Math.max(1, Math.round(low + (high - low) * i / (CANDIDATES - 1)));
            double profit = profit(item, price, cost);
            if (profit > most) {
                most = profit;
                best = price;
            }
        }
        return best;
    }

    /** Of one unit that sells at the price in force. */
    private static double profit(PriceQuestion item, long price, long cost) {
        double ratio = Math.log((double) price / item.price());
        return item.worth(price, cost, HALF)
                * WhatIf.factor(ratio, item.elasticity().point());
    }

    /**
     * The probability that a price brings the menu more than the one in force. Where it is not known what guests take
     * instead, any share of what the item loses or wins may be its neighbours': all shares alike.
     */
    static double probability(PriceQuestion item, long price, long cost) {
        if (price == item.price()) {
            return 1;
        }
        double sum = 0;
        for (int i = 0; i < SHARES; i++) {
            sum += probability(item, price, cost, (i + HALF) / SHARES);
        }
        return sum / SHARES;
    }

    /** Profit rises when the elasticity is on the right side of the one at which both prices bring the same. */
    private static double probability(PriceQuestion item, long price, long cost, double diverted) {
        double now = item.worth(item.price(), cost, diverted);
        double then = item.worth(price, cost, diverted);
        if (now <= 0 || then <= 0) {
            return then > now ? 1 : 0;
        }
        double ratio = Math.log((double) price / item.price());
        double even = -Math.log(then / now) / ratio;
        double z = (item.elasticity().point() - even) / item.elasticity().error();
        return Normal.below(price > item.price() ? z : -z);
    }

    /** What a price is expected to bring the menu over the one in force, half of it diverted, in ten-thousandths. */
    static long menuGain(PriceQuestion item, long price, long cost) {
        double gain = item.demand() * (profit(item, price, cost) - profit(item, item.price(), cost));
        return Math.round(Math.max(-MOST_GAIN, Math.min(MOST_GAIN, gain)));
    }

    /** Without a food cost no profit can be weighed, but how sales answer can be learned: by a higher price, which is safe. */
    private @Nullable TestPlan testOfRefused(PriceQuestion item) {
        boolean costAlone = item.foodCost() == null && refusal(item.withFoodCost(0L)) == null;
        return costAlone && item.elasticity().evidence() == Evidence.NONE ? test(item, item.price(), 0) : null;
    }

    /** The price wanted when it is another, else the allowed one furthest away, the more profitable of two. */
    private @Nullable TestPlan test(PriceQuestion item, long wanted, long cost) {
        long price = wanted;
        if (price == item.price()) {
            price = prices.allowed(item).stream()
                    .filter(each -> Math.abs(each - item.price()) >= NEAR_OPTIMAL * item.price())
                    .max(Comparator.comparingLong((Long each) -> Math.abs(each - item.price()))
                            .thenComparingDouble(each -> profit(item, each, cost)))
                    .orElse(item.price());
        }
        if (price == item.price() || !prices.mayChange(item)) {
            return null;
        }
        double ratio = Math.log((double) price / item.price());
        double error = ElasticityEstimator.MODERATE_ERROR;
        double units = 2 * DISPERSION / (ratio * ratio * error * error);
        double days = Math.ceil(units / (item.demand() / item.days()));
        return new TestPlan(price, units, (int) Math.max(SHORTEST_TEST, Math.min(1e6, days)), days <= LONGEST_TEST);
    }

    private PriceAdvice answer(
            PriceQuestion item, long cost, long best, long price, List<Clamp> trail, @Nullable TestPlan test) {
        Proposed bare = proposed(item, cost, best, price, trail, test, "", List.of());
        return proposed(
                item,
                cost,
                best,
                price,
                trail,
                test,
                AdviceText.recommendation(bare, prices.narrowest(item)),
                AdviceText.warnings(bare, item));
    }

    private static Proposed proposed(
            PriceQuestion item,
            long cost,
            long best,
            long price,
            List<Clamp> trail,
            @Nullable TestPlan test,
            String recommendation,
            List<String> warnings) {
        return new Proposed(
                item.itemId(),
                WhatIf.at(item, price, cost),
                WhatIf.at(item, item.price(), cost),
                best,
                cost,
                item.elsewhere(),
                item.elasticity(),
                confidence(item.elasticity().evidence()),
                probability(item, price, cost),
                menuGain(item, price, cost),
                item.fit(),
                trail,
                trail.isEmpty() ? null : trail.get(trail.size() - 1).rule(),
                test,
                recommendation,
                warnings);
    }

    private static Confidence confidence(Evidence evidence) {
        return switch (evidence) {
            case NONE, WEAK -> Confidence.LOW;
            case MODERATE -> Confidence.MEDIUM;
            case STRONG -> Confidence.HIGH;
        };
    }
}
