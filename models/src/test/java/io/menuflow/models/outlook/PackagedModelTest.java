package io.menuflow.models.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.features.Features;
import io.menuflow.models.outlook.Manifest.Origin;
import org.junit.jupiter.api.Test;

class PackagedModelTest {

    @Test
    void shouldBeOfTodaysFeaturesAndSayWhereItIsFrom_whenPackaged() throws BadArtefactException {
        Artefact packaged = PackagedModel.artefact();

        assertThat(packaged.toBytes().length).isLessThan(2 << 20);
        assertThat(packaged.manifest().origin()).isEqualTo(Origin.SIMULATED);
        assertThat(packaged.manifest().provenance())
                .containsEntry("families", "multiplicative,logit")
                .containsEntry("seeds", "101,102,103,104,105,106,107,108");
        try (OutlookModel model = OutlookModel.load(packaged, Features.ALL.refs())) {
            float[] missing = new float[Features.ALL.list().size()];
            java.util.Arrays.fill(missing, Float.NaN);
            assertThat(model.probabilities(missing, 1)[0]).hasSize(4).doesNotContain(Float.NaN);
        }
    }
}
