package io.menuflow.models.menu;

import io.menuflow.models.menu.QuadrantRules.Scope;
import java.math.BigDecimal;
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

    /** Far more than products of doubles are off, relatively: two roundings of each factor, one of the product. */
    private static final double DOUBT = 1e-12;

    private final QuadrantRules rules;
    private final double band;

    private Quadrants(QuadrantRules rules) {
        this.rules = rules;
        this.band = rules.settleBand().doubleValue();
    }

    /** Whether an axis is high, and whether it lies within the settle band of its threshold. */
    private record Side(boolean high, boolean near) {
        static final Side LOW = new Side(false, false);
    }

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

        static final Verdict NONE = without(null, ProfitBasis.REVENUE);

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

    /** An item while it is judged, with what is compared told once. */
    private static final class Candidate {
        private final ItemWindow item;
        private final BigDecimal units;
        private final @Nullable BigDecimal margin;
        private Verdict verdict = Verdict.NONE;

        Candidate(ItemWindow item) {
            this.item = item;
            this.units = item.unitsSold();
            this.margin = item.margin();
        }

        @Nullable BigDecimal profit(ProfitBasis basis) {
            return basis == ProfitBasis.REVENUE ? item.revenue() : margin;
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
        Map<String, Verdict> before = new HashMap<>();
        if (closed != null) {
            judge(closed, rules).forEach(candidate -> before.put(candidate.item.itemId(), candidate.verdict));
        }
        BigDecimal enough = BigDecimal.valueOf(rules.lowEvidenceUnits());
        List<ItemQuadrants> all = new ArrayList<>(now.items().size());
        for (Candidate candidate : judge(now, rules)) {
            Verdict verdict = candidate.verdict;
            all.add(new ItemQuadrants(
                    candidate.item,
                    verdict.quadrant(Method.PERCENTILE),
                    verdict.quadrant(Method.KASAVANA_SMITH),
                    settled(verdict, before.get(candidate.item.itemId()), rules.method()),
                    verdict.popularityPercentile(),
                    verdict.profitabilityPercentile(),
                    verdict.menuMix(),
                    candidate.units.compareTo(enough) < 0,
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

    private static List<Candidate> judge(MenuWindow menu, QuadrantRules rules) {
        Quadrants quadrants = new Quadrants(rules);
        List<Candidate> all = new ArrayList<>(menu.items().size());
        Map<String, List<Candidate>> scopes = new HashMap<>();
        for (ItemWindow item : menu.items()) {
            Candidate candidate = new Candidate(item);
            all.add(candidate);
            String category = item.category() == null ? "" : item.category();
            scopes.computeIfAbsent(rules.scope() == Scope.CATEGORY ? category : "", scope -> new ArrayList<>())
                    .add(candidate);
        }
        scopes.values().forEach(quadrants::judgeScope);
        return all;
    }

    private void judgeScope(List<Candidate> scope) {
        List<Candidate> ranked = new ArrayList<>(scope.size());
        boolean costed = false;
        for (Candidate candidate : scope) {
            if (candidate.item.inScope() && !isNew(candidate.item)) {
                ranked.add(candidate);
                costed |= candidate.item.costBasis() != CostBasis.UNKNOWN;
            }
        }
        ProfitBasis basis = costed ? ProfitBasis.CONTRIBUTION_MARGIN : ProfitBasis.REVENUE;
        for (Candidate candidate : scope) {
            if (!candidate.item.inScope()) {
                candidate.verdict = Verdict.without(null, basis);
            } else if (isNew(candidate.item)) {
                candidate.verdict = Verdict.without(Quadrant.NEW_ITEM, basis);
            } else if (ranked.size() < MIN_ITEMS) {
                candidate.verdict = Verdict.without(Quadrant.TOO_FEW_ITEMS, basis);
            }
        }
        if (ranked.size() >= MIN_ITEMS) {
            judgeRanked(ranked, basis);
        }
    }

    private void judgeRanked(List<Candidate> ranked, ProfitBasis basis) {
        List<BigDecimal> popularities = new ArrayList<>(ranked.size());
        List<BigDecimal> profits = new ArrayList<>(ranked.size());
        BigDecimal units = BigDecimal.ZERO;
        BigDecimal costedUnits = BigDecimal.ZERO;
        BigDecimal margins = BigDecimal.ZERO;
        for (Candidate candidate : ranked) {
            popularities.add(candidate.units);
            units = units.add(candidate.units);
            if (candidate.margin != null) {
                costedUnits = costedUnits.add(candidate.units);
                margins = margins.add(candidate.margin);
            }
            BigDecimal profit = candidate.profit(basis);
            if (profit != null) {
                profits.add(profit);
            }
        }
        Ranking popularity = new Ranking(popularities, rules.settleBand());
        Ranking profitability = new Ranking(profits, rules.settleBand());
        // C = B / ΣB against Q = factor / n, multiplied out so that it is exact: B · n against factor · ΣB
        BigDecimal popular = rules.popularityFactor().multiply(units);
        BigDecimal n = BigDecimal.valueOf(ranked.size());
        double allUnits = units.doubleValue();
        for (Candidate candidate : ranked) {
            BigDecimal profit = candidate.profit(basis);
            Ranking.Rank byUnits = popularity.rank(candidate.units);
            Ranking.Rank byProfit = profit == null ? null : profitability.rank(profit);
            // a listed item that sold nothing is unpopular before any ranking
            boolean sold = candidate.item.sold();
            Side byMix = sold ? side(candidate.units, n, popular, BigDecimal.ONE) : Side.LOW;
            candidate.verdict = new Verdict(
                    null,
                    new Sides(sold ? side(byUnits) : Side.LOW, byProfit == null ? null : side(byProfit)),
                    new Sides(byMix, byMargin(candidate, margins, costedUnits)),
                    byUnits.percent(),
                    byProfit == null ? null : (Double) byProfit.percent(),
                    allUnits == 0 ? null : (Double) (candidate.units.doubleValue() / allUnits),
                    basis);
        }
    }

    /** F = L / B against O = ΣL / ΣB, volume-weighted, multiplied out: L · ΣB against ΣL · B. */
    private @Nullable Side byMargin(Candidate candidate, BigDecimal margins, BigDecimal units) {
        if (candidate.item.costBasis() == CostBasis.UNKNOWN || units.signum() == 0) {
            return null;
        }
        if (candidate.margin != null && candidate.item.sold()) {
            return side(candidate.margin, units, margins, candidate.units);
        }
        BigDecimal promised = candidate.item.unitMargin();
        return promised == null ? null : side(promised, units, margins, BigDecimal.ONE);
    }

    private static Side side(Ranking.Rank rank) {
        return new Side(rank.inUpperHalf(), rank.nearHalf());
    }

    /** The side of {@code value · times} of {@code threshold · of}; exactly, where doubles are too close to tell. */
    private Side side(BigDecimal value, BigDecimal times, BigDecimal threshold, BigDecimal of) {
        double right = threshold.doubleValue() * of.doubleValue();
        double distance = value.doubleValue() * times.doubleValue() - right;
        double edge = Math.abs(distance) - band * Math.abs(right);
        double doubt = DOUBT * (Math.abs(distance) + Math.abs(right));
        if (Math.abs(distance) > doubt && Math.abs(edge) > doubt) {
            return new Side(distance > 0, edge < 0);
        }
        return exactSide(value.multiply(times), threshold.multiply(of));
    }

    private Side exactSide(BigDecimal value, BigDecimal threshold) {
        BigDecimal distance = value.subtract(threshold);
        boolean near = distance.abs().compareTo(rules.settleBand().multiply(threshold.abs())) <= 0;
        return new Side(distance.signum() >= 0, near);
    }

    private boolean isNew(ItemWindow item) {
        return item.daysOnMenu() != null && item.daysOnMenu() < rules.newItemDays();
    }
}
