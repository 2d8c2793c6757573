package io.menuflow.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScoreSumsTest {

    private final ScoreSums sums = new ScoreSums();

    @Test
    void shouldBeWhatAPersonComputes_whenFourOutlooksCameTrueOrNot() {
        sums.add(new float[] {0.7f, 0.1f, 0.1f, 0.1f}, 0);
        sums.add(new float[] {0.7f, 0.1f, 0.1f, 0.1f}, 1);
        sums.add(new float[] {0.2f, 0.5f, 0.2f, 0.1f}, 1);
        sums.add(new float[] {0.25f, 0.25f, 0.25f, 0.25f}, 3);

        assertThat(sums.logLoss())
                .isCloseTo(-(Math.log(0.7) + Math.log(0.1) + Math.log(0.5) + Math.log(0.25)) / 4, within(1e-7));
        assertThat(sums.accuracy()).isEqualTo(2 / 4.0);
        // STAR came once and was foretold three times, PLOWHORSE came twice and was foretold once, DOG came once;
        // nobody
        // spoke of PUZZLE.
        assertThat(sums.macroF1()).isCloseTo((2 * 1 / 4.0 + 2 * 1 / 3.0 + 0) / 3, within(1e-12));
        // 0.7 twice, one right: off by 0.4 in sum; 0.5 right: 0.5; 0.25 wrong: 0.25
        assertThat(sums.calibrationError()).isCloseTo((0.4 + 0.5 + 0.25) / 4, within(1e-7));
        assertThat(sums.confusion())
                .isDeepEqualTo(new int[][] {{1, 0, 0, 0}, {1, 1, 0, 0}, {0, 0, 0, 0}, {1, 0, 0, 0}});
        assertThat(sums.bin(7).rows()).isEqualTo(2);
        assertThat(sums.bin(7).confidence()).isCloseTo(0.7, within(1e-7));
        assertThat(sums.bin(7).accuracy()).isEqualTo(0.5);
    }

    @Test
    void shouldBePerfect_whenEveryOutlookWasSureAndRight() {
        sums.add(new float[] {0, 0, 1, 0}, 2);
        sums.add(new float[] {1, 0, 0, 0}, 0);

        assertThat(sums.logLoss()).isZero();
        assertThat(sums.accuracy()).isOne();
        assertThat(sums.macroF1()).isOne();
        assertThat(sums.calibrationError()).isZero();
    }

    @Test
    void shouldStayFinite_whenTheImpossibleCame() {
        sums.add(new float[] {1, 0, 0, 0}, 3);

        assertThat(sums.logLoss()).isCloseTo(-Math.log(1e-6), within(1e-9));
    }

    @Test
    void shouldCountTwice_whenABlockIsDrawnTwice() {
        ScoreSums block = new ScoreSums();
        block.add(new float[] {0.5f, 0.5f, 0, 0}, 0);
        sums.add(new float[] {0.25f, 0.75f, 0, 0}, 0);

        sums.add(block, 2);

        assertThat(sums.rows()).isEqualTo(3);
        assertThat(sums.logLoss()).isCloseTo((2 * Math.log(2) + Math.log(4)) / 3, within(1e-12));
        assertThat(sums.accuracy()).isCloseTo(2 / 3.0, within(1e-12));
    }
}
