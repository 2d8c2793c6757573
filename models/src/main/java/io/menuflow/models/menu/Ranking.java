package io.menuflow.models.menu;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** Percent-ranks {@code rank / n} with the average of ties, kept as exact halves. */
final class Ranking {

    private final BigDecimal[] sorted;

    /** A ranking among {@code values}. */
    Ranking(List<BigDecimal> values) {
        sorted = values.toArray(new BigDecimal[0]);
        Arrays.sort(sorted);
    }

    /** How many are ranked. */
    int size() {
        return sorted.length;
    }

    /** Twice the average rank of {@code value}, one of the ranked values: first plus last of its ties. */
    int doubledRank(BigDecimal value) {
        return belowOr(value, false) + 1 + belowOr(value, true);
    }

    /** How many of the ranked values are below {@code value}, or equal to it when {@code equal}; a menu may be one tie. */
    private int belowOr(BigDecimal value, boolean equal) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = sorted[middle].compareTo(value);
            if (order < 0 || (equal && order == 0)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The percent-rank, 0..1. */
    double percentRank(BigDecimal value) {
        return doubledRank(value) / (2.0 * size());
    }

    /** Whether the percent-rank is at least one half. */
    boolean inUpperHalf(BigDecimal value) {
        return doubledRank(value) >= size();
    }

    /** Whether the percent-rank lies within {@code band} (relative) of one half. */
    boolean nearHalf(BigDecimal value, BigDecimal band) {
        // |rank2 / 2n − 1/2| <= band / 2  <=>  |rank2 − n| <= band · n
        return BigDecimal.valueOf(Math.abs(doubledRank(value) - size()))
                        .compareTo(band.multiply(BigDecimal.valueOf(size())))
                <= 0;
    }
}
