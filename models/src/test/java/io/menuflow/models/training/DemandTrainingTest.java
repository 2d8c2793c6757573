package io.menuflow.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.menuflow.models.demand.DemandFeatures;
import io.menuflow.models.demand.DemandModel;
import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.Manifest;
import io.menuflow.models.training.DemandTraining.Trained;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DemandTrainingTest {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    /** One trial, so that it takes seconds. */
    private static final Options OPTIONS =
            new Options(3, Duration.ofNanos(1), NOW, Optional.of("v1"), Map.of("command", "test"), Optional.empty());

    private static final Restaurants RESTAURANTS = Restaurants.of(4, 8, 330, 1);
    private static Trained trained;

    @BeforeAll
    static void train() throws InterruptedException {
        trained = DemandTraining.train(RESTAURANTS, OPTIONS, ProgressListener.NONE);
    }

    @Test
    void shouldBeatEachBaseline_whenItemsMoveInSlowWaves() {
        DemandReport report = trained.report();
        Manifest manifest = trained.artefact().manifest();

        assertThat(report.better()).isTrue();
        assertThat(manifest.better()).isTrue();
        assertThat(manifest.name()).isEqualTo("demand");
        assertThat(manifest.features()).isEqualTo(DemandFeatures.refs());
        assertThat(manifest.reference()).hasSameSizeAs(manifest.features());
        assertThat(manifest.trainedUntil()).isLessThanOrEqualTo(report.closes().first());
        assertThat(manifest.provenance()).containsEntry("command", "test").containsEntry("restaurants", "4");
        assertThat(report.tables())
                .extracting(DemandReport.Table::name)
                .containsExactly(DemandJudge.TOTAL, DemandJudge.TOP, DemandJudge.ALL);
        assertThat(report.tables()).allSatisfy(table -> assertThat(table.lines())
                .extracting(DemandReport.Line::name)
                .containsExactlyElementsOf(DemandJudge.order()));
        assertThat(report.importance().values().stream()
                        .mapToDouble(share -> share)
                        .sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void shouldBeCalibrated_onWeeksItKnowsNothingOf() {
        DemandReport.Table items = trained.report().tables().get(2);

        assertThat(items.line(DemandJudge.MODEL)).isNotNull().satisfies(line -> assertThat(line.inBand())
                .isBetween(0.70, 0.90));
    }

    @Test
    void shouldBeTheSameBytes_whenTrainedAgain() throws Exception {
        Trained again = DemandTraining.train(RESTAURANTS, OPTIONS, ProgressListener.NONE);

        assertThat(again.artefact().toBytes()).isEqualTo(trained.artefact().toBytes());
    }

    @Test
    void shouldNotJudge_whenTheModelHasSeenTheDays() throws Exception {
        Artefact artefact = trained.artefact();
        Restaurants earlier = Restaurants.of(4, 8, 250, 1);

        try (DemandModel model = DemandModel.load(artefact)) {
            assertThat(DemandTraining.evaluate(model, RESTAURANTS, OPTIONS, ProgressListener.NONE)
                            .version())
                    .isEqualTo("v1");
            assertThatThrownBy(() -> DemandTraining.evaluate(model, earlier, OPTIONS, ProgressListener.NONE))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("has learned from days until")
                    .hasMessageContaining("cannot be judged");
        }
    }

    @Test
    void shouldRefuse_whenThereIsTooLittleHistory() {
        assertThatThrownBy(() -> DemandTraining.train(Restaurants.of(4, 8, 150, 1), OPTIONS, ProgressListener.NONE))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("days of a restaurant's history");
        assertThatThrownBy(() -> DemandTraining.train(Restaurants.of(0, 8, 300, 1), OPTIONS, ProgressListener.NONE))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("there is no restaurant");
    }

    @Test
    void shouldRefuse_whenARestaurantIsACopyOfAnother() {
        RestaurantHistory one = RESTAURANTS.all().get(0);
        RestaurantHistory copy =
                new RestaurantHistory("copy", one.history(), one.rules(), one.firstDay(), one.lastDay());

        assertThatThrownBy(
                        () -> DemandTraining.train(new Restaurants(List.of(one, copy)), OPTIONS, ProgressListener.NONE))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is a copy of the other");
    }

    @Test
    void shouldRefuse_whenDaysAreToCome() {
        Options early = new Options(
                3,
                Duration.ofNanos(1),
                Instant.parse("2024-10-10T12:00:00Z"),
                Optional.empty(),
                Map.of(),
                Optional.empty());

        assertThatThrownBy(() -> DemandTraining.train(RESTAURANTS, early, ProgressListener.NONE))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("days to come");
    }

    @Test
    void shouldStop_whenInterrupted() {
        ProgressListener interrupts =
                (stage, done, total) -> Thread.currentThread().interrupt();

        assertThatThrownBy(() -> DemandTraining.train(RESTAURANTS, OPTIONS, interrupts))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}
