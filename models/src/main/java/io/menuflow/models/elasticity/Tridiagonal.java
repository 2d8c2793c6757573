package io.menuflow.models.elasticity;

/** Systems whose matrix is symmetric, positive definite and has three diagonals. */
final class Tridiagonal {

    /** A product that another pivot does not make infinite. */
    private static final double LARGE = 1e100;

    private Tridiagonal() {}

    /**
     * Solves for several right-hand sides in place, and tells the log of the determinant.
     *
     * @param diagonal n, left as it was
     * @param below n, element k beside the diagonal in row k; the first is not used
     * @param right right-hand sides of n each, replaced by solutions
     */
    static double solve(double[] diagonal, double[] below, double[][] right) {
        int n = diagonal.length;
        double[] pivot = new double[n];
        double logDeterminant = 0;
        double product = 1;
        for (int k = 0; k < n; k++) {
            pivot[k] = diagonal[k];
            if (k > 0) {
                double factor = below[k] / pivot[k - 1];
                pivot[k] -= factor * below[k];
                for (double[] side : right) {
                    side[k] -= factor * side[k - 1];
                }
            }
            product *= pivot[k];
            if (product > LARGE || product < 1 / LARGE) { // a logarithm now and then, not at every pivot
                logDeterminant += Math.log(product);
                product = 1;
            }
        }
        for (double[] side : right) {
            side[n - 1] /= pivot[n - 1];
            for (int k = n - 2; k >= 0; k--) {
                side[k] = (side[k] - below[k + 1] * side[k + 1]) / pivot[k];
            }
        }
        return logDeterminant + Math.log(product);
    }
}
