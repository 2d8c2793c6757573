package io.menuflow.models.training;

import io.menuflow.models.outlook.BackTest;
import io.menuflow.models.outlook.Persistence;

/**
 * Sums over outlooks and what came of them, from which every score is computed: sums of blocks of rows add up to those of
 * all rows, so resampling need not look at rows again.
 */
final class ScoreSums implements BlockDraws.Sums<ScoreSums> {

    /** Equal parts of 0..1 by which confidence is held against accuracy. */
    static final int BINS = 10;

    private static final int CLASSES = Persistence.CLASSES.size();

    private double rows;
    private double logLoss;
    /** By what came, then by what was most probable. */
    private final double[][] confusion = new double[CLASSES][CLASSES];
    /** By confidence: how many, their confidence, and how many came true. */
    private final double[] counts = new double[BINS];

    private final double[] confidence = new double[BINS];
    private final double[] right = new double[BINS];

    /** Adds an outlook; of equally probable classes the first is the most probable. */
    void add(float[] probabilities, int label) {
        int most = 0;
        for (int i = 1; i < CLASSES; i++) {
            most = probabilities[i] > probabilities[most] ? i : most;
        }
        rows++;
        logLoss += BackTest.logLoss(probabilities[label]);
        confusion[label][most]++;
        int bin = Math.min(BINS - 1, (int) (probabilities[most] * BINS));
        counts[bin]++;
        confidence[bin] += probabilities[most];
        right[bin] += most == label ? 1 : 0;
    }

    /** Adds sums so many times. */
    @Override
    public void add(ScoreSums other, int times) {
        rows += times * other.rows;
        logLoss += times * other.logLoss;
        for (int i = 0; i < CLASSES; i++) {
            for (int j = 0; j < CLASSES; j++) {
                confusion[i][j] += times * other.confusion[i][j];
            }
        }
        for (int i = 0; i < BINS; i++) {
            counts[i] += times * other.counts[i];
            confidence[i] += times * other.confidence[i];
            right[i] += times * other.right[i];
        }
    }

    double rows() {
        return rows;
    }

    /** Mean −ln of the probability of what came. */
    double logLoss() {
        return logLoss / rows;
    }

    /** Share of rows whose most probable class came. */
    double accuracy() {
        double hits = 0;
        for (int i = 0; i < CLASSES; i++) {
            hits += confusion[i][i];
        }
        return hits / rows;
    }

    /** Mean over classes of 2·TP / (2·TP + FP + FN); a class that neither came nor was foretold does not count. */
    double macroF1() {
        double sum = 0;
        int seen = 0;
        for (int i = 0; i < CLASSES; i++) {
            double came = 0;
            double foretold = 0;
            for (int j = 0; j < CLASSES; j++) {
                came += confusion[i][j];
                foretold += confusion[j][i];
            }
            if (came + foretold > 0) {
                seen++;
                sum += 2 * confusion[i][i] / (came + foretold);
            }
        }
        return sum / seen;
    }

    /** Expected calibration error: mean over rows of |confidence − accuracy| of the row's part of confidence. */
    double calibrationError() {
        double sum = 0;
        for (int i = 0; i < BINS; i++) {
            sum += Math.abs(confidence[i] - right[i]);
        }
        return sum / rows;
    }

    /** How often each class (row) was foretold as each (column). */
    int[][] confusion() {
        int[][] counted = new int[CLASSES][CLASSES];
        for (int i = 0; i < CLASSES; i++) {
            for (int j = 0; j < CLASSES; j++) {
                counted[i][j] = (int) confusion[i][j];
            }
        }
        return counted;
    }

    /** One part of confidence. */
    Evaluation.Bin bin(int bin) {
        return new Evaluation.Bin((int) counts[bin], confidence[bin] / counts[bin], right[bin] / counts[bin]);
    }
}
