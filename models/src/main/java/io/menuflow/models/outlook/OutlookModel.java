package io.menuflow.models.outlook;

import io.menuflow.models.outlook.Manifest.FeatureRef;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * A loaded model. Scoring is safe from several threads and gives the same bits for a row, whatever rows are scored with
 * it, on whatever machine: the trees are walked here, XGBoost itself explains, and proves them when they are loaded. Its
 * native memory is released when it is closed, which must not happen while somebody explains.
 */
public final class OutlookModel implements AutoCloseable {

    /** When a model is loaded, to compare with XGBoost. */
    private static final int ROWS_TO_TRY = 256;

    private final Manifest manifest;
    private final Booster booster;
    private final Trees trees;

    private OutlookModel(Manifest manifest, Booster booster, Trees trees) {
        this.manifest = manifest;
        this.booster = booster;
        this.trees = trees;
    }

    /**
     * Loads a model that reads exactly {@code features}, in this order.
     *
     * @throws BadArtefactException when it reads others, predicts other classes, or cannot be loaded
     */
    public static OutlookModel load(Artefact artefact, List<FeatureRef> features) throws BadArtefactException {
        Manifest manifest = artefact.manifest();
        refuseOthers(manifest, features);
        try {
            Booster booster = XGBoost.loadModel(artefact.booster());
            try {
                booster.setParams(Map.of("nthread", 1));
                return new OutlookModel(manifest, booster, triedOut(booster, features.size()));
            } catch (XGBoostError | BadArtefactException e) {
                booster.dispose();
                throw e;
            }
        } catch (XGBoostError | IOException e) {
            throw new BadArtefactException("XGBoost cannot load " + manifest.version() + ": " + e.getMessage(), e);
        } catch (UnsatisfiedLinkError | NoClassDefFoundError | ExceptionInInitializerError e) {
            throw new BadArtefactException(
                    "XGBoost's native library cannot be loaded; it needs glibc and libgomp.so.1"
                            + " (Debian: apt-get install libgomp1): " + e.getMessage(),
                    e);
        }
    }

    /** What it is. */
    public Manifest manifest() {
        return manifest;
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
        try {
            DMatrix matrix = new DMatrix(row, 1, row.length, Float.NaN);
            try {
                float[] flat;
                synchronized (booster) {
                    flat = booster.predictContrib(matrix, 0)[0];
                }
                int width = row.length + 1;
                float[][] byClass = new float[manifest.classes().size()][width];
                for (int i = 0; i < byClass.length; i++) {
                    System.arraycopy(flat, i * width, byClass[i], 0, width);
                }
                return byClass;
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError e) {
            throw new IllegalStateException("explaining with " + manifest.version() + " failed", e);
        }
    }

    /** How much each feature gained in all splits, by name; features never split on are left out. */
    public Map<String, Double> importance() {
        try {
            String[] names = manifest.features().stream().map(FeatureRef::name).toArray(String[]::new);
            return booster.getScore(names, "total_gain");
        } catch (XGBoostError e) {
            throw new IllegalStateException("reading " + manifest.version() + " failed", e);
        }
    }

    @Override
    public void close() {
        booster.dispose();
    }

    private static void refuseOthers(Manifest manifest, List<FeatureRef> features) throws BadArtefactException {
        if (!manifest.classes().equals(Persistence.CLASSES)) {
            throw new BadArtefactException("the model " + manifest.version() + " predicts " + manifest.classes()
                    + " where this node serves " + Persistence.CLASSES);
        }
        for (int i = 0; i < Math.max(features.size(), manifest.features().size()); i++) {
            Object has = i < manifest.features().size() ? manifest.features().get(i) : "nothing";
            Object needs = i < features.size() ? features.get(i) : "nothing";
            if (!has.equals(needs)) {
                throw new BadArtefactException("the model " + manifest.version() + " has other features: feature "
                        + (i + 1) + " of " + features.size() + " is " + has + " where this node computes " + needs);
            }
        }
    }

    /** The booster's trees, once they have given the bits that XGBoost gives for rows that try every split. */
    private static Trees triedOut(Booster booster, int features) throws XGBoostError, BadArtefactException {
        if (booster.getNumFeature() != features) {
            throw new BadArtefactException(
                    "the booster reads " + booster.getNumFeature() + " features, its manifest names " + features);
        }
        BoosterJson json = BoosterJson.of(booster, Persistence.CLASSES.size());
        Trees trees = new Trees(json, features, Persistence.CLASSES.size());
        float[] rows = json.awkwardRows(ROWS_TO_TRY, features);
        float[] odds = trees.odds(rows, ROWS_TO_TRY);
        DMatrix matrix = new DMatrix(rows, ROWS_TO_TRY, features, Float.NaN);
        try {
            int at = 0;
            for (float[] row : booster.predict(matrix, true)) {
                for (float expected : row) {
                    if (Float.floatToIntBits(odds[at++]) != Float.floatToIntBits(expected)) {
                        throw new BadArtefactException(
                                "the booster's trees come to " + odds[at - 1] + " where XGBoost comes to " + expected);
                    }
                }
            }
        } finally {
            matrix.dispose();
        }
        return trees;
    }
}
