package io.menuflow.serving.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.schemas.avro.ModelPointer;
import io.menuflow.serving.models.Pointers.Change;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PointersTest {

    private static final Change CHANGE = new Change("somebody", "because", Instant.EPOCH);

    @Test
    void shouldGoBackChampionByChampion_whenRolledBack() {
        Shelf third = on(on(on(Shelf.empty("outlook"), "a"), "b"), "c");

        ModelPointer once = Pointers.rolledBack(third, CHANGE);
        ModelPointer twice = Pointers.rolledBack(with(once), CHANGE);
        ModelPointer thrice = Pointers.rolledBack(with(twice), CHANGE);

        assertThat(third.earlier()).containsExactly("b", "a");
        assertThat(once.getChampion()).isEqualTo("b");
        assertThat(twice.getChampion()).isEqualTo("a");
        assertThat(thrice.getChampion()).isNull();
        assertThatThrownBy(() -> Pointers.rolledBack(with(thrice), CHANGE))
                .hasMessageContaining("the packaged model is in force");
    }

    @Test
    void shouldRememberEachOnceAndNotAllForEver_whenPromotedAgainAndAgain() {
        Shelf shelf = Shelf.empty("outlook");
        for (int i = 0; i < 60; i++) {
            shelf = on(shelf, "v" + i % 30);
        }

        assertThat(shelf.earlier())
                .hasSize(Pointers.REMEMBERED)
                .doesNotHaveDuplicates()
                .startsWith("v28", "v27");
    }

    @Test
    void shouldBeNoChallengerAnyMore_whenPromoted() {
        Shelf shelf = with(Pointers.challenging(on(Shelf.empty("outlook"), "a"), "b", CHANGE));

        ModelPointer promoted = Pointers.promoted(shelf, "b", CHANGE);

        assertThat(shelf.challenger()).contains("b");
        assertThat(promoted.getChampion()).isEqualTo("b");
        assertThat(promoted.getChallenger()).isNull();
        assertThatThrownBy(() -> Pointers.challenging(shelf, "a", CHANGE)).hasMessageContaining("cannot challenge");
        assertThatThrownBy(() -> Pointers.promoted(shelf, "a", CHANGE)).hasMessageContaining("already");
    }

    private static Shelf on(Shelf shelf, String version) {
        return with(Pointers.promoted(shelf, version, CHANGE));
    }

    private static Shelf with(ModelPointer pointer) {
        return new Shelf("outlook", pointer, Map.of(), Map.of());
    }
}
