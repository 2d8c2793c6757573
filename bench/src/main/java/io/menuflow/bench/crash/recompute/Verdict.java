package io.menuflow.bench.crash.recompute;

import io.menuflow.schemas.avro.MenuSettings;
import io.menuflow.schemas.avro.QuadrantMethod;
import io.menuflow.schemas.avro.QuadrantScope;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where an item stands among those it is compared with.
 *
 * @param instead why there is no quadrant, null when there is one or the item is out of scope
 * @param percentile both axes by percent-ranks, null when not ranked
 * @param kasavanaSmith both axes by Kasavana and Smith, null when not ranked
 */
record Verdict(
        @Nullable String instead,
        @Nullable Axes percentile,
        @Nullable Axes kasavanaSmith,
        @Nullable Double popularityPercentile,
        @Nullable Double profitabilityPercentile,
        @Nullable BigDecimal menuMix,
        String profitBasis) {

    private static final int FEWEST = 4;

    /** Whether an axis is high, and whether it is so near its threshold that the last closed day decides. */
    record Axis(boolean high, boolean near) {}

    /** Popularity, and profitability or null when it is not known. */
    record Axes(Axis popular, @Nullable Axis profitable) {
        String quadrant() {
            if (profitable == null) {
                return "UNKNOWN";
            }
            return popular.high() ? profitable.high() ? "STAR" : "PLOWHORSE" : profitable.high() ? "PUZZLE" : "DOG";
        }
    }

    @Nullable Axes by(QuadrantMethod method) {
        return method == QuadrantMethod.PERCENTILE ? percentile : kasavanaSmith;
    }

    @Nullable String quadrant(QuadrantMethod method) {
        Axes axes = by(method);
        return axes == null ? instead : axes.quadrant();
    }

    /** The quadrant with each axis that is near its threshold on the side of the window before. */
    @Nullable String settled(@Nullable Verdict closed, QuadrantMethod method) {
        Axes now = by(method);
        Axes before = closed == null ? null : closed.by(method);
        if (now == null || before == null) {
            return quadrant(method);
        }
        Axis profitable = now.profitable() == null ? null : settled(now.profitable(), before.profitable());
        return new Axes(Objects.requireNonNull(settled(now.popular(), before.popular())), profitable).quadrant();
    }

    private static Axis settled(Axis now, @Nullable Axis before) {
        return now.near() && before != null ? before : now;
    }

    /** The verdicts on a menu, by item. */
    static Map<String, Verdict> of(List<Standing> menu, MenuSettings settings) {
        Map<String, List<Standing>> scopes = new HashMap<>();
        for (Standing item : menu) {
            boolean byCategory = settings.getScope() == QuadrantScope.CATEGORY && item.category() != null;
            scopes.computeIfAbsent(byCategory ? item.category() : "", scope -> new ArrayList<>())
                    .add(item);
        }
        Map<String, Verdict> verdicts = new HashMap<>();
        scopes.values().forEach(scope -> verdicts.putAll(ofScope(scope, settings)));
        return verdicts;
    }

    private static Map<String, Verdict> ofScope(List<Standing> scope, MenuSettings settings) {
        List<Standing> ranked = scope.stream()
                .filter(item -> item.inScope() && !isNew(item, settings))
                .toList();
        boolean costed = ranked.stream().anyMatch(item -> !item.costBasis().equals("UNKNOWN"));
        String basis = costed ? "CONTRIBUTION_MARGIN" : "REVENUE";
        Map<String, Verdict> verdicts = new HashMap<>();
        for (Standing item : scope) {
            if (!item.inScope()) {
                verdicts.put(item.item(), without(null, basis));
            } else if (isNew(item, settings)) {
                verdicts.put(item.item(), without("NEW_ITEM", basis));
            } else if (ranked.size() < FEWEST) {
                verdicts.put(item.item(), without("TOO_FEW_ITEMS", basis));
            } else {
                verdicts.put(item.item(), ranked(item, ranked, costed, settings));
            }
        }
        return verdicts;
    }

    private static Verdict without(@Nullable String instead, String basis) {
        return new Verdict(instead, null, null, null, null, null, basis);
    }

    private static boolean isNew(Standing item, MenuSettings settings) {
        return item.daysOnMenu() != null && item.daysOnMenu() < settings.getNewItemDays();
    }

    private static Verdict ranked(Standing item, List<Standing> ranked, boolean costed, MenuSettings settings) {
        BigDecimal band = new BigDecimal(settings.getSettleBand());
        List<BigDecimal> quantities = ranked.stream().map(Standing::units).toList();
        List<BigDecimal> profits = ranked.stream()
                .map(one -> profit(one, costed))
                .filter(Objects::nonNull)
                .toList();
        BigDecimal profit = profit(item, costed);
        BigDecimal allUnits = quantities.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        Axis unpopular = new Axis(false, false);
        Axes percentile = new Axes(
                item.sold() ? rank(item.units(), quantities, band) : unpopular,
                profit == null ? null : rank(profit, profits, band));
        BigDecimal factor = new BigDecimal(settings.getPopularityFactor());
        Axes kasavanaSmith = new Axes(
                item.sold()
                        ? against(
                                item.units().multiply(BigDecimal.valueOf(ranked.size())),
                                factor.multiply(allUnits),
                                band)
                        : unpopular,
                byMargin(item, ranked, band));
        return new Verdict(
                null,
                percentile,
                kasavanaSmith,
                twiceRank(item.units(), quantities) / (2.0 * quantities.size()),
                profit == null ? null : (Double) (twiceRank(profit, profits) / (2.0 * profits.size())),
                allUnits.signum() == 0 ? null : item.units().divide(allUnits, MathContext.DECIMAL128),
                costed ? "CONTRIBUTION_MARGIN" : "REVENUE");
    }

    private static @Nullable BigDecimal profit(Standing item, boolean costed) {
        return costed ? item.margin() : item.amounts().revenue();
    }

    /** Twice the mean rank among ties. */
    private static int twiceRank(BigDecimal value, List<BigDecimal> all) {
        int below = (int) all.stream().filter(one -> one.compareTo(value) < 0).count();
        int upTo = (int) all.stream().filter(one -> one.compareTo(value) <= 0).count();
        return below + 1 + upTo;
    }

    /** Rank over n against one half, doubled so that it is exact. */
    private static Axis rank(BigDecimal value, List<BigDecimal> all, BigDecimal band) {
        return against(BigDecimal.valueOf(twiceRank(value, all)), BigDecimal.valueOf(all.size()), band);
    }

    /** An item's margin a unit against the mean of all units, multiplied out so that it is exact. */
    private static @Nullable Axis byMargin(Standing item, List<Standing> ranked, BigDecimal band) {
        BigDecimal units = BigDecimal.ZERO;
        BigDecimal margins = BigDecimal.ZERO;
        for (Standing one : ranked) {
            BigDecimal margin = one.margin();
            if (margin != null) {
                units = units.add(one.units());
                margins = margins.add(margin);
            }
        }
        BigDecimal margin = item.margin();
        if (item.costBasis().equals("UNKNOWN") || units.signum() == 0) {
            return null;
        }
        if (item.sold() && margin != null) {
            return against(margin.multiply(units), margins.multiply(item.units()), band);
        }
        BigDecimal promised = item.unitMargin();
        return promised == null ? null : against(promised.multiply(units), margins, band);
    }

    private static Axis against(BigDecimal value, BigDecimal threshold, BigDecimal band) {
        BigDecimal distance = value.subtract(threshold).abs();
        return new Axis(value.compareTo(threshold) >= 0, distance.compareTo(band.multiply(threshold.abs())) <= 0);
    }
}
