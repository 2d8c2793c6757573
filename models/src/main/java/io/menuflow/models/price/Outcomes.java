package io.menuflow.models.price;

import io.menuflow.models.elasticity.Elasticity;
import io.menuflow.models.elasticity.ElasticityEstimator;
import io.menuflow.models.elasticity.OwnFits;
import io.menuflow.models.elasticity.PriceBlock;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.money.Fixed;
import io.menuflow.models.price.Outcome.Verdict;
import io.menuflow.models.price.WhatIf.Money;
import io.menuflow.models.price.WhatIf.Scenario;
import io.menuflow.models.price.WhatIf.Units;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of price changes: what would have been predicted from the data before each, beside what happened since, the rest
 * of the menu standing for what would have happened anyway.
 */
public final class Outcomes {

    /** Open days after a change that are looked at, and as many at the price before. */
    public static final int DAYS = 28;

    /** Business days before and after a change within which they lie. */
    static final int REACH = 2 * DAYS;

    /** Open days since a change, and at the price before, from which it is judged. */
    public static final int FEWEST_DAYS = 14;
    /** Log of price from which a change can be what moved sales: less is not advised either. */
    private static final double LEAST_CHANGE = Math.log(1.02);

    private static final double TAIL = 1.6449;
    /** Variance of units over their mean that is reckoned with: some come in groups. */
    private static final double DISPERSION = 1.5;
    /** How far an item's share of the menu wanders in four weeks besides, log: see docs/price.md. */
    private static final double WANDER = 0.07;

    private final MenuHistory history;
    private final int closedDay;
    private final Map<Integer, Double> menu = new HashMap<>();
    private @Nullable NetShare usual;

    /**
     * Outcomes as they are known at a day close.
     *
     * @param history spans 60 days before the changes asked for
     */
    public Outcomes(MenuHistory history, int closedDay) {
        this.history = history;
        this.closedDay = closedDay;
    }

    /** Sums of open days on which the item could be had. */
    private record Span(int days, double units, double others) {

        double share() {
            return others > 0 ? units / others : 0;
        }
    }

    /**
     * What came of a change.
     *
     * @param blocks of the history; those complete before the change teach its elasticity
     * @param day business day on which the price became {@code after}
     * @return null when the item is not known, or did not sell before
     */
    public @Nullable Outcome of(List<PriceBlock> blocks, String itemId, int day, long before, long after) {
        return of(PriceAdvisor.fits(blocks, day - 1), itemId, day, before, after);
    }

    /**
     * What was measured of a change, whatever was known of the item's elasticity.
     *
     * @param expected units had the price stayed
     * @param gain contribution over that of the price before, in ten-thousandths; null without a food cost
     */
    record Measured(int days, int daysBefore, double expected, Units realised, @Nullable Money gain, Verdict verdict) {}

    /** The same from the fits as they were on the day before the change. */
    public @Nullable Outcome of(OwnFits fits, String itemId, int day, long before, long after) {
        MenuHistory.Item item = history.items().stream()
                .filter(each -> each.itemId().equals(itemId))
                .findFirst()
                .orElse(null);
        if (item == null || before <= 0 || after <= 0 || day > closedDay) {
            return null;
        }
        LastChange change = new LastChange(day, before, after);
        Measured measured = measured(item, change);
        if (measured == null) {
            return null;
        }
        Elasticity elasticity = new ElasticityEstimator()
                .pool(
                        fits,
                        history.items().stream().map(MenuHistory.Item::itemId).toList(),
                        id -> id.equals(itemId) ? item.category() : category(id))
                .get(itemId);
        if (elasticity == null) {
            return null;
        }
        return outcome(item, change, elasticity, measured);
    }

    private Outcome outcome(MenuHistory.Item item, LastChange change, Elasticity elasticity, Measured measured) {
        Margins margins = margins(item, change);
        Long cost = margins.cost();
        PriceQuestion question = new PriceQuestion(
                item.itemId(),
                change.before(),
                cost,
                margins.net(),
                measured.expected(),
                measured.days(),
                0,
                0,
                elasticity,
                change.before(),
                change.before(),
                null,
                0);
        Scenario predicted = WhatIf.at(question, change.after(), cost == null ? 0 : cost);
        return new Outcome(
                item.itemId(),
                change.day(),
                change.before(),
                change.after(),
                measured.days(),
                measured.daysBefore(),
                elasticity,
                measured.expected(),
                predicted.demand(),
                measured.realised(),
                cost == null ? null : gain(predicted.demand(), measured.expected(), margins),
                measured.gain(),
                measured.verdict());
    }

    /** Null when the item did not sell at the price before. */
    @Nullable Measured measured(MenuHistory.Item item, LastChange change) {
        Span then = span(item, change.day() - 1, -1, change.before());
        Span since = span(item, change.day(), 1, change.after());
        if (then.units() <= 0 || then.others() <= 0) {
            return null;
        }
        double expected = then.share() * since.others();
        // Of log(realised / expected): chance of both spans, and what shares do by themselves.
        double error = Math.sqrt(
                DISPERSION / Math.max(1, then.units()) + DISPERSION / Math.max(1, since.units()) + WANDER * WANDER);
        Units realised = new Units(
                since.units() * Math.exp(-TAIL * error), since.units(), since.units() * Math.exp(TAIL * error));
        Margins margins = margins(item, change);
        Money gain = margins.cost() == null ? null : gain(realised, expected, margins);
        boolean isLarge = Math.abs(Math.log((double) change.after() / change.before())) >= LEAST_CHANGE;
        return new Measured(
                since.days(), then.days(), expected, realised, gain, verdict(since.days(), then.days(), isLarge, gain));
    }

    /** What a unit left before and leaves after, in ten-thousandths; it means nothing without a food cost. */
    private record Margins(double net, @Nullable Long cost, long before, long after) {}

    private Margins margins(MenuHistory.Item item, LastChange change) {
        double net = NetShare.of(List.of(item), closedDay).towards(usual());
        Long cost = item.listed() == null ? null : item.listed().foodCosts().on(change.day());
        long food = cost == null ? 0 : cost;
        return new Margins(
                net, cost, Math.round(change.before() * net) - food, Math.round(change.after() * net) - food);
    }

    private NetShare usual() {
        if (usual == null) {
            usual = NetShare.of(history.items(), closedDay);
        }
        return usual;
    }

    private static Verdict verdict(int days, int daysBefore, boolean isLarge, @Nullable Money gain) {
        if (days < FEWEST_DAYS) {
            return Verdict.TOO_EARLY;
        }
        if (gain == null || !isLarge || daysBefore < FEWEST_DAYS) {
            return Verdict.OPEN;
        }
        return gain.high() < 0 ? Verdict.UNDO : gain.low() > 0 ? Verdict.GAINED : Verdict.OPEN;
    }

    private static Money gain(Units units, double expected, Margins margins) {
        double one = units.low() * margins.after() - expected * margins.before();
        double other = units.high() * margins.after() - expected * margins.before();
        return new Money(
                Math.round(Math.min(one, other)),
                Math.round(units.point() * margins.after() - expected * margins.before()),
                Math.round(Math.max(one, other)));
    }

    private @Nullable String category(String itemId) {
        return history.items().stream()
                .filter(each -> each.itemId().equals(itemId))
                .findFirst()
                .map(MenuHistory.Item::category)
                .orElse(null);
    }

    /** Up to 28 open days at a price from a day on, forward or back, within twice as many days, until another one holds. */
    private Span span(MenuHistory.Item item, int from, int step, long price) {
        int days = 0;
        double units = 0;
        double others = 0;
        int otherwise = 0;
        for (int i = 0; i < REACH && days < DAYS && otherwise < LastChange.HELD_DAYS; i++) {
            int day = from + i * step;
            long known = LastChange.price(item, day);
            if (known != 0) {
                otherwise = known == price ? 0 : otherwise + 1;
            }
            double all = day > closedDay ? 0 : units(day);
            boolean out = item.listed() != null && item.listed().isSoldOut(day);
            if (otherwise == 0 && all > 0 && !out && !history.facts(day).closed()) {
                double own = Math.max(0, item.days().unitsByDay(day, 1)[0]) / (double) Fixed.ONE;
                days++;
                units += own;
                others += all - own;
            }
        }
        return new Span(days, units, others);
    }

    /** Of the whole menu, summed once a day. */
    private double units(int day) {
        return menu.computeIfAbsent(day, summed -> {
            double all = 0;
            for (MenuHistory.Item item : history.items()) {
                all += Math.max(0, item.days().unitsByDay(summed, 1)[0]) / (double) Fixed.ONE;
            }
            return all;
        });
    }
}
