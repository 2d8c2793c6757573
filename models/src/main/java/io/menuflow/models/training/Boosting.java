package io.menuflow.models.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Rows in XGBoost's own memory, and boosters grown on them. Equal rows, parameters and seed give equal boosters: one thread
 * grows them, because sums of floats depend on how they are divided, and because a node that trains has others to do.
 */
final class Boosting implements AutoCloseable {

    private static final int THREADS = 1;

    /** What no split can gain: a tree of one leaf. */
    private static final Map<String, Object> NO_SPLIT = Map.of("eta", 1, "gamma", 1e30, "subsample", 1);

    private final DMatrix matrix;
    /** Whether boosters begin with what all rows have in common, at once and not by small steps. */
    private final boolean beginsAtOnce;

    /**
     * Copies rows.
     *
     * @param columns numbers of a row
     * @param target what is to be learned of a row
     */
    Boosting(List<Row> rows, int columns, ToDoubleFunction<Row> target) {
        beginsAtOnce = false;
        float[] values = new float[rows.size() * columns];
        float[] targets = new float[rows.size()];
        for (int i = 0; i < targets.length; i++) {
            System.arraycopy(rows.get(i).features(), 0, values, i * columns, columns);
            targets[i] = (float) target.applyAsDouble(rows.get(i));
        }
        try {
            matrix = new DMatrix(values, targets.length, columns, Float.NaN);
            matrix.setLabel(targets);
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost takes no rows", e);
        }
    }

    /**
     * Takes rows that are told as columns of numbers already. Boosters begin with a tree of one leaf, which says of all rows
     * the same: by small steps alone they would spend most rounds on the way there.
     *
     * @param values row after row; NaN is missing
     * @param targets what is to be learned of each row
     * @param weights how much it matters
     */
    Boosting(float[] values, int columns, float[] targets, float[] weights) {
        beginsAtOnce = true;
        try {
            matrix = new DMatrix(values, targets.length, columns, Float.NaN);
            matrix.setLabel(targets);
            matrix.setWeight(weights);
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost takes no rows", e);
        }
    }

    /** A booster that was grown until it got no better: rounds, and its score after the best. */
    record Stopped(int rounds, double score) {}

    /** Grows on these rows until {@code patience} rounds brought nothing on others, at most so many rounds. */
    Stopped growUntilBest(Map<String, Object> parameters, int rounds, int patience, Boosting others) {
        DMatrix[] judged = {others.matrix};
        String[] names = {"validation"};
        float[] score = new float[1];
        int best = 0;
        float lowest = Float.MAX_VALUE;
        try {
            Booster booster = begin(parameters);
            try {
                for (int round = 1; round <= rounds && round <= best + patience; round++) {
                    booster.update(matrix, round - 1 + (beginsAtOnce ? 1 : 0));
                    String unused = booster.evalSet(judged, names, round - 1, score);
                    if (score[0] < lowest) {
                        lowest = score[0];
                        best = round;
                    }
                }
            } finally {
                booster.dispose();
            }
        } catch (XGBoostError e) {
            throw new IllegalStateException("training with " + parameters + " failed", e);
        }
        return new Stopped(best, lowest);
    }

    /** Grows so many rounds on these rows; the booster's bytes, as XGBoost writes them (UBJSON). */
    byte[] grown(Map<String, Object> parameters, int rounds) {
        try {
            Booster booster = begin(parameters);
            try {
                for (int round = 0; round < rounds; round++) {
                    booster.update(matrix, round + (beginsAtOnce ? 1 : 0));
                }
                return booster.toByteArray("ubj");
            } finally {
                booster.dispose();
            }
        } catch (XGBoostError e) {
            throw new IllegalStateException("training with " + parameters + " failed", e);
        }
    }

    /** What one round on these rows says of others, one number a row. */
    float[][] grownFor(Map<String, Object> parameters, Boosting others) {
        try {
            Booster booster = begin(parameters);
            try {
                booster.update(matrix, 0);
                return booster.predict(others.matrix);
            } finally {
                booster.dispose();
            }
        } catch (XGBoostError e) {
            throw new IllegalStateException("training with " + parameters + " failed", e);
        }
    }

    /** A booster with nothing grown yet. */
    private Booster begin(Map<String, Object> parameters) throws XGBoostError {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("nthread", THREADS);
        Booster booster = XGBoost.train(matrix, all, 0, Map.of(), null, null);
        if (beginsAtOnce) {
            booster.setParams(NO_SPLIT);
            booster.update(matrix, 0);
            Map<String, Object> again = new HashMap<>(Map.of("gamma", 0));
            NO_SPLIT.keySet().stream().filter(all::containsKey).forEach(name -> again.put(name, all.get(name)));
            booster.setParams(again);
        }
        return booster;
    }

    @Override
    public void close() {
        matrix.dispose();
    }
}
