package io.menuflow.models.menu;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** Percent-ranks {@code rank / n} with the average of ties, kept as exact halves. */
final class Ranking {

    private final BigDecimal[] sorted;
    /** The most by which a doubled rank is off the number ranked within the band. */
    private final int band;

    /** A ranking among {@code values}; near one half is within {@code band} (relative) of it. */
    Ranking(List<BigDecimal> values, BigDecimal band) {
        sorted = values.toArray(new BigDecimal[0]);
        Arrays.sort(sorted);
        // |doubled / 2n − 1/2| <= band / 2  <=>  |doubled − n| <= band · n
        this.band = band.multiply(BigDecimal.valueOf(sorted.length)).intValue();
    }

    /**
     * Where a value stands.
     *
     * @param percent the percent-rank, 0..1
     * @param inUpperHalf whether it is at least one half
     * @param nearHalf whether it lies within the band around one half
     */
    record Rank(double percent, boolean inUpperHalf, boolean nearHalf) {}

    /** Where {@code value}, one of the ranked values, stands. */
    Rank rank(BigDecimal value) {
        int first = below(value, false);
        boolean tied = first + 1 < sorted.length && sorted[first + 1].compareTo(value) == 0;
        int last = tied ? below(value, true) - 1 : first;
        int doubled = first + 1 + last + 1; // twice the average rank
        int n = sorted.length;
        return new Rank(doubled / (2.0 * n), doubled >= n, Math.abs(doubled - n) <= band);
    }

    /** How many of the ranked values are below {@code value}, or equal to it when {@code orEqual}; a menu may be one tie. */
    private int below(BigDecimal value, boolean orEqual) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = sorted[middle].compareTo(value);
            if (order < 0 || (orEqual && order == 0)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
