package io.menuflow.models.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.outlook.Manifest.FeatureRef;
import io.menuflow.models.outlook.Manifest.Origin;
import io.menuflow.models.outlook.TinyModels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemandModelTest {

    @Test
    void shouldGiveAscendingQuantiles_thatAreNearlyNormal() throws BadArtefactException {
        try (DemandModel model = DemandModel.load(TinyDemandModels.artefact("v1"))) {
            float[][] quantiles = model.quantiles(new float[2 * DemandFeatures.count()], 2);

            assertThat(quantiles).hasDimensions(2, 3);
            assertThat(quantiles[0][0]).isCloseTo(-1.28f, within(0.1f));
            assertThat(quantiles[0][1]).isCloseTo(0, within(0.1f));
            assertThat(quantiles[0][2]).isCloseTo(1.28f, within(0.1f));
        }
    }

    @Test
    void shouldRefuse_whenTheFeaturesAreOthersOrElsewhere() {
        List<FeatureRef> swapped = new ArrayList<>(DemandFeatures.refs());
        swapped.add(0, swapped.remove(1));

        assertThatThrownBy(
                        () -> DemandModel.load(TinyDemandModels.artefact("v1", swapped, Origin.SIMULATED, 0, false, 0)))
                .isInstanceOf(BadArtefactException.class)
                .hasMessageContaining("feature 1 of")
                .hasMessageContaining("weekday")
                .hasMessageContaining("horizon");
    }

    @Test
    void shouldRefuse_whenItIsAModelOfSomethingElse() {
        assertThatThrownBy(() -> DemandModel.load(TinyModels.artefact("v9")))
                .isInstanceOf(BadArtefactException.class)
                .hasMessageContaining("v9 is of outlook, not of demand");
    }

    @Test
    void shouldNameEachFeatureOnce() {
        assertThat(DemandFeatures.refs()).extracting(FeatureRef::name).doesNotHaveDuplicates();
    }
}
