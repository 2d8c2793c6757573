package io.menuflow.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.outlook.Manifest.Reference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferencesTest {

    @Test
    void shouldCutIntoTenths_whenValuesAreSpread() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rows.add(Rows.row("a", 0, "i" + i, 0, 0, 99 - i));
        }

        Reference reference = References.of(rows, 1).get(0);

        assertThat(reference.cuts()).containsExactly(5.0, 15.0, 25.0, 35.0, 45.0, 55.0, 65.0, 75.0, 85.0, 95.0);
        assertThat(reference.shares()).containsExactly(0.06, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.04, 0.0);
    }

    @Test
    void shouldHaveOneCut_whenAllAreTheSameOrMissing() {
        List<Row> rows = List.of(
                Rows.row("a", 0, "x", 0, 0, 7, Float.NaN),
                Rows.row("a", 0, "y", 0, 0, Float.NaN, Float.NaN),
                Rows.row("a", 0, "z", 0, 0, 7, Float.NaN),
                Rows.row("a", 0, "w", 0, 0, 7, Float.NaN));

        List<Reference> references = References.of(rows, 2);

        assertThat(references.get(0)).isEqualTo(new Reference(List.of(7.0), List.of(0.75, 0.0, 0.25)));
        assertThat(references.get(1)).isEqualTo(new Reference(List.of(), List.of(0.0, 1.0)));
    }
}
