package io.menuflow.models.outlook;

import io.menuflow.models.features.FeatureTable;
import io.menuflow.models.outlook.Manifest.FeatureRef;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A loaded model. Scoring is safe from several threads and gives the same bits for a row, whatever rows are scored with
 * it. The native memory is released when it is closed, which must not happen while somebody scores.
 */
public final class OutlookModel implements AutoCloseable {

    private final LoadedBooster booster;
    private final Persistence baseline;

    private OutlookModel(LoadedBooster booster, Persistence baseline) {
        this.booster = booster;
        this.baseline = baseline;
    }

    /**
     * Loads a model that reads exactly {@code features}, in this order.
     *
     * @throws BadArtefactException when it reads others, predicts other classes, or cannot be loaded
     */
    public static OutlookModel load(Artefact artefact, List<FeatureRef> features) throws BadArtefactException {
        Manifest manifest = artefact.manifest();
        if (!manifest.classes().equals(Persistence.CLASSES)) {
            throw new BadArtefactException("the model " + manifest.version() + " predicts " + manifest.classes()
                    + " where this node serves " + Persistence.CLASSES);
        }
        Persistence baseline = manifest.baseline();
        if (baseline == null) {
            throw new BadArtefactException("the model " + manifest.version() + " comes without calibrated persistence");
        }
        int classes = Persistence.CLASSES.size();
        return new OutlookModel(
                LoadedBooster.load(artefact, features, classes, String.valueOf(Persistence.CLASSES)), baseline);
    }

    /** What it is. */
    public Manifest manifest() {
        return booster.manifest();
    }

    /** Calibrated persistence, from the data it learned from. */
    public Persistence baseline() {
        return baseline;
    }

    /**
     * Probabilities of each of {@link Persistence#CLASSES}.
     *
     * @param rows features, row after row; NaN is missing
     * @param count how many rows
     * @return one array a row
     */
    public float[][] probabilities(float[] rows, int count) {
        return booster.predict(rows, count);
    }

    /**
     * The same for all rows of several menus, a menu an entry. One call of XGBoost for all of them: each reads the limits
     * of the machine's processors anew, which costs as much as some sixty rows.
     */
    public List<float[][]> probabilities(List<FeatureTable> menus) {
        int rows = menus.stream().mapToInt(FeatureTable::rows).sum();
        FloatBuffer all = FloatBuffer.allocate(rows * manifest().features().size());
        menus.forEach(menu -> all.put(menu.values()));
        float[][] probabilities = probabilities(all.array(), rows);
        List<float[][]> byMenu = new ArrayList<>(menus.size());
        int from = 0;
        for (FeatureTable menu : menus) {
            byMenu.add(Arrays.copyOfRange(probabilities, from, from + menu.rows()));
            from += menu.rows();
        }
        return byMenu;
    }

    /**
     * What each feature of one row does to each class, in log-odds before they are made probabilities; the last entry of
     * a class is what it is without knowing the row. Slow (about 300 µs), for one item on demand.
     *
     * @return by class, then feature, and one more
     */
    public float[][] contributions(float[] row) {
        return booster.contributions(row);
    }

    /** How much each feature gained in all splits, by name; features never split on are left out. */
    public Map<String, Double> importance() {
        return booster.importance();
    }

    @Override
    public void close() {
        booster.close();
    }
}
