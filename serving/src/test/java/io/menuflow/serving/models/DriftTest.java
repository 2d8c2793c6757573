package io.menuflow.serving.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.menuflow.models.outlook.Manifest;
import io.menuflow.models.outlook.Manifest.FeatureRef;
import io.menuflow.models.outlook.Manifest.Reference;
import io.menuflow.models.outlook.TinyModels;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DriftTest {

    private static final float MISSING = Float.NaN;

    /** Three bins and the missing; one bin and the missing; only ever missing. */
    private final Drift drift = new Drift(manifest(
            new Reference(List.of(1.0, 2.0), List.of(0.5, 0.25, 0.125, 0.125)),
            new Reference(List.of(), List.of(0.75, 0.25)),
            new Reference(List.of(0.0), List.of(0.0, 0.0, 1.0))));

    @Test
    void shouldCountUpToAndIncludingACut_andTheMissingApart() {
        float[] rows = {
            1.0f,
            9,
            0f,
            Math.nextUp(1.0f),
            MISSING,
            -0.0f,
            2.0f,
            -9,
            Float.MIN_VALUE,
            Float.POSITIVE_INFINITY,
            0,
            MISSING,
            Float.NEGATIVE_INFINITY,
            MISSING,
            MISSING,
            MISSING,
            MISSING,
            MISSING
        };

        assertThat(drift.counts(rows, 6))
                .containsExactly(
                        2, 2, 1, 1, //
                        3, 3, //
                        2, 1, 3)
                .hasSize(drift.bins());
        assertThat(drift.counts(rows, 0)).containsOnly(0);
    }

    @Test
    void shouldTakeBothZerosForOne_whateverSignTheCutHas() {
        for (double cut : new double[] {0.0, -0.0}) {
            Drift zero = new Drift(manifest(new Reference(List.of(cut), List.of(1.0, 0.0, 0.0))));

            assertThat(zero.counts(new float[] {0.0f, -0.0f, 0.0f}, 3)).containsExactly(3, 0, 0);
        }
    }

    @Test
    void shouldBeNothing_whenDistributedAsInTraining() {
        long[] now = {400, 200, 100, 100, 600, 200, 0, 0, 800};

        assertThat(drift.index(0, now)).isZero();
        assertThat(drift.index(1, now)).isZero();
        assertThat(drift.index(2, now)).isZero();
    }

    @Test
    void shouldBeTheSumOverBins_whenItHasMoved() {
        long[] now = {100, 200, 400, 100, 0, 0, 0, 0, 0};

        double expected = (0.125 - 0.5) * Math.log(0.125 / 0.5) + (0.5 - 0.125) * Math.log(0.5 / 0.125);
        assertThat(drift.index(0, now)).isCloseTo(expected, within(1e-12)).isGreaterThan(ModelWatch.MOVED);
    }

    @Test
    void shouldBeFiniteAndLarge_whenABinIsEmptyThatWasFullOrTheOtherWayRound() {
        long[] now = {0, 0, 0, 800, 0, 800, 800, 0, 0};

        assertThat(drift.index(0, now)).isFinite().isGreaterThan(3);
        assertThat(drift.index(1, now)).isFinite().isGreaterThan(1);
        assertThat(drift.index(2, now)).as("never seen but missing").isFinite().isGreaterThan(8);
    }

    @Test
    void shouldBeUnknown_whenThereIsNothing() {
        assertThat(drift.index(0, new long[drift.bins()])).isNaN();
    }

    @Test
    void shouldNotOverflow_whenThereAreManyMenus() {
        long many = 1L << 40;
        long[] now = LongStream.of(400, 200, 100, 100, 600, 200, 0, 0, 800)
                .map(count -> count * many)
                .toArray();

        assertThat(drift.index(0, now)).isZero();
    }

    private static Manifest manifest(Reference... references) {
        Manifest any = TinyModels.artefact("v").manifest();
        List<FeatureRef> features = LongStream.range(0, references.length)
                .mapToObj(i -> new FeatureRef("f" + i, "units", 28))
                .toList();
        return new Manifest(
                any.name(),
                any.version(),
                any.createdAt(),
                any.origin(),
                features,
                any.classes(),
                any.baseline(),
                List.of(references),
                any.trainedUntil(),
                any.better(),
                any.parameters(),
                any.metrics(),
                any.provenance(),
                any.boosterSha256());
    }
}
