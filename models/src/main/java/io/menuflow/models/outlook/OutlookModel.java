package io.menuflow.models.outlook;

import io.menuflow.models.outlook.Manifest.FeatureRef;
import java.util.List;
import java.util.Map;

/**
 * A loaded model. Scoring is safe from several threads and gives the same bits for a row, whatever rows are scored with
 * it, on whatever machine: the trees are walked here, XGBoost itself explains, and proves them when they are loaded. Its
 * native memory is released when it is closed, which must not happen while somebody explains.
 */
public final class OutlookModel implements AutoCloseable {

    private final LoadedBooster booster;
    private final Persistence baseline;
    private final Trees trees;

    private OutlookModel(LoadedBooster booster, Persistence baseline, Trees trees) {
        this.booster = booster;
        this.baseline = baseline;
        this.trees = trees;
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
        LoadedBooster booster = LoadedBooster.load(artefact, features, classes, String.valueOf(Persistence.CLASSES));
        try {
            return new OutlookModel(booster, baseline, booster.provenTrees());
        } catch (BadArtefactException e) {
            booster.close();
            throw e;
        }
    }

    /** What it is. */
    public Manifest manifest() {
        return booster.manifest();
    }

    /** What it is held against. */
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
        return trees.probabilities(rows, count);
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
