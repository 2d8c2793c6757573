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
 * A model's booster, loaded and found to read what its manifest names. Scoring is safe from several threads and gives the
 * same bits for a row, whatever rows are scored with it, on whatever machine: the trees are walked here, XGBoost itself
 * explains, and proves them when they are loaded. Its native memory is released when it is closed, which must not happen
 * while somebody explains.
 */
public final class LoadedBooster implements AutoCloseable {

    /** When a model is loaded, to compare with XGBoost. */
    private static final int ROWS_TO_TRY = 256;

    private final Manifest manifest;
    private final Booster booster;
    private final Trees trees;
    private final Outputs outputs;

    private LoadedBooster(Manifest manifest, Booster booster, Trees trees, Outputs outputs) {
        this.manifest = manifest;
        this.booster = booster;
        this.trees = trees;
        this.outputs = outputs;
    }

    /**
     * What a booster must have been trained for.
     *
     * @param objective as XGBoost names it
     * @param count how many numbers it gives for a row
     */
    public record Outputs(String objective, int count) {}

    /**
     * Loads the booster of a model that reads exactly {@code features}, in this order.
     *
     * @throws BadArtefactException when it reads others, gives others, or cannot be loaded
     */
    public static LoadedBooster load(Artefact artefact, List<FeatureRef> features, Outputs outputs)
            throws BadArtefactException {
        Manifest manifest = artefact.manifest();
        refuseOthers(manifest, features);
        try {
            Booster booster = XGBoost.loadModel(artefact.booster());
            try {
                booster.setParams(Map.of("nthread", 1));
                Trees trees = triedOut(booster, features.size(), outputs);
                return new LoadedBooster(manifest, booster, trees, outputs);
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

    /** What the model is. */
    public Manifest manifest() {
        return manifest;
    }

    /** Its trees, for what is made of their sums. */
    Trees trees() {
        return trees;
    }

    /**
     * What its trees come to.
     *
     * @param rows features, row after row; NaN is missing
     * @param count how many rows
     * @return outputs, row after row; may end with up to three rows that mean nothing
     */
    public float[] sums(float[] rows, int count) {
        return trees.odds(rows, count);
    }

    /**
     * What each feature of one row does to each output; the last entry of an output is what it is without knowing the row.
     * Slow (about 300 µs), for one item on demand.
     *
     * @return by output, then feature, and one more
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
                float[][] byOutput = new float[outputs.count()][width];
                for (int i = 0; i < byOutput.length; i++) {
                    System.arraycopy(flat, i * width, byOutput[i], 0, width);
                }
                return byOutput;
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
        for (int i = 0; i < Math.max(features.size(), manifest.features().size()); i++) {
            String has = inWords(manifest.features(), i);
            String needs = inWords(features, i);
            if (!has.equals(needs)) {
                throw new BadArtefactException("the model " + manifest.version() + " has other features: feature "
                        + (i + 1) + " of " + features.size() + " is " + has + " where this node computes " + needs);
            }
        }
    }

    private static String inWords(List<FeatureRef> features, int i) {
        if (i >= features.size()) {
            return "nothing";
        }
        FeatureRef feature = features.get(i);
        return feature.name() + " (" + feature.unit() + ", " + feature.windowDays() + " days)";
    }

    /** The booster's trees, once they have given the bits that XGBoost gives for rows that try every split. */
    private static Trees triedOut(Booster booster, int features, Outputs outputs)
            throws XGBoostError, BadArtefactException {
        if (booster.getNumFeature() != features) {
            throw new BadArtefactException(
                    "the booster reads " + booster.getNumFeature() + " features, its manifest names " + features);
        }
        BoosterJson json = BoosterJson.of(booster, outputs);
        Trees trees = new Trees(json, features, outputs.count());
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
