package io.menuflow.models.training;

import static io.menuflow.models.training.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.menuflow.models.training.Evaluation.Estimate;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockBootstrapTest {

    /** Two blocks of one restaurant: four weeks are one, the fifth is the next. */
    private final List<Row> rows =
            List.of(row("a", 3, "x", 0, 0), row("a", 10, "x", 0, 0), row("a", 24, "x", 0, 0), row("a", 31, "x", 0, 0));

    @Test
    void shouldReachFromTheOneBlockToTheOther_whenThereAreTwo() {
        BlockBootstrap bootstrap = new BlockBootstrap(rows, 500, 1);
        float[][] outlooks = {{0.5f, 0.5f, 0, 0}, {0.5f, 0.5f, 0, 0}, {0.5f, 0.5f, 0, 0}, {0.25f, 0.75f, 0, 0}};

        Estimate loss =
                BlockBootstrap.estimate(bootstrap.resampled(bootstrap.sums(rows, outlooks)), ScoreSums::logLoss);

        assertThat(bootstrap.blocks()).isEqualTo(2);
        assertThat(loss.value()).isCloseTo((3 * Math.log(2) + Math.log(4)) / 4, within(1e-9));
        // A quarter of the draws each is the first block twice, and the second twice.
        assertThat(loss.low()).isCloseTo(Math.log(2), within(1e-9));
        assertThat(loss.high()).isCloseTo(Math.log(4), within(1e-9));
    }

    @Test
    void shouldDrawBothAlike_whenTwoAreCompared() {
        BlockBootstrap bootstrap = new BlockBootstrap(rows, 200, 1);
        float[][] worse = {{0.2f, 0.8f, 0, 0}, {0.4f, 0.6f, 0, 0}, {0.3f, 0.7f, 0, 0}, {0.1f, 0.9f, 0, 0}};
        float[][] twiceAsSure = {{0.4f, 0.6f, 0, 0}, {0.8f, 0.2f, 0, 0}, {0.6f, 0.4f, 0, 0}, {0.2f, 0.8f, 0, 0}};

        Estimate gain = BlockBootstrap.gain(
                bootstrap.resampled(bootstrap.sums(rows, twiceAsSure)),
                bootstrap.resampled(bootstrap.sums(rows, worse)));

        assertThat(gain.value()).isCloseTo(Math.log(2), within(1e-6));
        assertThat(gain.low()).isCloseTo(Math.log(2), within(1e-6));
        assertThat(gain.high()).isCloseTo(Math.log(2), within(1e-6));
    }

    @Test
    void shouldDrawRestaurants_whenThereAreSeveral() {
        List<Row> two = List.of(row("a", 3, "x", 0, 0), row("a", 3, "y", 0, 0), row("b", 3, "x", 0, 0));
        BlockBootstrap bootstrap = new BlockBootstrap(two, 500, 1);
        float[][] outlooks = {{1, 0, 0, 0}, {1, 0, 0, 0}, {0, 1, 0, 0}};

        Estimate accuracy =
                BlockBootstrap.estimate(bootstrap.resampled(bootstrap.sums(two, outlooks)), ScoreSums::accuracy);

        assertThat(bootstrap.blocks()).isEqualTo(2);
        assertThat(accuracy).isEqualTo(new Estimate(2 / 3.0, 0, 1));
    }

    @Test
    void shouldDrawTheSame_whenTheSeedIsTheSame() {
        float[][] outlooks = {{0.2f, 0.8f, 0, 0}, {0.4f, 0.6f, 0, 0}, {0.3f, 0.7f, 0, 0}, {0.1f, 0.9f, 0, 0}};

        assertThat(losses(7, outlooks)).isEqualTo(losses(7, outlooks)).isNotEqualTo(losses(8, outlooks));
    }

    private List<Double> losses(long seed, float[][] outlooks) {
        BlockBootstrap bootstrap = new BlockBootstrap(rows, 30, seed);
        return bootstrap.resampled(bootstrap.sums(rows, outlooks)).stream()
                .map(ScoreSums::logLoss)
                .toList();
    }
}
