package io.menuflow.models.elasticity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fits of a menu, an item at a time, so that whoever has no time to spare can do them in slices. About half a millisecond
 * an item of two years; see docs/price.md.
 */
public final class ElasticityFitting {

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

    private final int lastBlock;
    private final Map<String, PriceSeries> menu;
    /** First days of prices at which levels start anew. */
    private final Set<Integer> anew;

    private final Iterator<Map.Entry<String, PriceSeries>> left;
    private final Map<String, DriftGrid> grids = new TreeMap<>();
    private final List<DriftGrid> informative = new ArrayList<>();

    /** Prepares the fits of blocks, in any order, one a number. */
    public ElasticityFitting(List<PriceBlock> blocks) {
        lastBlock = blocks.stream().mapToInt(PriceBlock::block).max().orElse(OwnFits.NONE.lastBlock());
        menu = PriceSeries.join(blocks);
        anew = wholeMenuDays(menu.values());
        left = menu.entrySet().stream()
                .filter(item -> item.getValue().changes() > 0)
                .iterator();
    }

    /** Whether every item that can be is fitted. */
    public boolean isDone() {
        return !left.hasNext();
    }

    /** Fits another item; throws NoSuchElementException when there is none. */
    public void fitNext() {
        Map.Entry<String, PriceSeries> item = left.next();
        PriceSeries series = item.getValue();
        boolean confounded = isConfounded(series);
        DriftGrid grid = new DriftGrid(new DriftFit(series.cells(), confounded ? Set.of() : anew, !confounded));
        grids.put(item.getKey(), grid);
        if (!confounded) {
            informative.add(grid);
        }
    }

    /** The fits; throws IllegalStateException before all are done. */
    public OwnFits fits() {
        if (!isDone()) {
            throw new IllegalStateException("some items are not fitted yet");
        }
        double[] common = DriftGrid.common(informative);
        List<OwnFit> fits = new ArrayList<>(menu.size());
        menu.forEach((id, series) -> fits.add(fit(id, series, grids.get(id), common)));
        return new OwnFits(lastBlock, fits);
    }

    private OwnFit fit(String id, PriceSeries series, @Nullable DriftGrid grid, double[] common) {
        boolean confounded = grid != null && isConfounded(series);
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

    private boolean isConfounded(PriceSeries series) {
        for (int day : series.changeDays()) {
            if (!anew.contains(day)) {
                return false;
            }
        }
        return true;
    }
}
