package io.menuflow.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.models.features.Features;
import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.Manifest;
import io.menuflow.models.outlook.OutlookModel;
import io.menuflow.models.training.Evaluation.Contender;
import io.menuflow.models.training.OutlookTraining.Trained;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutlookTrainingTest {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    /** One trial, so that it takes seconds. */
    private static final Options OPTIONS =
            new Options(3, Duration.ofNanos(1), NOW, Optional.of("v1"), Map.of("command", "test"), Optional.empty());

    private final Restaurants restaurants = Restaurants.of(6, 12, 260, 1);

    @Test
    void shouldBeatPersistence_whenItemsDriftSlowlyPastEachOther() throws Exception {
        Trained trained = OutlookTraining.train(restaurants, OPTIONS, ProgressListener.NONE);

        Manifest manifest = trained.artefact().manifest();
        Evaluation evaluation = trained.report().evaluation();
        assertThat(manifest.better()).isTrue();
        assertThat(evaluation.gain().low()).isPositive();
        assertThat(manifest.metrics())
                .containsEntry("test_gain_low", evaluation.gain().low());
        assertThat(manifest.trainedUntil())
                .isLessThanOrEqualTo(trained.report().split().test().first());
        assertThat(manifest.features()).isEqualTo(Features.ALL.refs());
        assertThat(manifest.reference()).hasSameSizeAs(manifest.features());
        assertThat(manifest.provenance())
                .containsEntry("command", "test")
                .containsEntry("file", "test")
                .containsEntry("restaurants", "6");
        assertThat(evaluation.yardsticks())
                .extracting(Contender::name)
                .containsExactly(Judge.PERSISTENCE, Judge.PRIOR, Judge.FOREST, Judge.TAUGHT_FOREST);
        assertThat(evaluation.rows())
                .isEqualTo(evaluation.byWeek().stream()
                        .mapToInt(Evaluation.Week::rows)
                        .sum());
        assertThat(evaluation.reliability().stream()
                        .mapToInt(Evaluation.Bin::rows)
                        .sum())
                .isEqualTo(evaluation.rows());
        assertThat(evaluation.importance().values().stream()
                        .mapToDouble(share -> share)
                        .sum())
                .isCloseTo(1, org.assertj.core.api.Assertions.within(1e-9));
    }

    @Test
    void shouldBeTheSameBytes_whenTrainedAgain() throws Exception {
        byte[] once = OutlookTraining.train(restaurants, OPTIONS, ProgressListener.NONE)
                .artefact()
                .toBytes();
        byte[] again = OutlookTraining.train(restaurants, OPTIONS, ProgressListener.NONE)
                .artefact()
                .toBytes();

        assertThat(again).isEqualTo(once);
    }

    @Test
    void shouldNotBeBetter_whenTheModelIsHeldAgainstItself() throws Exception {
        Trained first = OutlookTraining.train(restaurants, OPTIONS, ProgressListener.NONE);
        try (OutlookModel champion = OutlookModel.load(first.artefact(), Features.ALL.refs())) {
            Options with = new Options(3, Duration.ofNanos(1), NOW, Optional.empty(), Map.of(), Optional.of(champion));

            Trained second = OutlookTraining.train(restaurants, with, ProgressListener.NONE);

            assertThat(second.betterThanChampion()).contains(false);
            assertThat(second.artefact().manifest().version()).startsWith("2026-07-01-");
        }
        assertThat(first.betterThanChampion()).isEmpty();
    }

    @Test
    void shouldNotJudge_whenTheModelHasSeenTheDays() throws Exception {
        Artefact artefact = OutlookTraining.train(restaurants, OPTIONS, ProgressListener.NONE)
                .artefact();
        Restaurants earlier = Restaurants.of(6, 12, 230, 1);

        try (OutlookModel model = OutlookModel.load(artefact, Features.ALL.refs())) {
            Report again = OutlookTraining.evaluate(model, restaurants, OPTIONS, ProgressListener.NONE);

            assertThat(again.evaluation().model().logLoss().value())
                    .isEqualTo(artefact.manifest().metrics().get("test_log_loss"));
            assertThatThrownBy(() -> OutlookTraining.evaluate(model, earlier, OPTIONS, ProgressListener.NONE))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("has learned from days until")
                    .hasMessageContaining("cannot be judged");
        }
    }

    @Test
    void shouldTellHowFarItIs_whenItTakesLong() throws Exception {
        List<String> told = new ArrayList<>();

        OutlookTraining.train(restaurants, OPTIONS, (stage, done, total) -> told.add(stage + " " + done + "/" + total));

        assertThat(told)
                .startsWith("restaurants 1/6")
                .contains("restaurants 6/6")
                .endsWith("trials 1/24");
    }

    @Test
    void shouldStop_whenInterrupted() {
        ProgressListener interrupts =
                (stage, done, total) -> Thread.currentThread().interrupt();

        assertThatThrownBy(() -> OutlookTraining.train(restaurants, OPTIONS, interrupts))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void shouldRefuse_whenThereIsTooLittleHistory() {
        assertThatThrownBy(() -> OutlookTraining.train(Restaurants.of(6, 12, 120, 1), OPTIONS, ProgressListener.NONE))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("weeks of day closes");
    }
}
