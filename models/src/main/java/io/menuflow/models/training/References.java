package io.menuflow.models.training;

import io.menuflow.models.outlook.Manifest.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How features are distributed in what was learned from, to see later whether they still are. */
final class References {

    /** Cuts of a feature, at 5 %, 15 % … 95 % of its values; equal ones once. */
    private static final int CUTS = 10;

    private References() {}

    /** One for each column. */
    static List<Reference> of(List<Row> rows, int columns) {
        return ofFeatures(rows.stream().map(Row::features).toList(), columns);
    }

    /** The same, of features alone. */
    static List<Reference> ofFeatures(List<float[]> rows, int columns) {
        List<Reference> references = new ArrayList<>(columns);
        for (int column = 0; column < columns; column++) {
            references.add(of(rows, column, new double[rows.size()]));
        }
        return references;
    }

    private static Reference of(List<float[]> rows, int column, double[] values) {
        int known = 0;
        for (float[] row : rows) {
            float value = row[column];
            if (!Float.isNaN(value)) {
                values[known++] = value;
            }
        }
        Arrays.sort(values, 0, known);
        List<Double> cuts = new ArrayList<>();
        for (int i = 0; i < CUTS && known > 0; i++) {
            double cut = values[(int) ((i + 0.5) / CUTS * known)];
            if (cuts.isEmpty() || cut > cuts.get(cuts.size() - 1)) {
                cuts.add(cut);
            }
        }
        List<Double> shares = new ArrayList<>();
        int before = 0;
        for (double cut : cuts) {
            int upTo = before;
            while (upTo < known && values[upTo] <= cut) {
                upTo++;
            }
            shares.add((double) (upTo - before) / rows.size());
            before = upTo;
        }
        shares.add((double) (known - before) / rows.size());
        shares.add((double) (rows.size() - known) / rows.size());
        return new Reference(cuts, shares);
    }
}
