package io.menuflow.models.menu;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankingTest {

    @ParameterizedTest
    @CsvSource({"1, 0.2, false", "2, 0.4, false", "3, 0.6, true", "5, 0.8, true", "8, 1.0, true"})
    void shouldDivideTheRankByTheNumber_whenNothingTies(String value, double rank, boolean upper) {
        Ranking ranking = ranking("5", "2", "8", "1", "3");

        assertThat(ranking.percentRank(new BigDecimal(value))).isEqualTo(rank);
        assertThat(ranking.inUpperHalf(new BigDecimal(value))).isEqualTo(upper);
    }

    /** Ranks 1, 2–4 averaged to 3, 5, 6: SQL's percent_rank would give other numbers. */
    @Test
    void shouldAverageTheRanks_whenValuesTie() {
        Ranking ranking = ranking("4", "9", "4.00", "1", "7", "4");

        assertThat(ranking.percentRank(new BigDecimal("4.0"))).isEqualTo(0.5);
        assertThat(ranking.inUpperHalf(new BigDecimal("4"))).isTrue();
        assertThat(ranking.percentRank(new BigDecimal("1"))).isEqualTo(1 / 6.0);
        assertThat(ranking.percentRank(new BigDecimal("7"))).isEqualTo(5 / 6.0);
    }

    @Test
    void shouldBeInTheUpperHalf_whenAllTie() {
        Ranking ranking = ranking("2", "2", "2", "2");

        assertThat(ranking.percentRank(BigDecimal.valueOf(2))).isEqualTo(0.625);
        assertThat(ranking.inUpperHalf(BigDecimal.valueOf(2))).isTrue();
    }

    @Test
    void shouldBeNear_whenWithinTheBandAroundOneHalf() {
        Ranking ranking = ranking(
                Stream.iterate(1, i -> i + 1).limit(40).map(String::valueOf).toArray(String[]::new));
        BigDecimal band = new BigDecimal("0.05");

        // rank 20 of 40 is 0.5; 0.475 and 0.525 are 5 % away, 0.45 and 0.55 are 10 %
        assertThat(ranking.nearHalf(BigDecimal.valueOf(18), band)).isFalse();
        assertThat(ranking.nearHalf(BigDecimal.valueOf(19), band)).isTrue();
        assertThat(ranking.nearHalf(BigDecimal.valueOf(20), band)).isTrue();
        assertThat(ranking.nearHalf(BigDecimal.valueOf(21), band)).isTrue();
        assertThat(ranking.nearHalf(BigDecimal.valueOf(22), band)).isFalse();
        assertThat(ranking.nearHalf(BigDecimal.valueOf(20), BigDecimal.ZERO)).isTrue();
        assertThat(ranking.nearHalf(BigDecimal.valueOf(21), BigDecimal.ZERO)).isFalse();
    }

    private static Ranking ranking(String... values) {
        return new Ranking(List.of(values).stream().map(BigDecimal::new).toList());
    }
}
