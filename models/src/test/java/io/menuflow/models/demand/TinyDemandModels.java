package io.menuflow.models.demand;

import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.outlook.Manifest;
import io.menuflow.models.outlook.Manifest.FeatureRef;
import io.menuflow.models.outlook.Manifest.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Small models of demand for tests, trained in milliseconds. */
public final class TinyDemandModels {

    private static final int ROWS = 2_000;

    private TinyDemandModels() {}

    /** One that leaves exponential smoothing about as it is. */
    public static Artefact artefact(String version) {
        return artefact(version, DemandFeatures.refs(), Origin.SIMULATED, 0, false, 0);
    }

    /** One that moves every quantile by so many standard deviations. */
    static Artefact artefact(
            String version, List<FeatureRef> features, Origin origin, int until, boolean better, double shift) {
        try {
            byte[] booster = booster(features.size(), shift);
            return new Artefact(
                    new Manifest(
                            DemandModel.NAME,
                            version,
                            Instant.parse("2026-01-02T03:04:05Z"),
                            origin,
                            features,
                            List.of(),
                            null,
                            features.stream()
                                    .map(feature -> new Manifest.Reference(List.of(0.5), List.of(0.5, 0.5, 0.0)))
                                    .toList(),
                            until,
                            better,
                            Map.of(),
                            Map.of(),
                            Map.of("data", "random"),
                            Artefact.sha256(booster)),
                    booster);
        } catch (XGBoostError | BadArtefactException e) {
            throw new AssertionError(e);
        }
    }

    public static DemandModel loaded(Origin origin, int until, boolean better, double shift) {
        try {
            return DemandModel.load(artefact("v1", DemandFeatures.refs(), origin, until, better, shift));
        } catch (BadArtefactException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] booster(int columns, double shift) throws XGBoostError {
        Random random = new Random(7);
        float[] rows = new float[ROWS * columns];
        float[] labels = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            for (int i = 0; i < columns; i++) {
                rows[row * columns + i] = random.nextFloat();
            }
            labels[row] = (float) (shift + random.nextGaussian());
        }
        DMatrix matrix = new DMatrix(rows, ROWS, columns, Float.NaN);
        try {
            matrix.setLabel(labels);
            Map<String, Object> parameters = Map.of(
                    "objective", "reg:quantileerror",
                    "quantile_alpha", "[0.1, 0.5, 0.9]",
                    "max_depth", 1,
                    "eta", 1,
                    "gamma", 1e30,
                    "base_score", 0,
                    "nthread", 1);
            Booster booster = XGBoost.train(matrix, parameters, 1, Map.of(), null, null);
            try {
                return booster.toByteArray("ubj");
            } finally {
                booster.dispose();
            }
        } finally {
            matrix.dispose();
        }
    }
}
