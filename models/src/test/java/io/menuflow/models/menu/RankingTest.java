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

        assertThat(ranking.rank(new BigDecimal(value)).percent()).isEqualTo(rank);
        assertThat(ranking.rank(new BigDecimal(value)).inUpperHalf()).isEqualTo(upper);
    }

    /** Ranks 1, 2–4 averaged to 3, 5, 6: SQL's percent_rank would give other numbers. */
    @Test
    void shouldAverageTheRanks_whenValuesTie() {
        Ranking ranking = ranking("4", "9", "4.00", "1", "7", "4");

        assertThat(ranking.rank(new BigDecimal("4.0")).percent()).isEqualTo(0.5);
        assertThat(ranking.rank(new BigDecimal("4")).inUpperHalf()).isTrue();
        assertThat(ranking.rank(new BigDecimal("1")).percent()).isEqualTo(1 / 6.0);
        assertThat(ranking.rank(new BigDecimal("7")).percent()).isEqualTo(5 / 6.0);
    }

    @Test
    void shouldBeInTheUpperHalf_whenAllTie() {
        Ranking ranking = ranking("2", "2", "2", "2");

        assertThat(ranking.rank(BigDecimal.valueOf(2)).percent()).isEqualTo(0.625);
        assertThat(ranking.rank(BigDecimal.valueOf(2)).inUpperHalf()).isTrue();
    }

    @Test
    void shouldBeNear_whenWithinTheBandAroundOneHalf() {
        Ranking ranking = ranking(
                Stream.iterate(1, i -> i + 1).limit(40).map(String::valueOf).toArray(String[]::new));
        Ranking strict = new Ranking(
                Stream.iterate(1, i -> i + 1)
                        .limit(40)
                        .map(i -> BigDecimal.valueOf(i))
                        .toList(),
                BigDecimal.ZERO);

        // rank 20 of 40 is 0.5; 0.475 and 0.525 are 5 % away, 0.45 and 0.55 are 10 %
        assertThat(ranking.rank(BigDecimal.valueOf(18)).nearHalf()).isFalse();
        assertThat(ranking.rank(BigDecimal.valueOf(19)).nearHalf()).isTrue();
        assertThat(ranking.rank(BigDecimal.valueOf(20)).nearHalf()).isTrue();
        assertThat(ranking.rank(BigDecimal.valueOf(21)).nearHalf()).isTrue();
        assertThat(ranking.rank(BigDecimal.valueOf(22)).nearHalf()).isFalse();
        assertThat(strict.rank(BigDecimal.valueOf(20)).nearHalf()).isTrue();
        assertThat(strict.rank(BigDecimal.valueOf(21)).nearHalf()).isFalse();
    }

    private static Ranking ranking(String... values) {
        return new Ranking(List.of(values).stream().map(BigDecimal::new).toList(), new BigDecimal("0.05"));
    }
}
