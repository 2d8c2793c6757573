package io.menuflow.connectors.simulator;

import java.util.Arrays;

/**
 * Maximum likelihood for counts whose means are any function of some parameters: Fisher scoring with numerical
 * derivatives. Standard errors are scaled by Pearson's dispersion, because several orders on one check and several units
 * of one order make counts scatter more than Poisson's.
 */
final class PoissonFit {

    private static final double STEP = 1e-6;
    private static final int MAX_ROUNDS = 100;

    private final double[] parameters;
    private final double[] errors;

    private PoissonFit(double[] parameters, double[] errors) {
        this.parameters = parameters;
        this.errors = errors;
    }

    /** The means of all counts, for parameters. */
    interface Means {
        double[] of(double[] parameters);
    }

    /** The fit of {@code counts}, begun at {@code start}. */
    static PoissonFit of(double[] counts, double[] start, Means means) {
        double[] at = start.clone();
        for (int round = 0; round < MAX_ROUNDS; round++) {
            double[] step = solve(information(at, means), score(counts, at, means));
            double size = 0;
            for (int i = 0; i < at.length; i++) {
                size = Math.max(size, Math.abs(step[i]) / (1 + Math.abs(at[i])));
            }
            double damping = Math.min(1, 0.5 / size);
            for (int i = 0; i < at.length; i++) {
                at[i] += damping * step[i];
            }
            if (size < 1e-7) {
                return new PoissonFit(at, errors(counts, at, means));
            }
        }
        throw new AssertionError("no convergence: " + Arrays.toString(at));
    }

    double parameter(int i) {
        return parameters[i];
    }

    double error(int i) {
        return errors[i];
    }

    /** By how many standard errors the estimate misses {@code truth}. */
    double misses(int i, double truth) {
        return Math.abs(parameters[i] - truth) / errors[i];
    }

    private static double[][] derivatives(double[] at, Means means) {
        double[][] derivatives = new double[at.length][];
        for (int i = 0; i < at.length; i++) {
            double h = STEP * (1 + Math.abs(at[i]));
            double[] up = at.clone();
            double[] down = at.clone();
            up[i] += h;
            down[i] -= h;
            double[] high = means.of(up);
            double[] low = means.of(down);
            derivatives[i] = new double[high.length];
            for (int k = 0; k < high.length; k++) {
                derivatives[i][k] = (high[k] - low[k]) / (2 * h);
            }
        }
        return derivatives;
    }

    private static double[] score(double[] counts, double[] at, Means means) {
        double[] mean = means.of(at);
        double[][] derivatives = derivatives(at, means);
        double[] score = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            for (int k = 0; k < counts.length; k++) {
                score[i] += mean[k] > 0 ? derivatives[i][k] * (counts[k] - mean[k]) / mean[k] : 0;
            }
        }
        return score;
    }

    private static double[][] information(double[] at, Means means) {
        double[] mean = means.of(at);
        double[][] derivatives = derivatives(at, means);
        double[][] information = new double[at.length][at.length];
        for (int i = 0; i < at.length; i++) {
            for (int j = 0; j < at.length; j++) {
                for (int k = 0; k < mean.length; k++) {
                    information[i][j] += mean[k] > 0 ? derivatives[i][k] * derivatives[j][k] / mean[k] : 0;
                }
            }
        }
        return information;
    }

    private static double[] errors(double[] counts, double[] at, Means means) {
        double[] mean = means.of(at);
        double chi = 0;
        int used = 0;
        for (int k = 0; k < counts.length; k++) {
            if (mean[k] > 0) {
                chi += (counts[k] - mean[k]) * (counts[k] - mean[k]) / mean[k];
                used++;
            }
        }
        double dispersion = Math.max(1, chi / (used - at.length));
        double[][] information = information(at, means);
        double[] errors = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            double[] unit = new double[at.length];
            unit[i] = 1;
            errors[i] = Math.sqrt(dispersion * solve(information, unit)[i]);
        }
        return errors;
    }

    /** Gauss with pivots. */
    private static double[] solve(double[][] matrix, double[] right) {
        int n = right.length;
        double[][] a = new double[n][];
        for (int i = 0; i < n; i++) {
            a[i] = Arrays.copyOf(matrix[i], n + 1);
            a[i][n] = right[i];
        }
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int i = column + 1; i < n; i++) {
                pivot = Math.abs(a[i][column]) > Math.abs(a[pivot][column]) ? i : pivot;
            }
            double[] swap = a[column];
            a[column] = a[pivot];
            a[pivot] = swap;
            for (int i = 0; i < n; i++) {
                double factor = i == column ? 0 : a[i][column] / a[column][column];
                for (int j = column; factor != 0 && j <= n; j++) {
                    a[i][j] -= factor * a[column][j];
                }
            }
        }
        double[] solution = new double[n];
        for (int i = 0; i < n; i++) {
            solution[i] = a[i][n] / a[i][i];
        }
        return solution;
    }
}
