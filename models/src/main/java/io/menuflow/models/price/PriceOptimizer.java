package io.menuflow.models.price;

import io.menuflow.models.elasticity.Evidence;
import io.menuflow.models.money.Fixed;
import io.menuflow.models.price.Guardrails.Rule;
import io.menuflow.models.price.PriceAdvice.Clamp;
import io.menuflow.models.price.PriceAdvice.Confidence;
import io.menuflow.models.price.PriceAdvice.Point;
import io.menuflow.models.price.PriceAdvice.Proposed;
import io.menuflow.models.price.PriceAdvice.Refused;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Searches the price of most profit, {@code (p − c) · q · (p/p_now)^ε}, and keeps it within guardrails. */
public final class PriceOptimizer {

    /** Prices tried. */
    public static final int CANDIDATES = 121;

    private static final double LOWEST = 0.7;
    private static final double HIGHEST = 1.3;
    private static final double LOWEST_OVER_COST = 1.2;
    private static final double NEAR_OPTIMAL = 0.02;
    private static final double LARGE_DEMAND_CHANGE = 20;
    private static final double LOW_MARGIN = 0.3;
    /** 100 million of the currency: dearer is a typing error, and products stay within a long. */
    private static final long HIGHEST_PRICE = 1_000_000_000_000L;

    private static final double MOST_DEMAND = 1e6;
    private static final long MAJOR = 10_000;
    private static final long MINOR = 100;

    private final Guardrails rails;

    /** An optimizer within guardrails. */
    public PriceOptimizer(Guardrails rails) {
        this.rails = rails;
    }

    /** Prices from {@code low} up to {@code high}, both included. */
    private record Range(long low, long high) {
        Range and(long otherLow, long otherHigh) {
            return new Range(Math.max(low, otherLow), Math.min(high, otherHigh));
        }

        long clamp(long price) {
            return Math.max(low, Math.min(high, price));
        }

        boolean isEmpty() {
            return low > high;
        }
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
                                Comparator.comparingLong(Proposed::profitChange).reversed())
                        .thenComparing(Proposed::itemId))
                .limit(rails.maxChanges())
                .forEach(each -> kept.add(each.itemId()));
        for (int i = 0; i < advice.size(); i++) {
            if (advice.get(i) instanceof Proposed proposed
                    && proposed.changes()
                    && proposed.binding() != Rule.MARGIN_FLOOR
                    && !kept.contains(proposed.itemId())) {
                List<Clamp> trail = new ArrayList<>(proposed.trail());
                trail.add(new Clamp(
                        Rule.MAX_CHANGES,
                        proposed.optimal().price(),
                        proposed.current().price()));
                long now = proposed.current().price();
                advice.set(i, answer(menu.get(i), proposed.foodCost(), proposed.unconstrained(), now, trail));
            }
        }
        return advice;
    }

    /** The advice for one item alone. */
    public PriceAdvice advise(PriceQuestion item) {
        String refusal = refusal(item);
        if (refusal != null) {
            return new Refused(item.itemId(), refusal);
        }
        long cost = item.foodCost() == null ? 0 : item.foodCost();
        long least = marginFloor(cost);
        if (least > HIGHEST * item.price()) {
            return new Refused(
                    item.itemId(),
                    "the margin floor needs " + shown(least) + ", over 30 % more than the price of "
                            + shown(item.price()) + ": check price and food cost");
        }
        long best = best(item, cost);
        List<Clamp> trail = new ArrayList<>();
        long price = guarded(item, best, trail);
        if (Math.abs(price - item.price()) < NEAR_OPTIMAL * item.price()) {
            price = item.price();
        }
        if (price < least) {
            price = moved(Rule.MARGIN_FLOOR, price, ending(least, new Range(least, Long.MAX_VALUE), true), trail);
        }
        return answer(item, cost, best, price, trail);
    }

    /** Units expected at another price. */
    public static double demand(PriceQuestion item, long price) {
        return item.demand()
                * Math.pow((double) price / item.price(), item.elasticity().point());
    }

    /** Price, demand and profit at so many prices between 70 % and 130 % of the current one, to plot. */
    public static List<Point> curve(PriceQuestion item, long foodCost, int points) {
        List<Point> curve = new ArrayList<>(points);
        for (int i = 0; i < points; i++) {
            double share = LOWEST + (HIGHEST - LOWEST) * i / Math.max(1, points - 1);
            curve.add(point(item, Math.max(1, Math.round(share * item.price())), foodCost));
        }
        return curve;
    }

    private static @Nullable String refusal(PriceQuestion item) {
        if (item.price() <= 0 || item.price() > HIGHEST_PRICE) {
            return "a price of " + shown(item.price()) + " cannot be right";
        }
        if (item.foodCost() == null) {
            return "the food cost is not known: enter it, and profit can be weighed";
        }
        if (item.foodCost() < 0 || item.foodCost() > HIGHEST_PRICE) {
            return "a food cost of " + shown(item.foodCost()) + " cannot be right";
        }
        if (!(item.demand() > 0)) {
            return "nothing is expected to sell at the current price: there is no demand to weigh";
        }
        if (!(item.demand() <= MOST_DEMAND)
                || !Double.isFinite(item.elasticity().point())) {
            return "a demand of " + item.demand() + " cannot be right";
        }
        return null;
    }

    private static long best(PriceQuestion item, long cost) {
        double low = Math.max(LOWEST_OVER_COST * cost, LOWEST * item.price());
        double high = Math.max(low, HIGHEST * item.price());
        double most = Double.NEGATIVE_INFINITY;
        long best = item.price();
        for (int i = 0; i < CANDIDATES; i++) {
            long price = Math.max(1, Math.round(low + (high - low) * i / (CANDIDATES - 1)));
            double profit = ((double) price - cost) * demand(item, price);
            if (profit > most) {
                most = profit;
                best = price;
            }
        }
        return best;
    }

    private long guarded(PriceQuestion item, long best, List<Clamp> trail) {
        long now = item.price();
        if (rails.excluded().contains(item.itemId())) {
            return moved(Rule.EXCLUDED, best, now, trail);
        }
        if (item.daysSinceChange() != null && item.daysSinceChange() < rails.coolDownDays()) {
            return moved(Rule.COOL_DOWN, best, now, trail);
        }
        double step = rails.maxStep();
        Range range = new Range((long) Math.ceil(now * (1 - step)), (long) Math.floor(now * (1 + step)));
        long price = moved(Rule.MAX_STEP, best, range.clamp(best), trail);
        range = range.and(
                rails.floor() == null ? 0 : rails.floor(), rails.ceiling() == null ? Long.MAX_VALUE : rails.ceiling());
        price = moved(Rule.PRICE_LIMITS, price, range.isEmpty() ? now : range.clamp(price), trail);
        if (range.isEmpty()) {
            return price;
        }
        range = range.and(
                (long) Math.ceil(item.observedLow() * (1 - step)), (long) Math.floor(item.observedHigh() * (1 + step)));
        price = moved(Rule.OBSERVED_RANGE, price, range.isEmpty() ? now : range.clamp(price), trail);
        if (range.isEmpty() || price == now) {
            return price;
        }
        long ended = ending(price, range, false);
        // An ending must not turn a rise into a cut.
        boolean turned = ended == 0 || Long.signum(ended - now) != Long.signum(price - now);
        return moved(Rule.PRICE_ENDING, price, turned ? now : ended, trail);
    }

    private static long moved(Rule rule, long before, long after, List<Clamp> trail) {
        if (before != after) {
            trail.add(new Clamp(rule, before, after));
        }
        return after;
    }

    /** The nearest price in range with an allowed ending, ties to the lower; 0 when there is none. */
    private long ending(long price, Range range, boolean upward) {
        if (rails.endings().isEmpty()) {
            return price;
        }
        long nearest = 0;
        long distance = Long.MAX_VALUE;
        long major = Math.floorDiv(price, MAJOR);
        for (long whole = Math.max(0, major - 1); whole <= major + 1; whole++) {
            for (int ending : rails.endings()) {
                long candidate = whole * MAJOR + ending * MINOR;
                boolean fits = candidate > 0 && candidate >= range.low() && candidate <= range.high();
                if (fits && Math.abs(candidate - price) < distance) {
                    nearest = candidate;
                    distance = Math.abs(candidate - price);
                }
            }
        }
        return nearest == 0 && upward ? price : nearest;
    }

    /** The least price that leaves the margin floor, in ten-thousandths, rounded up. */
    private long marginFloor(long cost) {
        return BigDecimal.valueOf(cost)
                .divide(BigDecimal.ONE.subtract(BigDecimal.valueOf(rails.minMargin())), 0, RoundingMode.CEILING)
                .longValueExact();
    }

    private PriceAdvice answer(PriceQuestion item, long cost, long best, long price, List<Clamp> trail) {
        Point optimal = point(item, price, cost);
        Point current = point(item, item.price(), cost);
        Confidence confidence = confidence(item);
        Proposed bare = new Proposed(
                item.itemId(),
                optimal,
                current,
                best,
                cost,
                item.elasticity(),
                confidence,
                item.fit(),
                trail,
                trail.isEmpty() ? null : trail.get(trail.size() - 1).rule(),
                "",
                List.of());
        return new Proposed(
                bare.itemId(),
                optimal,
                current,
                best,
                cost,
                item.elasticity(),
                confidence,
                item.fit(),
                bare.trail(),
                bare.binding(),
                recommendation(bare),
                warnings(bare));
    }

    private static Point point(PriceQuestion item, long price, long cost) {
        double demand = demand(item, price);
        long profit = BigDecimal.valueOf(price - cost)
                .multiply(BigDecimal.valueOf(demand))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        return new Point(price, demand, profit);
    }

    private static Confidence confidence(PriceQuestion item) {
        Evidence evidence = item.elasticity().evidence();
        return switch (evidence) {
            case NONE, WEAK -> Confidence.LOW;
            case MODERATE -> Confidence.MEDIUM;
            case STRONG -> Confidence.HIGH;
        };
    }

    private static String recommendation(Proposed advice) {
        String now = shown(advice.current().price());
        if (!advice.changes()) {
            Rule rule = advice.binding();
            return rule == null || rule == Rule.PRICE_ENDING
                    ? "Current price (" + now + ") is near optimal. No change recommended."
                    : "Keep the price of " + now + ": "
                            + rule.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ".";
        }
        String verb = advice.priceChange() > 0 ? "Increase" : "Decrease";
        String test = advice.elasticity().evidence() == Evidence.NONE ? " as a test of 28 days" : "";
        return String.format(
                Locale.ROOT,
                "%s price to %s (%+.1f%%)%s: %s expected profit.",
                verb,
                shown(advice.optimal().price()),
                advice.priceChangePct(),
                test,
                (advice.profitChange() < 0 ? "" : "+") + shown(advice.profitChange()));
    }

    private static List<String> warnings(Proposed advice) {
        List<String> warnings = new ArrayList<>();
        if (advice.confidence() == Confidence.LOW) {
            warnings.add("Low confidence: " + advice.elasticity().why());
        }
        Double demand = advice.demandChangePct();
        if (demand != null && Math.abs(demand) > LARGE_DEMAND_CHANGE) {
            warnings.add("Demand is expected to change by over 20 %: consider smaller steps");
        }
        if (advice.optimal().price() - advice.foodCost()
                < LOW_MARGIN * advice.optimal().price()) {
            warnings.add("Margin below 30 %: check the food cost");
        }
        return warnings;
    }

    private static String shown(long amount) {
        return Fixed.moneyOf(amount).setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
