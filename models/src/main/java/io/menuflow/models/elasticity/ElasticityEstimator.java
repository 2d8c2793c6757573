package io.menuflow.models.elasticity;

import io.menuflow.models.elasticity.Pooling.Pooled;
import io.menuflow.models.elasticity.Pooling.Prior;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The elasticities of a menu: each item's own fit, pooled, with the evidence there is for it. */
public final class ElasticityEstimator {

    /** Largest standard error of an own estimate that is MODERATE evidence. */
    public static final double MODERATE_ERROR = 0.8;
    /** Largest standard error of an own estimate that is STRONG evidence. */
    public static final double STRONG_ERROR = 0.4;

    /** Share of a menu's items that change on one day so that it counts as the whole menu. */
    private static final double WHOLE_MENU = 0.5;
    /** Items of a menu below which no day counts as the whole menu's. */
    private static final int SMALLEST_MENU = 2;

    private static final double[] PER_DAY = {0.004, 0.008, 0.012, 0.017, 0.024, 0.035};
    private static final double[] DISPERSION = {1, 1.25, 1.6, 2.2, 3.5, 6};
    /** What a traffic that nothing stands for adds to the error of a change of the whole menu, log. */
    private static final double TRAFFIC_ERROR = 0.08;

    private final Pooling pooling;

    /** An item of the menu. */
    public record Item(String itemId, String category, PriceCells cells) {}

    /** An item's fit before pooling. */
    private record Fitted(@Nullable OwnEstimate own, boolean confounded) {}

    /** An estimator with the stated prior. */
    public ElasticityEstimator() {
        this(Prior.STATED);
    }

    /** An estimator with another prior. */
    public ElasticityEstimator(Prior prior) {
        pooling = new Pooling(prior);
    }

    /** The elasticities of all items of one menu, in their order. */
    public List<Elasticity> estimate(List<Item> menu) {
        Set<Integer> anew = wholeMenuDays(menu);
        Drift drift = drift(menu, anew);
        List<Fitted> fits =
                menu.stream().map(item -> fit(item.cells(), anew, drift)).toList();
        List<@Nullable OwnEstimate> own = new ArrayList<>();
        Map<String, Integer> numbers = new HashMap<>();
        int[] categories = new int[menu.size()];
        for (int i = 0; i < categories.length; i++) {
            // What moved the whole menu errs alike for all of its items: pooled, the error would pass for agreement.
            own.add(fits.get(i).confounded() ? null : fits.get(i).own());
            categories[i] = numbers.computeIfAbsent(menu.get(i).category(), name -> numbers.size());
        }
        Pooled[] pooled = pooling.pool(own, categories);
        List<Elasticity> estimates = new ArrayList<>(pooled.length);
        for (int i = 0; i < pooled.length; i++) {
            estimates.add(told(menu.get(i).cells(), fits.get(i), pooled[i]));
        }
        return estimates;
    }

    /** Days on which prices began at half the menu or more: nothing tells their effect from that of the day. */
    static Set<Integer> wholeMenuDays(List<Item> menu) {
        Map<Integer, Integer> times = new HashMap<>();
        int moving = 0;
        for (Item item : menu) {
            int[] days = item.cells().changeDays();
            moving += days.length > 0 ? 1 : 0;
            for (int day : days) {
                times.merge(day, 1, Integer::sum);
            }
        }
        // A change is seen on the item's first open day with it: neighbours of a few days belong together.
        Set<Integer> whole = new HashSet<>();
        int needed = Math.max(SMALLEST_MENU, (int) Math.ceil(WHOLE_MENU * moving));
        for (int day : times.keySet()) {
            int together = 0;
            for (int near = day - 2; near <= day + 2; near++) {
                together += times.getOrDefault(near, 0);
            }
            if (together >= needed && moving * 2 >= menu.size()) {
                whole.add(day);
            }
        }
        return whole;
    }

    /** The drift under which all items' sales together are most probable. */
    private static Drift drift(List<Item> menu, Set<Integer> anew) {
        Drift best = new Drift(0.012, 1.25);
        double highest = Double.NEGATIVE_INFINITY;
        for (double perDay : PER_DAY) {
            for (double dispersion : DISPERSION) {
                Drift drift = new Drift(perDay, dispersion);
                double log = 0;
                for (Item item : menu) {
                    DriftFit fit = item.cells().cells().size() < 2
                            ? null
                            : DriftFit.of(item.cells().cells(), anew, true, drift);
                    log += fit == null ? 0 : fit.logEvidence();
                }
                if (log > highest) {
                    highest = log;
                    best = drift;
                }
            }
        }
        return best;
    }

    private static Fitted fit(PriceCells cells, Set<Integer> anew, Drift drift) {
        int ofItsOwn = 0;
        int[] days = cells.changeDays();
        for (int day : days) {
            ofItsOwn += anew.contains(day) ? 0 : 1;
        }
        if (days.length == 0) {
            return new Fitted(null, false);
        }
        boolean confounded = ofItsOwn == 0;
        DriftFit fit = DriftFit.of(cells.cells(), confounded ? Set.of() : anew, !confounded, drift);
        OwnEstimate own = fit == null ? null : fit.own();
        if (own == null || !confounded) {
            return new Fitted(own, confounded);
        }
        double spread = logSpread(cells);
        return new Fitted(new OwnEstimate(own.point(), Math.hypot(own.error(), TRAFFIC_ERROR / spread)), true);
    }

    private static double logSpread(PriceCells cells) {
        long[] observed = cells.observedPrices();
        return Math.log((double) observed[1] / observed[0]);
    }

    private static Elasticity told(PriceCells cells, Fitted fit, Pooled pooled) {
        int changes = cells.changes();
        Evidence evidence = evidence(changes, fit);
        return new Elasticity(
                pooled.point(),
                pooled.low(),
                pooled.high(),
                pooled.error(),
                evidence,
                fit.own(),
                changes,
                why(cells, fit, evidence));
    }

    private static Evidence evidence(int changes, Fitted fit) {
        OwnEstimate own = fit.own();
        if (changes == 0 || own == null) {
            return changes == 0 ? Evidence.NONE : Evidence.WEAK;
        }
        if (fit.confounded() || own.error() > MODERATE_ERROR) {
            return Evidence.WEAK;
        }
        return own.error() <= STRONG_ERROR && changes >= 2 ? Evidence.STRONG : Evidence.MODERATE;
    }

    private static String why(PriceCells cells, Fitted fit, Evidence evidence) {
        OwnEstimate own = fit.own();
        int changes = cells.changes();
        if (changes == 0) {
            return cells.dropped() > 0
                    ? "VARIANTS: several prices, none of which followed another for " + PriceCells.SPELL_DAYS
                            + " open days, so they are variants and not changes"
                    : "no price change that held " + PriceCells.SPELL_DAYS + " open days";
        }
        String times = changes == 1 ? "one price change" : changes + " price changes";
        if (own == null) {
            return times + ", too few sales around to say anything";
        }
        String error = String.format(Locale.ROOT, "standard error %.2f", own.error());
        return fit.confounded()
                ? times + ", always together with most of the menu: not to be told from what else happened then; "
                        + error
                : times + " of its own; " + error
                        + (evidence == Evidence.WEAK ? ": its sales are too few or too uneven" : "");
    }
}
