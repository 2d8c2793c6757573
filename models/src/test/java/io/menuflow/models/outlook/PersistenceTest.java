package io.menuflow.models.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.menuflow.models.menu.Quadrant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PersistenceTest {

    @Test
    void shouldCountTransitions_withFourImaginaryOnesASpreadAsTheClassesAre() {
        // Overall, with one of each imagined: 3 stars, 2 plowhorses, 1 puzzle, 2 dogs of 8.
        Persistence fitted = Persistence.fitted(new int[] {0, 0, 0, 3}, new int[] {0, 0, 1, 3});

        // From a star: 2 + 4·3/8, 1 + 4·2/8, 4·1/8, 4·2/8 of 3 + 4.
        assertThat(fitted.rows().get(0))
                .satisfiesExactly(
                        p -> assertThat(p).isCloseTo(3.5 / 7, within(1e-12)),
                        p -> assertThat(p).isCloseTo(2.0 / 7, within(1e-12)),
                        p -> assertThat(p).isCloseTo(0.5 / 7, within(1e-12)),
                        p -> assertThat(p).isCloseTo(1.0 / 7, within(1e-12)));
        assertThat(fitted.rows()).allSatisfy(row -> assertThat(
                        row.stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, within(1e-12)));
    }

    @Test
    void shouldTakeTheLastRow_whenTheItemStandsInNoQuadrant() {
        Persistence fitted = Persistence.fitted(new int[] {4, 4}, new int[] {2, 2});

        assertThat(Persistence.state(null)).isEqualTo(4);
        assertThat(Persistence.state(Quadrant.NEW_ITEM)).isEqualTo(4);
        assertThat(fitted.probabilities(Quadrant.UNKNOWN)[2])
                .isEqualTo(fitted.rows().get(4).get(2).floatValue());
    }

    @Test
    void shouldRefuse_whenItIsNotFiveByFour() {
        assertThatThrownBy(() -> new Persistence(List.of(List.of(1.0)))).isInstanceOf(IllegalArgumentException.class);
    }
}
