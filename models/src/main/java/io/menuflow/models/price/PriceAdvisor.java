package io.menuflow.models.price;

import io.menuflow.models.elasticity.Elasticity;
import io.menuflow.models.elasticity.ElasticityEstimator;
import io.menuflow.models.elasticity.OwnFit;
import io.menuflow.models.elasticity.OwnFits;
import io.menuflow.models.elasticity.PriceBlock;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.price.PriceAdvice.Proposed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The prices of a menu at a day close. Elasticities rest on complete blocks and change when one is; demand, prices, costs and
 * guardrails are those of the day. A pure function of what it is given.
 */
public final class PriceAdvisor {

    /** Days of the horizon of demand and profit. */
    public static final int HORIZON_DAYS = 28;

    private final Guardrails rails;
    private final ElasticityEstimator estimator;

    /** An advisor within guardrails, with the stated prior. */
    public PriceAdvisor(Guardrails rails) {
        this(rails, new ElasticityEstimator());
    }

    /** An advisor with another estimator. */
    public PriceAdvisor(Guardrails rails, ElasticityEstimator estimator) {
        this.rails = rails;
        this.estimator = estimator;
    }

    /** The fits of the blocks that are complete at a day close: to be kept, and made anew when one of them changes. */
    public static OwnFits fits(List<PriceBlock> blocks, int closedDay) {
        int last = PriceBlock.lastComplete(closedDay);
        return ElasticityEstimator.fit(
                blocks.stream().filter(block -> block.block() <= last).toList());
    }

    /** The advice from blocks, of which the complete ones count. */
    public MenuPrices advise(List<PriceBlock> blocks, MenuHistory recent, ExpectedDemand demand, int closedDay) {
        return advise(fits(blocks, closedDay), recent, demand, MenuEffect.UNKNOWN, closedDay);
    }

    /**
     * The advice for every item on the menu on the day after {@code closedDay}.
     *
     * @param recent spans at least the {@link Guardrails#coolDownDays} and 28 days before, and {@link Undo#DAYS} and 56
     */
    public MenuPrices advise(
            OwnFits fits, MenuHistory recent, ExpectedDemand demand, MenuEffect effect, int closedDay) {
        List<PriceQuestion> questions = questions(fits, recent, demand, effect, closedDay);
        Map<String, Undo> undos = Undo.of(questions, recent, rails, closedDay);
        List<PriceAdvice> advice = new PriceOptimizer(rails).advise(questions);
        advice.replaceAll(each -> first(undos.get(each.itemId()), each));
        return new MenuPrices(closedDay, HORIZON_DAYS, advice, undos);
    }

    private static PriceAdvice first(@Nullable Undo undo, PriceAdvice advice) {
        return undo != null && advice instanceof Proposed proposed ? proposed.after(undo) : advice;
    }

    /** What is asked of the optimizer: an item on the menu each, ascending by id. */
    public List<PriceQuestion> questions(
            OwnFits fits, MenuHistory recent, ExpectedDemand demand, MenuEffect effect, int closedDay) {
        Map<String, MenuHistory.Item> items = new HashMap<>();
        recent.items().forEach(item -> items.put(item.itemId(), item));
        Map<String, Elasticity> elasticities = estimator.pool(fits, items.keySet(), id -> category(items.get(id)));
        Map<String, OwnFit> known = new HashMap<>();
        fits.items().forEach(fit -> known.put(fit.itemId(), fit));
        NetShare usual = NetShare.of(recent.items(), closedDay);
        List<PriceQuestion> questions = new ArrayList<>();
        for (MenuHistory.Item item : recent.items()) {
            CurrentPrice now = CurrentPrice.of(item, recent, closedDay, usual);
            Elasticity elasticity = elasticities.get(item.itemId());
            if (now != null && elasticity != null) {
                double units = demand.units(item.itemId(), HORIZON_DAYS);
                Long elsewhere = effect.perUnit(item.itemId());
                questions.add(question(item.itemId(), now, units, elsewhere, elasticity, known.get(item.itemId())));
            }
        }
        Neighbours neighbours = new Neighbours(questions, id -> category(items.get(id)));
        questions.replaceAll(question -> effect.perUnit(question.itemId()) == null
                ? question.withInstead(neighbours.instead(question))
                : question);
        return questions;
    }

    private static @Nullable String category(MenuHistory.@Nullable Item item) {
        return item == null ? null : item.category();
    }

    private static PriceQuestion question(
            String itemId,
            CurrentPrice now,
            double units,
            @Nullable Long elsewhere,
            Elasticity elasticity,
            @Nullable OwnFit fit) {
        return new PriceQuestion(
                itemId,
                now.price(),
                now.foodCost(),
                now.netShare(),
                units,
                HORIZON_DAYS,
                elsewhere == null ? 0 : elsewhere,
                0,
                elasticity,
                fit == null || fit.lowest() == 0 ? now.price() : Math.min(fit.lowest(), now.price()),
                fit == null ? now.price() : Math.max(fit.highest(), now.price()),
                now.daysSinceChange(),
                fit == null ? 0 : fit.fit());
    }
}
