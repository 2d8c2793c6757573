package io.menuflow.models.outlook;

import io.menuflow.models.outlook.LoadedBooster.Outputs;
import io.menuflow.models.outlook.Manifest.FeatureRef;
import java.util.List;
import java.util.Map;

/**
 * A loaded model. Scoring is safe from several threads and gives the same bits for a row, whatever rows are scored with
 * it, on whatever machine. Its native memory is released when it is closed, which must not happen while somebody explains.
 */
public final class OutlookModel implements AutoCloseable {

    private static final Outputs OUTPUTS = new Outputs("multi:softprob", Persistence.CLASSES.size());

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
        return new OutlookModel(LoadedBooster.load(artefact, features, OUTPUTS), baseline);
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
        return booster.trees().probabilities(rows, count);
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
