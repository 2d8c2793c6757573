package io.menuflow.models.price;

import io.menuflow.models.elasticity.Evidence;
import io.menuflow.models.price.Guardrails.Rule;
import io.menuflow.models.price.PriceAdvice.Clamp;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which prices guardrails leave an item, and where a wanted one ends up. */
final class GuardedPrices {

    static final long MAJOR = 10_000;
    private static final long MINOR = 100;
    /** Prices tried between the lowest and the highest allowed when any ending is. */
    private static final int STEPS = 32;

    private final Guardrails rails;

    GuardedPrices(Guardrails rails) {
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

        boolean contains(long price) {
            return price >= low && price <= high;
        }

        /** As people read it. */
        @Override
        public String toString() {
            return AdviceText.shown(low) + " to " + AdviceText.shown(high);
        }
    }

    /** Whether the item's price may change at all, by its owner's word and the days since it last did. */
    boolean mayChange(PriceQuestion item) {
        return !rails.excluded().contains(item.itemId()) && !isCoolingDown(item);
    }

    /** The price nearest to the wanted one that step, limits, observed range and endings allow; the trail is added to. */
    long guarded(PriceQuestion item, long wanted, List<Clamp> trail) {
        long now = item.price();
        if (rails.excluded().contains(item.itemId())) {
            return moved(Rule.EXCLUDED, wanted, now, trail);
        }
        if (isCoolingDown(item)) {
            return moved(Rule.COOL_DOWN, wanted, now, trail);
        }
        Range range = step(item);
        long price = moved(Rule.MAX_STEP, wanted, range.clamp(wanted), trail);
        range = limited(range);
        price = moved(Rule.PRICE_LIMITS, price, range.isEmpty() ? now : range.clamp(price), trail);
        if (range.isEmpty()) {
            return price;
        }
        range = observed(range, item);
        price = moved(Rule.OBSERVED_RANGE, price, range.isEmpty() ? now : range.clamp(price), trail);
        if (range.isEmpty() || price == now) {
            return price;
        }
        long ended = ending(price, range);
        // An ending must not turn a rise into a cut.
        boolean turned = ended == 0 || Long.signum(ended - now) != Long.signum(price - now);
        return moved(Rule.PRICE_ENDING, price, turned ? now : ended, trail);
    }

    /** All prices other than the current one that these guardrails allow, ascending; with any ending, evenly spread. */
    List<Long> allowed(PriceQuestion item) {
        List<Long> allowed = new ArrayList<>();
        Range range = observed(limited(step(item)), item);
        if (!mayChange(item) || range.isEmpty()) {
            return allowed;
        }
        if (rails.endings().isEmpty()) {
            for (int i = 0; i <= STEPS; i++) {
                allowed.add(range.low() + (range.high() - range.low()) * i / STEPS);
            }
        } else {
            for (long whole = range.low() / MAJOR; whole <= range.high() / MAJOR && allowed.size() < 1_000; whole++) {
                for (int ending : rails.endings()) {
                    allowed.add(whole * MAJOR + ending * MINOR);
                }
            }
        }
        long least = marginFloor(item);
        return allowed.stream()
                .filter(price -> price >= Math.max(least, range.low()) && price <= range.high())
                .filter(price -> price != item.price())
                .distinct()
                .sorted()
                .toList();
    }

    /** Of the guardrails that narrow prices down, the first after which none is left that is another. */
    Rule narrowest(PriceQuestion item) {
        Range range = step(item);
        if (!leavesAnother(range, item)) {
            return Rule.MAX_STEP;
        }
        range = limited(range);
        if (!leavesAnother(range, item)) {
            return Rule.PRICE_LIMITS;
        }
        range = observed(range, item);
        if (!leavesAnother(range, item)) {
            return Rule.OBSERVED_RANGE;
        }
        return leavesAnother(range.and(marginFloor(item), Long.MAX_VALUE), item)
                ? Rule.PRICE_ENDING
                : Rule.MARGIN_FLOOR;
    }

    private static boolean leavesAnother(Range range, PriceQuestion item) {
        double least = PriceOptimizer.NEAR_OPTIMAL * item.price();
        return !range.isEmpty() && (range.low() <= item.price() - least || range.high() >= item.price() + least);
    }

    /**
     * The guardrails that another price would break, in their order.
     *
     * @param probability that it brings more than the one in force, null when that is not known
     */
    List<Breach> breaches(PriceQuestion item, long price, @Nullable Double probability) {
        List<Breach> breaches = new ArrayList<>();
        if (price != item.price()) {
            breachesOfChange(item, price, breaches);
        }
        if (price != item.price() && item.elasticity().evidence() == Evidence.NONE) {
            breaches.add(new Breach(Rule.EVIDENCE, "nothing is known of how its sales answer to its price"));
        } else if (probability != null && probability < rails.minProbability()) {
            breaches.add(new Breach(
                    Rule.EVIDENCE,
                    "it is " + percent(probability) + " sure that the menu gains, less than "
                            + percent(rails.minProbability())));
        }
        if (item.foodCost() != null && price < marginFloor(item)) {
            breaches.add(new Breach(
                    Rule.MARGIN_FLOOR,
                    "a margin of " + percent(rails.minMargin()) + " needs " + AdviceText.shown(marginFloor(item))));
        }
        return breaches;
    }

    private void breachesOfChange(PriceQuestion item, long price, List<Breach> breaches) {
        Integer since = item.daysSinceChange();
        if (rails.excluded().contains(item.itemId())) {
            breaches.add(new Breach(Rule.EXCLUDED, "its price is excluded from changes"));
        }
        if (since != null && isCoolingDown(item)) {
            breaches.add(new Breach(
                    Rule.COOL_DOWN,
                    "the price changed " + AdviceText.days(since) + " ago, and stays for " + rails.coolDownDays()));
        }
        Range step = step(item);
        if (!step.contains(price)) {
            breaches.add(new Breach(Rule.MAX_STEP, "a step of " + percent(rails.maxStep()) + " allows " + step));
        }
        Range limits = limited(new Range(0, Long.MAX_VALUE));
        if (!limits.contains(price)) {
            breaches.add(new Breach(
                    Rule.PRICE_LIMITS,
                    price < limits.low()
                            ? "the least price is " + AdviceText.shown(limits.low())
                            : "the highest price is " + AdviceText.shown(limits.high())));
        }
        Range seen = observed(new Range(0, Long.MAX_VALUE), item);
        if (!seen.contains(price)) {
            breaches.add(new Breach(
                    Rule.OBSERVED_RANGE,
                    "a step of " + percent(rails.maxStep()) + " beyond the prices it was sold at allows " + seen));
        }
        if (!rails.endings().isEmpty() && ending(price, new Range(price, price)) == 0) {
            breaches.add(new Breach(Rule.PRICE_ENDING, "prices end in " + endings()));
        }
    }

    private String endings() {
        return rails.endings().stream()
                .map(ending -> String.format(Locale.ROOT, ".%02d", ending))
                .collect(Collectors.joining(" "));
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(100 * share)
                        .setScale(1, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }

    /** The least list price whose revenue leaves the margin floor, in ten-thousandths, rounded up. */
    long marginFloor(PriceQuestion item) {
        long cost = item.foodCost() == null ? 0 : item.foodCost();
        return BigDecimal.valueOf(cost)
                .divide(
                        BigDecimal.ONE
                                .subtract(BigDecimal.valueOf(rails.minMargin()))
                                .multiply(BigDecimal.valueOf(item.netShare())),
                        0,
                        RoundingMode.CEILING)
                .longValueExact();
    }

    /** The nearest price from {@code least} on with an allowed ending. */
    long endingFrom(long least) {
        long ended = ending(least, new Range(least, Long.MAX_VALUE));
        return ended == 0 ? least : ended;
    }

    static long moved(Rule rule, long before, long after, List<Clamp> trail) {
        if (before != after) {
            trail.add(new Clamp(rule, before, after));
        }
        return after;
    }

    private boolean isCoolingDown(PriceQuestion item) {
        return item.daysSinceChange() != null && item.daysSinceChange() < rails.coolDownDays();
    }

    private Range step(PriceQuestion item) {
        double step = rails.maxStep();
        return new Range(
                Math.max(1, (long) Math.ceil(item.price() * (1 - step))), (long) Math.floor(item.price() * (1 + step)));
    }

    private Range limited(Range range) {
        return range.and(
                rails.floor() == null ? 0 : rails.floor(), rails.ceiling() == null ? Long.MAX_VALUE : rails.ceiling());
    }

    private Range observed(Range range, PriceQuestion item) {
        double step = rails.maxStep();
        return range.and(
                (long) Math.ceil(item.observedLow() * (1 - step)), (long) Math.floor(item.observedHigh() * (1 + step)));
    }

    /** The nearest price in range with an allowed ending, ties to the lower; 0 when there is none. */
    private long ending(long price, Range range) {
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
        return nearest;
    }
}
