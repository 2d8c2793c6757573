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

    /** How far apart, as a share, prices are that a few hundred units tell from each other. */
    private static final double LARGE_SPREAD = 0.1;

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
     * The fits of all items in some blocks, in any order, one a number: the same blocks give the same fits. To do it in
     * slices, see {@link ElasticityFitting}.
     */
    public static OwnFits fit(List<PriceBlock> blocks) {
        ElasticityFitting fitting = new ElasticityFitting(blocks);
        while (!fitting.isDone()) {
            fitting.fitNext();
        }
        return fitting.fits();
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
        return times + " of its own; " + error + (evidence == Evidence.WEAK ? tooWide(fit) : "");
    }

    /** Prices that hardly differ teach little of whatever sells; of those that do, the sales must have said too little. */
    private static String tooWide(OwnFit fit) {
        double apart = fit.lowest() <= 0 ? 0 : (double) fit.highest() / fit.lowest() - 1;
        return apart > 0 && apart < LARGE_SPREAD
                ? String.format(Locale.ROOT, ": its prices were only %.1f %% apart", 100 * apart)
                : ": its sales are too few or too uneven";
    }
}
