package io.menuflow.quickstart;

import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.outlook.Manifest;
import io.menuflow.models.outlook.Manifest.FeatureRef;
import io.menuflow.models.outlook.Manifest.Origin;
import io.menuflow.models.outlook.Manifest.Reference;
import io.menuflow.models.outlook.Persistence;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Real models that XGBoost trains in milliseconds. */
final class TinyModels {

    static final List<FeatureRef> FEATURES =
            List.of(new FeatureRef("units", "units/day", 28), new FeatureRef("margin", "share", 28));

    private static final int ROWS = 40;

    private TinyModels() {}

    /** A model of these features that says of itself that it is better than the baseline. */
    static Artefact artefact(String version) {
        return artefact(version, FEATURES, true);
    }

    static Artefact artefact(String version, List<FeatureRef> features, boolean better) {
        try {
            byte[] booster = trained(features.size()).toByteArray("ubj");
            return new Artefact(manifest(version, features, better, Artefact.sha256(booster)), booster);
        } catch (XGBoostError | BadArtefactException e) {
            throw new AssertionError(e);
        }
    }

    private static Booster trained(int features) throws XGBoostError {
        float[] rows = new float[ROWS * features];
        float[] labels = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            labels[i] = i % 4;
            rows[i * features] = labels[i];
        }
        DMatrix matrix = new DMatrix(rows, ROWS, features, Float.NaN);
        try {
            matrix.setLabel(labels);
            Map<String, Object> parameters =
                    Map.of("objective", "multi:softprob", "num_class", 4, "nthread", 1, "max_depth", 2);
            return XGBoost.train(matrix, parameters, 2, Map.of(), null, null);
        } finally {
            matrix.dispose();
        }
    }

    private static Manifest manifest(String version, List<FeatureRef> features, boolean better, String sha256) {
        return new Manifest(
                "outlook",
                version,
                Instant.parse("2026-11-01T06:00:00Z"),
                Origin.SIMULATED,
                features,
                Persistence.CLASSES,
                Persistence.fitted(new int[0], new int[0]),
                Collections.nCopies(features.size(), new Reference(List.of(0.5, 1.5), List.of(0.25, 0.25, 0.4, 0.1))),
                20_000,
                better,
                Map.of("max_depth", "2"),
                Map.of("test_log_loss", 0.75, "test_baseline_log_loss", 1.25),
                Map.of("data", "made up"),
                sha256);
    }
}
