package io.menuflow.models.demand;

/** The standard normal distribution. StrictMath: every node must come to the same bits. */
final class Normal {

    /** The point below which lie 90 %. */
    static final double P90 = 1.2815515655446004;

    private static final double[] A = {
        3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946,
        45921.95393154987, 67265.7709270087, 33430.57558358813, 2509.0809287301227
    };
    private static final double[] B = {
        1,
        42.31333070160091,
        687.1870074920579,
        5394.196021424751,
        21213.794301586597,
        39307.89580009271,
        28729.085735721943,
        5226.495278852854
    };
    private static final double[] C = {
        1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045,
        1.2704582524523684, 0.2417807251774506, 0.022723844989269184, 0.0007745450142783414
    };
    private static final double[] D = {
        1,
        2.053191626637759,
        1.6763848301838038,
        0.6897673349851,
        0.14810397642748008,
        0.015198666563616457,
        0.0005475938084995345,
        1.0507500716444169E-09
    };

    private Normal() {}

    /** The probability of no more than {@code z}; within 2e-7 (Abramowitz and Stegun 26.2.17 has 7.5e-8). */
    static double below(double z) {
        double t = 1 / (1 + 0.2316419 * Math.abs(z));
        double density = 0.3989422804014327 * StrictMath.exp(-z * z / 2);
        double tail = density
                * t
                * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return z > 0 ? 1 - tail : tail;
    }

    /** The point below which lies {@code probability}; algorithm AS 241 (Wichura), for 1e-12 to 1 − 1e-12. */
    static double quantile(double probability) {
        double q = probability - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            return q * polynomial(A, r) / polynomial(B, r);
        }
        double r = Math.sqrt(-StrictMath.log(q < 0 ? probability : 1 - probability)) - 1.6;
        double z = polynomial(C, r) / polynomial(D, r);
        return q < 0 ? -z : z;
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }
}
