package io.menuflow.models.elasticity;

import io.menuflow.models.elasticity.Pooling.Pooled;
import io.menuflow.models.elasticity.Pooling.Prior;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The elasticities of a menu, in two parts: each item's own fit, which takes the time and is a function of complete blocks,
 * so that it is done once in {@value PriceBlock#DAYS} days; and their pooling over category and menu, at every day close.
 */
public final class ElasticityEstimator {

    /** Largest standard error of an own estimate that is MODERATE evidence. */
    public static final double MODERATE_ERROR = 0.8;
    /** Largest standard error of an own estimate that is STRONG evidence. */
    public static final double STRONG_ERROR = 0.4;

    /** Share of a menu's items that change on one day so that it counts as the whole menu. */
    private static final double WHOLE_MENU = 0.5;
    /** Changes below which no day counts as the whole menu's. */
    private static final int FEWEST_CHANGES = 2;

    /** What a traffic that nothing stands for adds to the error of a change of the whole menu, log. */
    private static final double TRAFFIC_ERROR = 0.08;

    /**
     * What is added to the error for the model's own faults, as a share of the elasticity: it is not the same at all prices,
     * and other items' prices did not stand still. Set on the simulator's development seeds.
     */
    private static final double FORM_ERROR = 0.1;

    private final Pooling pooling;

    /** An estimator with the stated prior. */
    public ElasticityEstimator() {
        this(Prior.STATED);
    }

    /** An estimator with another prior. */
    public ElasticityEstimator(Prior prior) {
        pooling = new Pooling(prior);
    }

    /**
     * The fits of all items in some blocks, in any order, one a number: the same blocks give the same fits, to the bit.
     * About a millisecond an item; see docs/price.md.
     */
    public static OwnFits fit(List<PriceBlock> blocks) {
        int last = blocks.stream().mapToInt(PriceBlock::block).max().orElse(OwnFits.NONE.lastBlock());
        Map<String, PriceSeries> menu = PriceSeries.join(blocks);
        Set<Integer> anew = wholeMenuDays(menu.values());
        TreeMap<String, DriftGrid> grids = new TreeMap<>();
        List<DriftGrid> informative = new ArrayList<>();
        menu.forEach((id, series) -> {
            if (series.changes() > 0) {
                boolean confounded = isConfounded(series, anew);
                DriftFit fit = new DriftFit(series.cells(), confounded ? Set.of() : anew, !confounded);
                DriftGrid grid = new DriftGrid(fit);
                grids.put(id, grid);
                if (!confounded) {
                    informative.add(grid);
                }
            }
        });
        double[] common = DriftGrid.common(informative);
        List<OwnFit> fits = new ArrayList<>(menu.size());
        menu.forEach((id, series) -> fits.add(fit(id, series, grids.get(id), common, anew)));
        return new OwnFits(last, fits);
    }

    private static OwnFit fit(
            String id, PriceSeries series, @Nullable DriftGrid grid, double[] common, Set<Integer> anew) {
        boolean confounded = grid != null && isConfounded(series, anew);
        OwnEstimate own = grid == null ? null : grid.own(common);
        if (own != null) {
            double spread = Math.log((double) series.highest() / series.lowest());
            double model = Math.hypot(FORM_ERROR * own.point(), confounded ? TRAFFIC_ERROR / spread : 0);
            own = new OwnEstimate(own.point(), Math.hypot(own.error(), model));
        }
        return new OwnFit(
                id,
                own,
                confounded,
                series.changes(),
                series.variants(),
                series.lowest(),
                series.highest(),
                grid == null ? 0 : grid.explained());
    }

    /**
     * The elasticity of every item asked for, by id.
     *
     * @param ids items of the menu; those without a fit have none of their own
     * @param category of an item; items of none stand together
     */
    public Map<String, Elasticity> pool(
            OwnFits fits, Collection<String> ids, Function<String, @Nullable String> category) {
        TreeMap<String, OwnFit> known = new TreeMap<>();
        fits.items().forEach(fit -> known.put(fit.itemId(), fit));
        ids.forEach(id -> known.computeIfAbsent(id, absent -> new OwnFit(absent, null, false, 0, false, 0, 0, 0)));
        List<OwnFit> items = List.copyOf(known.values());
        List<@Nullable OwnEstimate> own = new ArrayList<>();
        Map<String, Integer> numbers = new HashMap<>();
        int[] categories = new int[items.size()];
        for (int i = 0; i < categories.length; i++) {
            // What moved the whole menu errs alike for all of its items: pooled, the error would pass for agreement.
            own.add(items.get(i).confounded() ? null : items.get(i).own());
            String name = category.apply(items.get(i).itemId());
            categories[i] = numbers.computeIfAbsent(name == null ? "" : name, absent -> numbers.size());
        }
        Pooled[] pooled = pooling.pool(own, categories);
        Map<String, Elasticity> told = new TreeMap<>();
        for (int i = 0; i < pooled.length; i++) {
            told.put(items.get(i).itemId(), told(items.get(i), pooled[i]));
        }
        told.keySet().retainAll(new HashSet<>(ids));
        return told;
    }

    /** Days on which prices began at half the items that were there, or more: nothing tells their effect from that of the day. */
    static Set<Integer> wholeMenuDays(Collection<PriceSeries> menu) {
        Map<Integer, Integer> times = new HashMap<>();
        for (PriceSeries item : menu) {
            for (int day : item.changeDays()) {
                times.merge(day, 1, Integer::sum);
            }
        }
        // A change is seen on the item's first open day with it: neighbours of a few days belong together.
        Set<Integer> whole = new HashSet<>();
        for (int day : times.keySet()) {
            int together = 0;
            for (int near = day - 2; near <= day + 2; near++) {
                together += times.getOrDefault(near, 0);
            }
            long there = menu.stream().filter(item -> item.isThere(day)).count();
            if (together >= FEWEST_CHANGES && together >= WHOLE_MENU * there) {
                whole.add(day);
            }
        }
        return whole;
    }

    private static boolean isConfounded(PriceSeries series, Set<Integer> anew) {
        for (int day : series.changeDays()) {
            if (!anew.contains(day)) {
                return false;
            }
        }
        return true;
    }

    private static Elasticity told(OwnFit fit, Pooled pooled) {
        Evidence evidence = evidence(fit);
        return new Elasticity(
                pooled.point(),
                pooled.low(),
                pooled.high(),
                pooled.error(),
                evidence,
                fit.own(),
                fit.changes(),
                why(fit, evidence));
    }

    private static Evidence evidence(OwnFit fit) {
        OwnEstimate own = fit.own();
        if (fit.changes() == 0 || own == null) {
            return fit.changes() == 0 ? Evidence.NONE : Evidence.WEAK;
        }
        if (fit.confounded() || own.error() > MODERATE_ERROR) {
            return Evidence.WEAK;
        }
        return own.error() <= STRONG_ERROR && fit.changes() >= 2 ? Evidence.STRONG : Evidence.MODERATE;
    }

    private static String why(OwnFit fit, Evidence evidence) {
        if (fit.variants()) {
            return "VARIANTS: several prices that alternate, none of which followed another for good, so they are variants"
                    + " and not changes";
        }
        if (fit.changes() == 0) {
            return "no price change that held " + PriceSeries.SPELL_DAYS + " open days";
        }
        String times = fit.changes() == 1 ? "one price change" : fit.changes() + " price changes";
        OwnEstimate own = fit.own();
        if (own == null) {
            return times + ", too few sales around to say anything";
        }
        String error = String.format(Locale.ROOT, "standard error %.2f", own.error());
        if (fit.confounded()) {
            return times + ", always together with most of the menu: not to be told from what else happened then; "
                    + error;
        }
        return times + " of its own; " + error
                + (evidence == Evidence.WEAK ? ": its sales are too few or too uneven" : "");
    }
}
