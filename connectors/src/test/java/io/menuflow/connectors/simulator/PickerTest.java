package io.menuflow.connectors.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class PickerTest {

    private static final int DRAWS = 40_000;

    @Property(tries = 50)
    void shouldDrawEachIndexByItsWeight(
            @ForAll @Size(min = 2, max = 12) List<@DoubleRange(min = 0.1, max = 30) Double> weights,
            @ForAll long seed) {
        double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        Picker picker = Picker.of(weights);
        SplittableRandom random = new SplittableRandom(seed);
        int[] drawn = new int[weights.size()];
        for (int i = 0; i < DRAWS; i++) {
            drawn[picker.next(random)]++;
        }

        for (int i = 0; i < drawn.length; i++) {
            // Six standard errors of the worst share, one half.
            assertThat(drawn[i] / (double) DRAWS).isCloseTo(weights.get(i) / sum, within(0.015));
        }
    }

    @Test
    void shouldNeverDrawAnIndex_whenItsWeightIsZero() {
        Picker picker = Picker.of(0, 5, 0, 2);
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < DRAWS; i++) {
            assertThat(picker.next(random)).isIn(1, 3);
        }
    }

    @Test
    void shouldRefuseWeights_whenNoneIsPositiveOrOneIsNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> Picker.of(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Picker.of(3, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> Picker.of(Double.NaN));
    }
}
