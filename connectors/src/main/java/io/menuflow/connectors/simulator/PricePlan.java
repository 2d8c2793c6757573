package io.menuflow.connectors.simulator;

import io.menuflow.connectors.simulator.PriceChange.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * The prices of one item: a pure function of the day. Time is cut into blocks counted from 1970, and what happens in a
 * block is drawn from the block's number; a level holds until the next block that has a change.
 */
final class PricePlan {

    private final Families.Prices draws;
    private final PricePolicy policy;
    private final long reference;
    private final Levels single;
    private final Levels all;
    private final long promotions;

    /**
     * The prices of an item.
     *
     * @param reference its price before any change, in minor units
     */
    PricePlan(
            Families.Prices draws, PricePolicy policy, long reference, long seed, String restaurantId, String itemId) {
        this.draws = draws;
        this.policy = policy;
        this.reference = reference;
        single = new Levels(
                Seeds.state(seed, restaurantId, "price " + itemId),
                draws.singleBlockDays(),
                policy.changesSingleItems() ? draws.singleChance() : 0,
                draws.singleLevel());
        all = new Levels(
                Seeds.state(seed, restaurantId, "prices"),
                draws.allBlockDays(),
                policy.changesAll() ? draws.allChance() : 0,
                draws.allLevel());
        promotions = Seeds.state(seed, restaurantId, "promotion " + itemId);
    }

    /** In minor units. */
    long minor(long day) {
        double level = single.on(day) + all.on(day);
        double cut = promotion(day).cutOn(day);
        double price = reference * StrictMath.exp(level) * (1 - cut);
        boolean untouched = level == 0 && cut == 0;
        return untouched ? reference : Math.max(1, Math.round(price / draws.step())) * draws.step();
    }

    /** The price without a promotion, in minor units. */
    long regular(long day) {
        double level = single.on(day) + all.on(day);
        return level == 0
                ? reference
                : Math.max(1, Math.round(reference * StrictMath.exp(level) / draws.step())) * draws.step();
    }

    /** Whether a promotion shows the item. */
    boolean featured(long day) {
        return promotion(day).cutOn(day) > 0;
    }

    /** The price on day {@code from} and every change up to {@code to}, both included. */
    List<PriceChange> history(LocalDate from, LocalDate to) {
        TreeSet<Long> days = new TreeSet<>();
        single.changes(from.toEpochDay(), to.toEpochDay(), days);
        all.changes(from.toEpochDay(), to.toEpochDay(), days);
        for (long day = from.toEpochDay(); day <= to.toEpochDay() + draws.promotionBlockDays(); ) {
            Promotion promotion = promotion(day);
            days.add(promotion.from());
            days.add(promotion.end());
            day += draws.promotionBlockDays();
        }
        days.add(from.toEpochDay());
        List<PriceChange> history = new ArrayList<>();
        for (long day : days.subSet(from.toEpochDay(), true, to.toEpochDay(), true)) {
            PriceChange before = history.isEmpty() ? null : history.get(history.size() - 1);
            boolean featured = featured(day);
            if (before == null || before.minor() != minor(day) || before.featured() != featured) {
                Kind kind = before == null ? Kind.INITIAL : kind(day, before.featured(), featured);
                history.add(new PriceChange(LocalDate.ofEpochDay(day), minor(day), featured, kind));
            }
        }
        return history;
    }

    private Kind kind(long day, boolean wasFeatured, boolean isFeatured) {
        if (wasFeatured != isFeatured) {
            return isFeatured ? Kind.PROMOTION : Kind.PROMOTION_END;
        }
        return all.on(day) != all.on(day - 1) ? Kind.ALL : Kind.SINGLE;
    }

    /** A price cut from a day until before another. */
    private record Promotion(long from, long end, double cut) {

        double cutOn(long day) {
            return day >= from && day < end ? cut : 0;
        }
    }

    /** The promotion of the block in which a day lies; it begins and ends there. */
    private Promotion promotion(long day) {
        long block = Math.floorDiv(day, draws.promotionBlockDays());
        SplittableRandom random = Seeds.random(promotions, block);
        if (!policy.changesSingleItems() || random.nextDouble() >= draws.promotionChance()) {
            return new Promotion(day, day, 0);
        }
        int days = (int) draws.promotionDays().draw(random);
        long from = block * draws.promotionBlockDays() + random.nextInt(draws.promotionBlockDays() - days);
        return new Promotion(from, from + days, draws.promotionCut().draw(random));
    }
}
