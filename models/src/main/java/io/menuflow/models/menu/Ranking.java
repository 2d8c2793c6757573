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
        int first = 0;
        int high = sorted.length;
        while (first < high) {
            int middle = (first + high) >>> 1;
            if (sorted[middle].compareTo(value) < 0) {
                first = middle + 1;
            } else {
                high = middle;
            }
        }
        int last = first;
        while (last + 1 < sorted.length && sorted[last + 1].compareTo(value) == 0) {
            last++;
        }
        return first + 1 + last + 1;
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
