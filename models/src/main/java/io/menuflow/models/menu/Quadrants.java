package io.menuflow.models.menu;

import io.menuflow.models.menu.QuadrantRules.Scope;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The quadrants of a menu over a window, by both methods. Arithmetic on what was sold, no memory: equal windows give
 * equal quadrants. Formulas: Kasavana &amp; Smith 1982, and percent-ranks with ties counted high.
 */
public final class Quadrants {

    /** Items a scope needs before they can be compared. */
    public static final int MIN_ITEMS = 4;

    private final QuadrantRules rules;
    private final Map<String, Verdict> verdicts = new HashMap<>();

    private Quadrants(QuadrantRules rules) {
        this.rules = rules;
    }

    /** Whether an axis is high, and whether it lies within the settle band of its threshold. */
    private record Side(boolean high, boolean near) {}

    /** Both axes by one method; profit is null when the cost is unknown or the method needs one that nobody has. */
    private record Sides(Side popularity, @Nullable Side profit) {
        Quadrant quadrant() {
            return profit == null ? Quadrant.UNKNOWN : Quadrant.of(popularity.high(), profit.high());
        }
    }

    /** An item's sides by both methods, or the quadrant that says why there are none. */
    private record Verdict(
            @Nullable Quadrant instead,
            @Nullable Sides percentile,
            @Nullable Sides kasavanaSmith,
            @Nullable Double popularityPercentile,
            @Nullable Double profitabilityPercentile,
            @Nullable Double menuMix,
            ProfitBasis basis) {

        static Verdict without(@Nullable Quadrant instead, ProfitBasis basis) {
            return new Verdict(instead, null, null, null, null, null, basis);
        }

        @Nullable Sides by(Method method) {
            return method == Method.PERCENTILE ? percentile : kasavanaSmith;
        }

        @Nullable Quadrant quadrant(Method method) {
            Sides sides = by(method);
            return sides == null ? instead : sides.quadrant();
        }
    }

    /**
     * Judges every item of {@code now}.
     *
     * @param now the window the answer is about
     * @param closed the window of the same length that ends with the last closed day, deciding near a threshold; null
     *     when there is none, then settled is the quadrant itself
     */
    public static List<ItemQuadrants> of(MenuWindow now, @Nullable MenuWindow closed, QuadrantRules rules) {
        Map<String, Verdict> today = judge(now, rules);
        Map<String, Verdict> before = closed == null ? Map.of() : judge(closed, rules);
        BigDecimal enough = BigDecimal.valueOf(rules.lowEvidenceUnits());
        List<ItemQuadrants> all = new ArrayList<>(now.items().size());
        for (ItemWindow item : now.items()) {
            Verdict verdict = today.get(item.itemId());
            if (verdict == null) {
                throw new IllegalStateException("item " + item.itemId() + " was not judged");
            }
            all.add(new ItemQuadrants(
                    item,
                    verdict.quadrant(Method.PERCENTILE),
                    verdict.quadrant(Method.KASAVANA_SMITH),
                    settled(verdict, before.get(item.itemId()), rules.method()),
                    verdict.popularityPercentile(),
                    verdict.profitabilityPercentile(),
                    verdict.menuMix(),
                    item.unitsSold().compareTo(enough) < 0,
                    verdict.basis()));
        }
        return all;
    }

    private static @Nullable Quadrant settled(Verdict now, @Nullable Verdict closed, Method method) {
        Sides sides = now.by(method);
        Sides before = closed == null ? null : closed.by(method);
        if (sides == null || before == null) {
            return now.quadrant(method);
        }
        Side profit = sides.profit() == null ? null : settled(sides.profit(), before.profit());
        return new Sides(settled(sides.popularity(), before.popularity()), profit).quadrant();
    }

    private static Side settled(Side now, @Nullable Side closed) {
        return now.near() && closed != null ? closed : now;
    }

    private static Map<String, Verdict> judge(MenuWindow menu, QuadrantRules rules) {
        Quadrants quadrants = new Quadrants(rules);
        Map<String, List<ItemWindow>> scopes = new HashMap<>();
        for (ItemWindow item : menu.items()) {
            String category = item.category() == null ? "" : item.category();
            scopes.computeIfAbsent(rules.scope() == Scope.CATEGORY ? category : "", scope -> new ArrayList<>())
                    .add(item);
        }
        scopes.values().forEach(quadrants::judgeScope);
        return quadrants.verdicts;
    }

    private void judgeScope(List<ItemWindow> items) {
        List<ItemWindow> ranked =
                items.stream().filter(item -> item.inScope() && !isNew(item)).toList();
        boolean costed = ranked.stream().anyMatch(item -> item.costBasis() != CostBasis.UNKNOWN);
        ProfitBasis basis = costed ? ProfitBasis.CONTRIBUTION_MARGIN : ProfitBasis.REVENUE;
        for (ItemWindow item : items) {
            if (!item.inScope()) {
                verdicts.put(item.itemId(), Verdict.without(null, basis));
            } else if (isNew(item)) {
                verdicts.put(item.itemId(), Verdict.without(Quadrant.NEW_ITEM, basis));
            } else if (ranked.size() < MIN_ITEMS) {
                verdicts.put(item.itemId(), Verdict.without(Quadrant.TOO_FEW_ITEMS, basis));
            }
        }
        if (ranked.size() >= MIN_ITEMS) {
            judgeRanked(ranked, basis);
        }
    }

    private void judgeRanked(List<ItemWindow> ranked, ProfitBasis basis) {
        Ranking popularity =
                new Ranking(ranked.stream().map(ItemWindow::unitsSold).toList());
        List<BigDecimal> profits = new ArrayList<>();
        BigDecimal units = BigDecimal.ZERO;
        BigDecimal costedUnits = BigDecimal.ZERO;
        BigDecimal margins = BigDecimal.ZERO;
        for (ItemWindow item : ranked) {
            units = units.add(item.unitsSold());
            BigDecimal margin = item.margin();
            if (margin != null) {
                costedUnits = costedUnits.add(item.unitsSold());
                margins = margins.add(margin);
            }
            BigDecimal profit = profit(item, basis);
            if (profit != null) {
                profits.add(profit);
            }
        }
        Ranking profitability = new Ranking(profits);
        for (ItemWindow item : ranked) {
            BigDecimal profit = profit(item, basis);
            Sides percentile = new Sides(
                    byRank(item, popularity),
                    profit == null
                            ? null
                            : new Side(
                                    profitability.inUpperHalf(profit),
                                    profitability.nearHalf(profit, rules.settleBand())));
            Sides kasavanaSmith = new Sides(byMix(item, units, ranked.size()), byMargin(item, margins, costedUnits));
            Double mix = units.signum() == 0
                    ? null
                    : (Double) item.unitsSold()
                            .divide(units, MathContext.DECIMAL64)
                            .doubleValue();
            verdicts.put(
                    item.itemId(),
                    new Verdict(
                            null,
                            percentile,
                            kasavanaSmith,
                            popularity.percentRank(item.unitsSold()),
                            profit == null ? null : (Double) profitability.percentRank(profit),
                            mix,
                            basis));
        }
    }

    /** A listed item that sold nothing is unpopular before any ranking. */
    private Side byRank(ItemWindow item, Ranking ranking) {
        BigDecimal units = item.unitsSold();
        return item.sold()
                ? new Side(ranking.inUpperHalf(units), ranking.nearHalf(units, rules.settleBand()))
                : new Side(false, false);
    }

    /** C = B / ΣB against Q = factor / n, multiplied out so that it is exact: B · n against factor · ΣB. */
    private Side byMix(ItemWindow item, BigDecimal allUnits, int n) {
        if (!item.sold()) {
            return new Side(false, false);
        }
        BigDecimal mix = item.unitsSold().multiply(BigDecimal.valueOf(n));
        BigDecimal threshold = rules.popularityFactor().multiply(allUnits);
        return side(mix, threshold);
    }

    /** F = L / B against O = ΣL / ΣB, volume-weighted, multiplied out: L · ΣB against ΣL · B. */
    private @Nullable Side byMargin(ItemWindow item, BigDecimal margins, BigDecimal units) {
        BigDecimal margin = item.margin();
        if (item.costBasis() == CostBasis.UNKNOWN || units.signum() == 0) {
            return null;
        }
        if (margin != null && item.sold()) {
            return side(margin.multiply(units), margins.multiply(item.unitsSold()));
        }
        BigDecimal promised = item.unitMargin();
        return promised == null ? null : side(promised.multiply(units), margins);
    }

    private Side side(BigDecimal value, BigDecimal threshold) {
        BigDecimal distance = value.subtract(threshold).abs();
        boolean near = distance.compareTo(rules.settleBand().multiply(threshold.abs())) <= 0;
        return new Side(value.compareTo(threshold) >= 0, near);
    }

    private static @Nullable BigDecimal profit(ItemWindow item, ProfitBasis basis) {
        return basis == ProfitBasis.REVENUE ? item.revenue() : item.margin();
    }

    private boolean isNew(ItemWindow item) {
        return item.daysOnMenu() != null && item.daysOnMenu() < rules.newItemDays();
    }
}
