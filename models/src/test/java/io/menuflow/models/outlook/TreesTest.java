package io.menuflow.models.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.models.features.Features;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scores are XGBoost's, bit for bit. */
class TreesTest {

    private static final int FEATURES = 11;
    private static final int CLASSES = 4;
    private static final LoadedBooster.Outputs OUTPUTS = new LoadedBooster.Outputs("multi:softprob", 4);

    private final Random random = new Random(11);

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "other C libraries compute exponentials otherwise")
    void shouldGiveTheBitsOfXgboost_byThePackagedModel() throws Exception {
        Booster booster = XGBoost.loadModel(PackagedModel.artefact().booster());
        booster.setParams(Map.of("nthread", 1));

        assertSameBits(booster, Features.ALL.refs().size());
    }

    @ParameterizedTest
    @EnabledOnOs(value = OS.LINUX, disabledReason = "other C libraries compute exponentials otherwise")
    @CsvSource({
        "1, depthwise, 0, 0.5",
        "3, depthwise, 4, 0.5",
        "6, depthwise, 0.1, 0.125",
        "9, depthwise, 0, -3",
        "0, lossguide, 0, 0.5"
    })
    void shouldGiveTheBitsOfXgboost_byTreesOfAnyShape(int depth, String policy, double gamma, double base)
            throws Exception {
        Booster booster = booster(Map.of(
                "objective", "multi:softprob",
                "num_class", CLASSES,
                "max_depth", depth,
                "max_leaves", depth == 0 ? 25 : 0,
                "grow_policy", policy,
                "gamma", gamma,
                "base_score", base,
                "eta", 1));

        assertSameBits(booster, FEATURES);
    }

    @ParameterizedTest
    @CsvSource({
        "gbtree, reg:squarederror, 1, gbtree reg:squarederror of 1 outputs",
        "gbtree, multi:softmax, 4, gbtree multi:softmax of 4 outputs",
        "gbtree, multi:softprob, 5, gbtree multi:softprob of 5 outputs",
        "dart, multi:softprob, 4, not one of trees",
        "gblinear, multi:softprob, 4, not one of trees"
    })
    void shouldRefuse_whenTheBoosterIsOfAnotherKind(String kind, String objective, int classes, String reason)
            throws Exception {
        Map<String, Object> parameters = new HashMap<>(Map.of("booster", kind, "objective", objective));
        if (classes > 1) {
            parameters.put("num_class", classes);
        }
        Booster booster = booster(parameters);

        assertThatThrownBy(() -> BoosterJson.of(booster, OUTPUTS))
                .isInstanceOf(BadArtefactException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void shouldRefuse_whenATreeLeadsNowhere() throws Exception {
        for (int[] left : new int[][] {{3, -1, -1}, {0, -1, -1}, {2, -1, -1}, {-7, -1, -1}, {}}) {
            assertIsRefused(left, new int[] {0, 0, 0}, new int[3]);
        }
        assertIsRefused(new int[] {1, -1, -1}, new int[] {FEATURES, 0, 0}, new int[3]);
        assertIsRefused(new int[] {1, -1, -1}, new int[] {-1, 0, 0}, new int[3]);
        assertIsRefused(new int[] {1, -1, -1}, new int[] {0, 0, 0}, new int[] {1, 0, 0});
        assertThat(odds(new int[] {1, -1, -1}, new int[] {2, 0, 0}, new int[3], 0))
                .containsExactly(0.5f + 9, 0.5f);
    }

    @Test
    void shouldGoTheWayOfItsOrder_whenValuesAreZerosOrInfinite() throws Exception {
        int[] left = {1, -1, -1};
        float below = 0.5f + 7;
        float above = 0.5f + 9;

        assertThat(odds(left, new int[3], new int[3], -0.0f)[0]).isEqualTo(above);
        assertThat(odds(left, new int[3], new int[3], 0.0f)[0]).isEqualTo(above);
        assertThat(odds(left, new int[3], new int[3], -Float.MIN_VALUE)[0]).isEqualTo(below);
        assertThat(odds(left, new int[3], new int[3], Float.NEGATIVE_INFINITY)[0])
                .isEqualTo(below);
        assertThat(odds(left, new int[3], new int[3], Float.POSITIVE_INFINITY)[0])
                .isEqualTo(above);
        assertThat(odds(left, new int[3], new int[3], Float.NaN)[0]).isEqualTo(below);
    }

    /** Of one tree that splits at 0, missing goes left; leaves 7 and 9. */
    private static float[] odds(int[] left, int[] features, int[] types, float value) throws BadArtefactException {
        BoosterJson.Tree tree = new BoosterJson.Tree(left, features, new float[] {0, 7, 9}, new int[] {1, 0, 0}, types);
        BoosterJson json = new BoosterJson(new BoosterJson.Learner(
                new BoosterJson.GradientBooster("gbtree", new BoosterJson.Model(List.of(tree), new int[] {0})),
                new BoosterJson.Parameters(0.5f, 2, 1),
                new BoosterJson.Objective("multi:softprob")));
        float[] row = new float[FEATURES];
        Arrays.fill(row, value);
        return Arrays.copyOf(new Trees(json, FEATURES, 2).odds(row, 1), 2);
    }

    private static void assertIsRefused(int[] left, int[] features, int[] types) {
        assertThatThrownBy(() -> odds(left, features, types, 0))
                .isInstanceOf(BadArtefactException.class)
                .hasMessageContaining("damaged");
    }

    private void assertSameBits(Booster booster, int features) throws XGBoostError, BadArtefactException {
        BoosterJson json = BoosterJson.of(booster, OUTPUTS);
        Trees trees = new Trees(json, features, CLASSES);
        for (int count : new int[] {1, 2, 3, 4, 31, 32, 33, 1_003}) {
            float[] onSplits = json.awkwardRows(count, features);
            float[] anywhere = rows(count, features);

            assertThat(trees.probabilities(onSplits, count))
                    .isDeepEqualTo(booster.inplace_predict(onSplits, count, features, Float.NaN));
            assertThat(trees.probabilities(anywhere, count))
                    .isDeepEqualTo(booster.inplace_predict(anywhere, count, features, Float.NaN));
        }
    }

    private Booster booster(Map<String, Object> parameters) throws XGBoostError {
        int count = 700;
        float[] rows = rows(count, FEATURES);
        float[] labels = new float[count];
        for (int row = 0; row < count; row++) {
            float first = rows[row * FEATURES];
            labels[row] = Float.isNaN(first) ? 3 : (first > 0 ? 1 : 0) + (rows[row * FEATURES + 1] > 0.3 ? 1 : 0);
            labels[row] = random.nextInt(8) == 0 ? random.nextInt(CLASSES) : labels[row];
        }
        DMatrix matrix = new DMatrix(rows, count, FEATURES, Float.NaN);
        matrix.setLabel(labels);
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("nthread", 1);
        return XGBoost.train(matrix, all, 12, new HashMap<>(), null, null);
    }

    private float[] rows(int count, int features) {
        float[] rows = new float[count * features];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = random.nextInt(6) == 0 ? Float.NaN : (float) random.nextGaussian() * 2;
        }
        return rows;
    }
}
