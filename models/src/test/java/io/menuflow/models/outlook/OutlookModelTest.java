package io.menuflow.models.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.models.features.Features;
import io.menuflow.models.outlook.Manifest.FeatureRef;
import io.menuflow.models.outlook.Manifest.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutlookModelTest {

    private static final List<FeatureRef> REFS = Features.ALL.refs();

    @Test
    void shouldGiveTheSameBits_whateverRowsAreScoredTogetherOnWhateverThread() throws Exception {
        OutlookModel model = OutlookModel.load(TinyModels.artefact("v", true), REFS);
        OutlookModel again =
                OutlookModel.load(Artefact.of(TinyModels.artefact("v", true).toBytes()), REFS);
        Random random = new Random(3);
        int rows = 257;
        float[] values = new float[rows * REFS.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(10) == 0 ? Float.NaN : random.nextFloat() * 3;
        }
        float[][] together = model.probabilities(values, rows);

        IntStream.range(0, rows).parallel().forEach(row -> {
            float[] one = Arrays.copyOfRange(values, row * REFS.size(), (row + 1) * REFS.size());
            assertThat(again.probabilities(one, 1)[0]).containsExactly(together[row]);
        });
        assertThat(List.of(together))
                .allSatisfy(row -> assertThat(row[0] + row[1] + row[2] + row[3]).isBetween(0.9999f, 1.0001f));
    }

    @Test
    void shouldRefuseAndNameTheFirst_whenItReadsOtherFeatures() throws Exception {
        List<FeatureRef> swapped = new ArrayList<>(REFS);
        Collections.swap(swapped, 3, 4);
        List<FeatureRef> fewer = REFS.subList(0, REFS.size() - 1);
        List<FeatureRef> otherUnit = new ArrayList<>(REFS);
        otherUnit.set(0, new FeatureRef(REFS.get(0).name(), "dozens a day", 28));

        for (List<FeatureRef> features : List.of(swapped, fewer, otherUnit)) {
            Artefact artefact = TinyModels.artefact("v-7", true, features, Origin.FILE, 0);
            assertThatThrownBy(() -> OutlookModel.load(artefact, REFS))
                    .isInstanceOf(BadArtefactException.class)
                    .hasMessageContaining("v-7")
                    .hasMessageContaining("other features");
        }
        Artefact artefact = TinyModels.artefact("v-7", true, swapped, Origin.FILE, 0);
        assertThatThrownBy(() -> OutlookModel.load(artefact, REFS))
                .hasMessageContaining("feature 4 of " + REFS.size())
                .hasMessageContaining(REFS.get(3).name())
                .hasMessageContaining(REFS.get(4).name());
    }

    @Test
    void shouldRefuse_whenTheBoosterIsNone() throws Exception {
        Manifest manifest = TinyModels.artefact("v", true).manifest();
        byte[] noise = new byte[1000];
        new Random(5).nextBytes(noise);
        Manifest ofNoise = new Manifest(
                manifest.name(),
                manifest.version(),
                manifest.createdAt(),
                manifest.origin(),
                manifest.features(),
                manifest.classes(),
                manifest.baseline(),
                manifest.reference(),
                0,
                true,
                manifest.parameters(),
                manifest.metrics(),
                manifest.provenance(),
                Artefact.sha256(noise));

        assertThatThrownBy(() -> OutlookModel.load(new Artefact(ofNoise, noise), REFS))
                .isInstanceOf(BadArtefactException.class);
    }

    @Test
    void shouldAddUpToTheLogOdds_whenItExplains() throws Exception {
        OutlookModel model = OutlookModel.load(TinyModels.artefact("v", true), REFS);
        float[] row = new float[REFS.size()];
        Arrays.fill(row, 0.4f);

        float[][] contributions = model.contributions(row);

        double[] odds = new double[contributions.length];
        double all = 0;
        for (int i = 0; i < odds.length; i++) {
            assertThat(contributions[i]).hasSize(REFS.size() + 1);
            for (float contribution : contributions[i]) {
                odds[i] += contribution;
            }
            all += Math.exp(odds[i]);
        }
        float[] probabilities = model.probabilities(row, 1)[0];
        for (int i = 0; i < odds.length; i++) {
            assertThat(Math.exp(odds[i]) / all).isCloseTo(probabilities[i], org.assertj.core.data.Offset.offset(1e-4));
        }
    }

    @Test
    void shouldScoreNothing_whenThereAreNoRows() throws Exception {
        OutlookModel model = OutlookModel.load(TinyModels.artefact("v", true), REFS);

        assertThat(model.probabilities(new float[0], 0)).isEmpty();
    }
}
