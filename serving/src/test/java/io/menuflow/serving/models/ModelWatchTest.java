package io.menuflow.serving.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.menuflow.models.features.FeatureTable;
import io.menuflow.models.outlook.BackTest;
import io.menuflow.models.outlook.MenuOutlook;
import io.menuflow.models.outlook.MenuOutlook.Served;
import io.menuflow.models.outlook.OutlookModel;
import io.menuflow.models.outlook.OutlookModels.InForce;
import io.menuflow.models.outlook.TinyModels;
import io.menuflow.serving.models.ModelWatch.Figures;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** In training, half of each feature's values were up to 0.5 and half above. */
class ModelWatchTest {

    private static final OutlookModel V1 = TinyModels.loaded("v1", 1);
    private static final OutlookModel V2 = TinyModels.loaded("v2", 2);
    private static final int COLUMNS = V1.manifest().features().size();
    private static final String FEATURE = V1.manifest().features().get(0).name();
    private static final float LOW = 0.25f;
    private static final float HIGH = 0.75f;

    private InForce inForce = new InForce(V1, null);
    private final ModelWatch watch = new ModelWatch(() -> inForce);

    @AfterAll
    static void release() {
        V1.close();
        V2.close();
    }

    @Test
    void shouldSayNothing_whenThereAreTooFew() {
        score(0, "few", V1, menu(499, HIGH), new BackTest(199, 1, 2, 3));

        Figures figures = watch.figures();

        assertThat(figures.items()).isEqualTo(499);
        assertThat(figures.psi()).hasSize(COLUMNS);
        assertThat(figures.psi().values()).containsOnly(Double.NaN);
        assertThat(figures.modelLoss()).isNaN();
        assertThat(figures.words())
                .containsExactly(
                        "features: 499 items are scored, fewer than the 500 that tell something",
                        "log-loss: 199 outlooks came due, fewer than the 200 that tell something");
    }

    @Test
    void shouldSayThatFeaturesMoved_whenTheyAreDistributedOtherwise() {
        score(0, "low", V1, menu(400, LOW), BackTest.NONE);
        score(1, "high", V1, menu(400, HIGH), BackTest.NONE);
        assertThat(watch.figures().psi().get(FEATURE)).isZero();
        assertThat(watch.figures().words().get(0)).contains("distributed as in training");

        score(1, "missing", V1, menu(400, Float.NaN), BackTest.NONE);

        assertThat(watch.figures().psi().get(FEATURE)).isGreaterThan(1);
        assertThat(watch.figures().words().get(0))
                .startsWith("features: MOVED by more than 0.2")
                .contains(FEATURE);
    }

    @Test
    void shouldCountARestaurantOnce_asItWasLastScored() {
        score(0, "one", V1, menu(600, LOW), new BackTest(300, 9, 9, 9));
        score(0, "one", V1, menu(500, HIGH), new BackTest(200, 1, 2, Double.NaN));

        Figures figures = watch.figures();

        assertThat(figures.items()).isEqualTo(500);
        assertThat(figures.labels()).isEqualTo(200);
        assertThat(figures.modelLoss()).isEqualTo(1);
        assertThat(figures.baselineLoss()).isEqualTo(2);
        assertThat(figures.challengerLoss()).isNaN();
    }

    @Test
    void shouldWeighByLabels_andLeaveOutWhoWasNotComparedWithTheChallenger() {
        score(0, "a", V1, menu(1, LOW), new BackTest(300, 1.0, 0.5, Double.NaN));
        score(0, "b", V1, menu(1, LOW), new BackTest(100, 3.0, 0.9, 2.5));
        score(1, "c", V1, menu(1, LOW), new BackTest(100, 2.0, 0.4, 1.5));
        score(1, "none", V1, menu(1, LOW), BackTest.NONE);

        Figures figures = watch.figures();

        assertThat(figures.labels()).isEqualTo(500);
        assertThat(figures.modelLoss()).isCloseTo((300 + 300 + 200) / 500.0, within(1e-12));
        assertThat(figures.baselineLoss()).isCloseTo((150 + 90 + 40) / 500.0, within(1e-12));
        assertThat(figures.challengerLoss()).isCloseTo((250 + 150) / 200.0, within(1e-12));
        assertThat(figures.words().get(1))
                .isEqualTo("log-loss: 1.6000 over 500 outlooks that came due, WORSE than calibrated persistence with"
                        + " 0.5600");
    }

    @Test
    void shouldForget_whenARestaurantOrAPartitionGoes() {
        score(0, "a", V1, menu(10, LOW), BackTest.NONE);
        score(0, "b", V1, menu(20, LOW), BackTest.NONE);
        score(1, "a", V1, menu(40, LOW), BackTest.NONE);

        watch.forgotten(0, "a");
        watch.forgotten(2, "nobody");
        assertThat(watch.figures().items()).isEqualTo(60);
        watch.left(0);
        watch.left(7);
        assertThat(watch.figures().items()).isEqualTo(40);
    }

    @Test
    void shouldWatchTheChampionOnly_whenItIsSwapped() {
        score(0, "a", V1, menu(10, LOW), BackTest.NONE);
        inForce = new InForce(V2, V1);
        assertThat(watch.figures().items()).as("nothing is scored by it yet").isZero();

        score(0, "late", V1, menu(20, LOW), BackTest.NONE);
        assertThat(watch.figures().items()).as("scored by the one before").isZero();
        score(0, "a", V2, menu(30, LOW), BackTest.NONE);
        assertThat(watch.figures().items()).isEqualTo(30);

        inForce = new InForce(V1, null);
        assertThat(watch.figures().items())
                .as("what it scored before was replaced")
                .isZero();
        inForce = InForce.NONE;
        score(0, "a", V2, menu(30, LOW), BackTest.NONE);
        assertThat(watch.figures()).isEqualTo(Figures.NONE);
    }

    private void score(int partition, String restaurant, OutlookModel model, float[] rows, BackTest backTest) {
        int items = rows.length / COLUMNS;
        FeatureTable features = new FeatureTable(20_000, Collections.nCopies(items, null), COLUMNS, rows);
        float[][] none = new float[items][];
        watch.outlook(
                partition,
                restaurant,
                new MenuOutlook(model.manifest(), features, none, none, null, backTest, Served.BASELINE),
                0);
    }

    /** Features of so many items, all the same. */
    private static float[] menu(int items, float value) {
        float[] rows = new float[items * COLUMNS];
        Arrays.fill(rows, value);
        return rows;
    }
}
