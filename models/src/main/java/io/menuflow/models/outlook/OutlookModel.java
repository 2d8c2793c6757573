package io.menuflow.models.outlook;

import io.menuflow.models.features.FeatureTable;
import io.menuflow.models.outlook.Manifest.FeatureRef;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * A loaded model. Scoring is safe from several threads and gives the same bits for a row, whatever rows are scored with
 * it. The native memory is released when it is closed, which must not happen while somebody scores.
 */
public final class OutlookModel implements AutoCloseable {

    private final Manifest manifest;
    private final Booster booster;

    private OutlookModel(Manifest manifest, Booster booster) {
        this.manifest = manifest;
        this.booster = booster;
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
            booster.setParams(Map.of("nthread", 1));
            if (booster.getNumFeature() != features.size()) {
                throw new BadArtefactException("the model " + manifest.version() + " reads " + booster.getNumFeature()
                        + " features, its manifest names " + features.size());
            }
            OutlookModel model = new OutlookModel(manifest, booster);
            model.tryOut();
            return model;
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
        if (count == 0) {
            return new float[0][];
        }
        try {
            return booster.inplace_predict(rows, count, manifest.features().size(), Float.NaN);
        } catch (XGBoostError e) {
            throw new IllegalStateException("scoring with " + manifest.version() + " failed", e);
        }
    }

    /**
     * The same for all rows of several menus, a menu an entry. One call of XGBoost for all of them: each reads the limits
     * of the machine's processors anew, which costs as much as some sixty rows.
     */
    public List<float[][]> probabilities(List<FeatureTable> menus) {
        int rows = menus.stream().mapToInt(FeatureTable::rows).sum();
        FloatBuffer all = FloatBuffer.allocate(rows * manifest.features().size());
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

    private void tryOut() throws BadArtefactException {
        float[][] probabilities = probabilities(new float[manifest.features().size()], 1);
        if (probabilities.length != 1
                || probabilities[0].length != manifest.classes().size()) {
            throw new BadArtefactException("the model " + manifest.version()
                    + " does not give one probability for each of " + manifest.classes());
        }
    }
}
