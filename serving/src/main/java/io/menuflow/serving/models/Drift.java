package io.menuflow.serving.models;

import io.menuflow.models.outlook.Manifest;
import io.menuflow.models.outlook.Manifest.Reference;
import java.util.Arrays;
import java.util.List;

/**
 * How far features have moved from their distribution in training: the population stability index, the sum over bins of
 * (share now − share then) · ln(share now / share then). Missing values are a bin of their own. Under 0.1 is taken for no
 * change, over 0.2 for one that matters.
 */
final class Drift {

    /** Stands for a share of 0, whose logarithm there is not. */
    private static final double LEAST = 1e-4;
    /** Added to -0.0 it is 0.0, which a search takes for another number. */
    private static final double NO_SIGN = 0.0;

    private final double[][] cuts;
    private final double[][] shares;
    /** Where each feature's bins begin among all bins, and how many those are. */
    private final int[] begins;

    Drift(Manifest manifest) {
        List<Reference> references = manifest.reference();
        cuts = references.stream().map(reference -> array(reference.cuts())).toArray(double[][]::new);
        shares = references.stream().map(reference -> array(reference.shares())).toArray(double[][]::new);
        begins = new int[shares.length + 1];
        for (int i = 0; i < shares.length; i++) {
            begins[i + 1] = begins[i] + shares[i].length;
        }
    }

    /** How many rows fall into each bin of each feature, one feature's bins after the other's. */
    int[] counts(float[] rows, int count) {
        int[] counts = new int[begins[shares.length]];
        for (int row = 0; row < count; row++) {
            for (int feature = 0; feature < shares.length; feature++) {
                counts[begins[feature] + bin(feature, rows[row * shares.length + feature])]++;
            }
        }
        return counts;
    }

    private int bin(int feature, float value) {
        if (Float.isNaN(value)) {
            return shares[feature].length - 1;
        }
        int found = Arrays.binarySearch(cuts[feature], value + NO_SIGN);
        return found < 0 ? -found - 1 : found; // up to and including a cut
    }

    /** The index of a feature, from {@link #counts} summed over menus; NaN when there are none. */
    double index(int feature, long[] counts) {
        double[] then = shares[feature];
        long all = 0;
        for (int bin = 0; bin < then.length; bin++) {
            all += counts[begins[feature] + bin];
        }
        double index = 0;
        for (int bin = 0; bin < then.length; bin++) {
            double now = Math.max(LEAST, counts[begins[feature] + bin] / (double) all);
            double before = Math.max(LEAST, then[bin]);
            index += (now - before) * Math.log(now / before);
        }
        return all == 0 ? Double.NaN : index;
    }

    int bins() {
        return begins[shares.length];
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(value -> value + NO_SIGN).toArray();
    }
}
