package io.menuflow.models.outlook;

import io.menuflow.models.features.Features;
import io.menuflow.models.outlook.Manifest.FeatureRef;
import io.menuflow.models.outlook.Manifest.Origin;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Small models for tests, trained in milliseconds. */
public final class TinyModels {

    /** Features that no program computes: for nodes that swap models and have nothing to score. */
    public static final List<FeatureRef> FEATURES =
            List.of(new FeatureRef("units", "units/day", 28), new FeatureRef("margin", "share", 28));

    private static final int ROWS = 400;

    private TinyModels() {}

    /** A loaded one of all features, as good as its baseline; another seed makes another model. */
    public static OutlookModel loaded(String version, long seed) {
        try {
            return OutlookModel.load(artefact(version, seed), Features.ALL.refs());
        } catch (BadArtefactException e) {
            throw new AssertionError(e);
        }
    }

    /** The same, as it travels. */
    public static Artefact artefact(String version, long seed) {
        try {
            return artefact(version, false, Features.ALL.refs(), Origin.SIMULATED, 0, seed);
        } catch (XGBoostError | BadArtefactException e) {
            throw new AssertionError(e);
        }
    }

    /** A model of {@link #FEATURES} that says of itself that it is better than its baseline. */
    public static Artefact artefact(String version) {
        return artefact(version, FEATURES, true);
    }

    /** A model of some features. */
    public static Artefact artefact(String version, List<FeatureRef> features, boolean better) {
        try {
            return artefact(version, better, features, Origin.SIMULATED, 0);
        } catch (XGBoostError | BadArtefactException e) {
            throw new AssertionError(e);
        }
    }

    /** A model of all features that knows: what is popular and profitable now stays so. */
    static Artefact artefact(String version, boolean better) throws Exception {
        return artefact(version, better, Features.ALL.refs(), Origin.SIMULATED, 0);
    }

    static Artefact artefact(String version, boolean better, List<FeatureRef> features, Origin origin, int until)
            throws XGBoostError, BadArtefactException {
        return artefact(version, better, features, origin, until, 7);
    }

    private static Artefact artefact(
            String version, boolean better, List<FeatureRef> features, Origin origin, int until, long seed)
            throws XGBoostError, BadArtefactException {
        byte[] booster = booster(features, seed);
        Manifest manifest = new Manifest(
                "outlook",
                version,
                Instant.parse("2026-01-02T03:04:05Z"),
                origin,
                features,
                Persistence.CLASSES,
                Persistence.fitted(new int[] {0, 1, 2, 3}, new int[] {0, 1, 2, 3}),
                features.stream()
                        .map(feature -> new Manifest.Reference(List.of(0.5), List.of(0.5, 0.5, 0.0)))
                        .toList(),
                until,
                better,
                Map.of("max_depth", "3"),
                Map.of("test_log_loss", 0.5),
                Map.of("data", "random"),
                Artefact.sha256(booster));
        return new Artefact(manifest, booster);
    }

    private static byte[] booster(List<FeatureRef> features, long seed) throws XGBoostError {
        int columns = features.size();
        int popular = column(features, "popular_28d");
        int profitable = column(features, "profitable_28d");
        Random random = new Random(seed);
        float[] rows = new float[ROWS * columns];
        float[] labels = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            for (int i = 0; i < columns; i++) {
                rows[row * columns + i] = random.nextFloat();
            }
            int high = random.nextInt(2);
            int rich = random.nextInt(2);
            rows[row * columns + popular] = high;
            rows[row * columns + profitable] = rich;
            labels[row] = (1 - high) * 2 + (high == 1 ? 1 - rich : rich == 1 ? 0 : 1);
        }
        DMatrix matrix = new DMatrix(rows, ROWS, columns, Float.NaN);
        try {
            matrix.setLabel(labels);
            Map<String, Object> parameters = new HashMap<>(
                    Map.of("objective", "multi:softprob", "num_class", 4, "max_depth", 3, "nthread", 1, "eta", 0.5));
            Booster booster = XGBoost.train(matrix, parameters, 10, new HashMap<>(), null, null);
            try {
                return booster.toByteArray("ubj");
            } finally {
                booster.dispose();
            }
        } finally {
            matrix.dispose();
        }
    }

    private static int column(List<FeatureRef> features, String name) {
        for (int i = 0; i < features.size(); i++) {
            if (features.get(i).name().equals(name)) {
                return i;
            }
        }
        return 0;
    }
}
