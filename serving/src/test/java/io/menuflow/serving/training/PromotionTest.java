package io.menuflow.serving.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.outlook.TinyModels;
import io.menuflow.serving.training.Trainer.Trained;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromotionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | true  | true  | promoted: better than calibrated persistence and than the champion",
                "true  | false | false | not promoted: it is not better than the champion",
                "true  |       | true  | promoted: better than calibrated persistence; there was no champion to compare with",
                "false | true  | false | not promoted: on test data it is not better than calibrated persistence",
                "false | false | false | not promoted: on test data it is not better than calibrated persistence",
                "false |       | false | not promoted: on test data it is not better than calibrated persistence",
            })
    void shouldPromote_onlyWhenBetterThanPersistenceAndNoWorseThanAChampionItWasComparedWith(
            boolean better, Boolean thanChampion, boolean promoted, String verdict) {
        Trained trained =
                new Trained(TinyModels.artefact("v", TinyModels.FEATURES, better), Optional.ofNullable(thanChampion));

        assertThat(Promotion.of(trained)).isEqualTo(new Promotion(promoted, verdict));
    }
}
