package io.menuflow.serving.evaluation;

import io.menuflow.connectors.simulator.PriceLab;
import io.menuflow.models.elasticity.Elasticity;
import io.menuflow.models.elasticity.Evidence;
import io.menuflow.models.elasticity.Pooling;
import io.menuflow.models.elasticity.Pooling.Prior;
import io.menuflow.models.price.Guardrails;
import io.menuflow.models.price.PriceAdvice;
import io.menuflow.models.price.PriceAdvice.Proposed;
import io.menuflow.models.price.PriceAdvice.TestPlan;
import io.menuflow.models.price.PriceOptimizer;
import io.menuflow.models.price.PriceQuestion;
import io.menuflow.models.price.SpecificationPrices;
import io.menuflow.models.price.SpecificationPrices.Best;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who sets prices. All keep to the same guardrails, and change as many prices at once at most. */
enum Contender {
    CLAIRVOYANT("a clairvoyant") {
        @Override
        Map<String, Long> prices(MenuElasticities menu, PriceLab lab, Guardrails rails) {
            List<Change> changes = new ArrayList<>();
            double now = lab.contribution(Map.of(), LOOK_AHEAD);
            for (PriceQuestion item : menu.questions()) {
                Change best = new Change(item.itemId(), item.price(), 0);
                for (long price : new PriceOptimizer(rails).allowed(item)) {
                    double gain = lab.contribution(Map.of(item.itemId(), price), LOOK_AHEAD) - now;
                    best = gain > best.gain() ? new Change(item.itemId(), price, gain) : best;
                }
                changes.add(best);
            }
            return most(changes, rails);
        }
    },
    OURS("Menuflow") {
        @Override
        Map<String, Long> prices(MenuElasticities menu, PriceLab lab, Guardrails rails) {
            Map<String, Long> prices = new HashMap<>();
            for (PriceAdvice advice : menu.advice()) {
                if (advice instanceof Proposed proposed && proposed.changes()) {
                    prices.put(proposed.itemId(), proposed.optimal().price());
                }
            }
            return prices;
        }
    },
    WITH_TESTS("Menuflow, tests made") {
        @Override
        Map<String, Long> prices(MenuElasticities menu, PriceLab lab, Guardrails rails) {
            Map<String, Long> prices = OURS.prices(menu, lab, rails);
            menu.advice().stream()
                    .filter(advice -> advice instanceof Proposed proposed
                            && proposed.test() != null
                            && proposed.test().feasible())
                    .map(Proposed.class::cast)
                    .sorted(Comparator.comparingDouble((Proposed proposed) ->
                                    -proposed.current().demand().point())
                            .thenComparing(Proposed::itemId))
                    .forEach(proposed -> {
                        TestPlan test = proposed.test();
                        if (test != null && prices.size() < rails.maxChanges()) {
                            prices.put(proposed.itemId(), test.price());
                        }
                    });
            return prices;
        }
    },
    PRIOR_ONLY("prior only") {
        @Override
        Map<String, Long> prices(MenuElasticities menu, PriceLab lab, Guardrails rails) {
            Prior prior = Prior.STATED;
            Elasticity known = new Elasticity(
                    prior.centre(),
                    prior.centre() - Pooling.TAIL * prior.spread(),
                    prior.centre() + Pooling.TAIL * prior.spread(),
                    prior.spread(),
                    Evidence.WEAK,
                    null,
                    0,
                    "the prior");
            Guardrails sure = new Guardrails(
                    rails.maxStep(),
                    rails.minMargin(),
                    rails.floor(),
                    rails.ceiling(),
                    rails.endings(),
                    rails.coolDownDays(),
                    0,
                    rails.maxChanges(),
                    rails.excluded());
            Map<String, Long> prices = new HashMap<>();
            List<PriceQuestion> questions =
                    menu.questions().stream().map(item -> item.with(known)).toList();
            for (PriceAdvice advice : new PriceOptimizer(sure).advise(questions)) {
                if (advice instanceof Proposed proposed && proposed.changes()) {
                    prices.put(proposed.itemId(), proposed.optimal().price());
                }
            }
            return prices;
        }
    },
    SPECIFICATION("the specification's ridge polynomial") {
        @Override
        Map<String, Long> prices(MenuElasticities menu, PriceLab lab, Guardrails rails) {
            SpecificationPrices fitted = menu.specification(1);
            List<Change> changes = new ArrayList<>();
            for (PriceQuestion item : menu.questions()) {
                Long cost = item.foodCost();
                Best best = cost == null ? null : fitted.best(item.itemId(), item.price(), cost);
                if (best != null) {
                    long price = new PriceOptimizer(rails).guarded(item, best.price());
                    changes.add(new Change(item.itemId(), price, price == item.price() ? 0 : best.gain()));
                }
            }
            return most(changes, rails);
        }
    };

    /** Days a clairvoyant looks at for each price: one of each weekday. */
    private static final int LOOK_AHEAD = 7;

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    /** Its name in a report. */
    String title() {
        return title;
    }

    /** The prices it changes, in ten-thousandths, at the end of a day. */
    abstract Map<String, Long> prices(MenuElasticities menu, PriceLab lab, Guardrails rails);

    private record Change(String itemId, long price, double gain) {}

    private static Map<String, Long> most(List<Change> changes, Guardrails rails) {
        Map<String, Long> prices = new HashMap<>();
        changes.stream()
                .filter(change -> change.gain() > 0)
                .sorted(Comparator.comparingDouble(Change::gain).reversed().thenComparing(Change::itemId))
                .limit(rails.maxChanges())
                .forEach(change -> prices.put(change.itemId(), change.price()));
        return prices;
    }
}
