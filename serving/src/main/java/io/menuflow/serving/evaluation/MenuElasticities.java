package io.menuflow.serving.evaluation;

import io.menuflow.models.elasticity.DailyRows;
import io.menuflow.models.elasticity.Elasticity;
import io.menuflow.models.elasticity.ElasticityEstimator;
import io.menuflow.models.elasticity.OwnEstimate;
import io.menuflow.models.elasticity.OwnFits;
import io.menuflow.models.elasticity.PriceBlock;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.price.ExpectedDemand;
import io.menuflow.models.price.Guardrails;
import io.menuflow.models.price.MenuEffect;
import io.menuflow.models.price.PriceAdvice;
import io.menuflow.models.price.PriceAdvice.Proposed;
import io.menuflow.models.price.PriceAdvice.Refused;
import io.menuflow.models.price.PriceAdvice.TestPlan;
import io.menuflow.models.price.PriceAdvisor;
import io.menuflow.models.price.PriceQuestion;
import io.menuflow.models.price.SpecificationPrices;
import io.menuflow.serving.evaluation.PriceReport.ItemRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One menu as it is known at a day close: its blocks, fits, questions and advice. */
final class MenuElasticities {

    /** Days over which demand is what it was. */
    static final int RECENT_DAYS = 28;

    private final MenuHistory history;
    private final int firstDay;
    private final int closedDay;
    private final Guardrails rails;
    private final List<PriceBlock> blocks;
    private final OwnFits fits;

    MenuElasticities(MenuHistory history, int firstDay, int closedDay, Guardrails rails) {
        this.history = history;
        this.firstDay = firstDay;
        this.closedDay = closedDay;
        this.rails = rails;
        blocks = IntStream.rangeClosed(PriceBlock.of(firstDay), PriceBlock.lastComplete(closedDay))
                .mapToObj(block -> PriceBlock.of(history, block, closedDay))
                .toList();
        fits = PriceAdvisor.fits(blocks, closedDay);
    }

    MenuHistory history() {
        return history;
    }

    List<PriceQuestion> questions() {
        return new PriceAdvisor(rails).questions(fits, history, demand(), MenuEffect.UNKNOWN, closedDay);
    }

    List<PriceAdvice> advice() {
        return new PriceAdvisor(rails)
                .advise(fits, history, demand(), MenuEffect.UNKNOWN, closedDay)
                .items();
    }

    SpecificationPrices specification(long seed) {
        return new SpecificationPrices(history, firstDay, closedDay, seed);
    }

    /** A row for each item, those that are not on the menu any more without advice. */
    List<ItemRow> rows(String restaurant, Map<String, Double> truth, long seed) {
        Map<String, PriceAdvice> advice = new TreeMap<>();
        advice().forEach(each -> advice.put(each.itemId(), each));
        Map<String, String> categories = new HashMap<>();
        history.items().forEach(item -> {
            if (item.category() != null) {
                categories.put(item.itemId(), item.category());
            }
        });
        Map<String, Elasticity> estimates = new ElasticityEstimator()
                .pool(
                        fits,
                        history.items().stream().map(MenuHistory.Item::itemId).toList(),
                        categories::get);
        Map<String, @Nullable OwnEstimate> controlled = DailyRows.controlled(history, blocks, firstDay, closedDay);
        SpecificationPrices specification = specification(seed);
        List<ItemRow> rows = new ArrayList<>();
        for (MenuHistory.Item item : history.items()) {
            Elasticity estimate = estimates.get(item.itemId());
            if (estimate == null) {
                throw new IllegalStateException("no elasticity of " + item.itemId());
            }
            OwnEstimate naive = DailyRows.naive(DailyRows.of(item, firstDay, closedDay));
            OwnEstimate daily = controlled.get(item.itemId());
            rows.add(new ItemRow(
                    restaurant,
                    item.itemId(),
                    item.name(),
                    truth.get(item.itemId()),
                    specification.elasticity(item.itemId()),
                    naive == null ? null : (Double) naive.point(),
                    naive == null ? null : (Double) naive.error(),
                    daily == null ? null : (Double) daily.point(),
                    daily == null ? null : (Double) daily.error(),
                    estimate.point(),
                    estimate.low(),
                    estimate.high(),
                    estimate.evidence(),
                    estimate.why(),
                    said(advice.get(item.itemId())),
                    tested(advice.get(item.itemId()))));
        }
        return rows;
    }

    private ExpectedDemand demand() {
        return ExpectedDemand.asRecently(history, closedDay, RECENT_DAYS);
    }

    private static String said(@Nullable PriceAdvice advice) {
        if (advice instanceof Proposed proposed) {
            return proposed.recommendation();
        }
        return advice instanceof Refused refused ? refused.reason() : "not on the menu any more";
    }

    private static @Nullable Long tested(@Nullable PriceAdvice advice) {
        TestPlan test = advice instanceof Proposed proposed
                ? proposed.test()
                : advice instanceof Refused refused ? refused.test() : null;
        return test == null ? null : (Long) test.price();
    }
}
