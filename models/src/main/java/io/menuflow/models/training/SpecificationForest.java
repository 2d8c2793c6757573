package io.menuflow.models.training;

import io.menuflow.models.outlook.Manifest.FeatureRef;
import io.menuflow.models.outlook.Persistence;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The random forest that the specification classifies menus with, as a yardstick: 100 trees, at most 10 deep, on its eight
 * features. A class's share in a leaf is a mean, so one forest of squared error a class gives what its forest of
 * classifiers gives; trees see 63.2 % of the rows, without repetition, where its draw with repetition, and prices and money
 * are told against the menu's.
 */
final class SpecificationForest {

    /** Its features, by the names they have here. */
    static final List<String> FEATURES = List.of(
            "units_28d",
            "orders_28d",
            "price_28d",
            "revenue_per_order_28d",
            "popularity_percentile_28d",
            "profitability_percentile_28d",
            "margin_pct_28d",
            "recency");

    private static final Map<String, Object> PARAMETERS = Map.of(
            "objective", "reg:squarederror",
            "base_score", 0,
            "num_parallel_tree", 100,
            "max_depth", 10,
            "eta", 1,
            "lambda", 0,
            "min_child_weight", 1,
            "subsample", 0.632,
            "colsample_bynode", 0.354, // the square root of eight, of eight
            "tree_method", "hist");

    private SpecificationForest() {}

    /**
     * Probabilities of each class for {@code test}.
     *
     * @param taught what the forest is told of a row, an index into {@link Persistence#CLASSES}; rows told anything else are
     *     left out
     */
    static float[][] probabilities(
            List<FeatureRef> features, List<Row> train, List<Row> test, ToIntFunction<Row> taught, long seed) {
        int[] columns = FEATURES.stream()
                .mapToInt(
                        name -> features.stream().map(FeatureRef::name).toList().indexOf(name))
                .toArray();
        int classes = Persistence.CLASSES.size();
        List<Row> told = train.stream()
                .filter(row -> taught.applyAsInt(row) < classes)
                .map(row -> only(columns, row))
                .toList();
        float[][] probabilities = new float[test.size()][classes];
        Map<String, Object> parameters = new java.util.HashMap<>(PARAMETERS);
        parameters.put("seed", seed);
        List<Row> asked = test.stream().map(row -> only(columns, row)).toList();
        try (Boosting others = new Boosting(asked, columns.length, row -> 0)) {
            for (int label = 0; label < classes; label++) {
                int its = label;
                try (Boosting forest =
                        new Boosting(told, columns.length, row -> taught.applyAsInt(row) == its ? 1 : 0)) {
                    float[][] shares = forest.grownFor(parameters, others);
                    for (int i = 0; i < shares.length; i++) {
                        probabilities[i][label] = Math.max(0, shares[i][0]);
                    }
                }
            }
        }
        for (float[] row : probabilities) {
            normalise(row);
        }
        return probabilities;
    }

    private static Row only(int[] columns, Row row) {
        float[] features = new float[columns.length];
        for (int i = 0; i < columns.length; i++) {
            features[i] = row.features()[columns[i]];
        }
        return new Row(row.restaurant(), row.closedDay(), row.itemId(), features, row.state(), row.label());
    }

    private static void normalise(float[] row) {
        float sum = 0;
        for (float share : row) {
            sum += share;
        }
        for (int i = 0; i < row.length; i++) {
            row[i] = sum > 0 ? row[i] / sum : 1f / row.length;
        }
    }
}
