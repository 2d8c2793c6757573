package io.menuflow.models.outlook;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** What is read of a booster as XGBoost tells it in JSON: the trees, and what becomes of their leaves. */
record BoosterJson(Learner learner) {

    private static final ObjectMapper JSON = new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    record Learner(GradientBooster gradientBooster, Parameters learnerModelParam, Objective objective) {}

    record GradientBooster(String name, Model model) {}

    /** The trees, and which class each is of. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Model(List<Tree> trees, int[] treeInfo) {}

    /** Numbers are told as text. */
    record Parameters(float baseScore, int numClass, int numTarget) {}

    record Objective(String name) {}

    /**
     * A tree by columns, a node an entry.
     *
     * @param leftChildren −1 where it is a leaf; the right child is the next one
     * @param splitConditions what a value must be below to go left; of a leaf its weight
     * @param defaultLeft 1 where a missing value goes left
     * @param splitType 1 where a split is by categories
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Tree(int[] leftChildren, int[] splitIndices, float[] splitConditions, int[] defaultLeft, int[] splitType) {}

    /** Reads a booster; throws BadArtefactException when it is none of trees that split on numbers, for such outputs. */
    static BoosterJson of(Booster booster, LoadedBooster.Outputs outputs) throws XGBoostError, BadArtefactException {
        try {
            BoosterJson read = JSON.readValue(booster.toByteArray("json"), BoosterJson.class);
            String kind = read.learner.gradientBooster.name + " " + read.learner.objective.name;
            String wanted = "gbtree " + outputs.objective();
            int has = Math.max(read.learner.learnerModelParam.numClass, read.learner.learnerModelParam.numTarget);
            if (!kind.equals(wanted) || has != outputs.count()) {
                throw new BadArtefactException("the booster is " + kind + " of " + has + " outputs; it must be "
                        + wanted + " of " + outputs.count());
            }
            return read;
        } catch (IOException e) {
            throw new BadArtefactException("the booster is not one of trees: " + e.getMessage(), e);
        }
    }

    /** Rows as awkward as can be: each value on a split of its feature, next to it, or missing; row after row. */
    float[] awkwardRows(int count, int features) {
        List<List<Float>> splits = new ArrayList<>();
        for (int i = 0; i < features; i++) {
            splits.add(new ArrayList<>(List.of(0.0f, -0.0f, Float.NaN)));
        }
        for (Tree tree : learner.gradientBooster.model.trees) {
            for (int i = 0; i < tree.leftChildren.length; i++) {
                if (tree.leftChildren[i] != -1) {
                    List<Float> its = splits.get(tree.splitIndices[i]);
                    its.add(tree.splitConditions[i]);
                    its.add(Math.nextDown(tree.splitConditions[i]));
                }
            }
        }
        Random random = new Random(1);
        float[] rows = new float[count * features];
        for (int i = 0; i < rows.length; i++) {
            List<Float> its = splits.get(i % features);
            rows[i] = its.get(random.nextInt(its.size()));
        }
        return rows;
    }
}
