package io.menuflow.serving.training;

import io.menuflow.models.features.Features;
import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.outlook.Manifest.FeatureRef;
import io.menuflow.models.outlook.PackagedModel;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What a program knows of models: the features it computes, the model that comes with it, and how another is made.
 *
 * @param features in the order of a row
 */
public record ModelSetup(List<FeatureRef> features, Optional<Artefact> packaged, Trainer trainer) {

    public ModelSetup {
        features = List.copyOf(features);
    }

    /** This program's. */
    public static ModelSetup ours() {
        try {
            return new ModelSetup(
                    Features.ALL.refs(), Optional.of(PackagedModel.artefact()), new OutlookTrainer(Clock.systemUTC()));
        } catch (BadArtefactException e) {
            throw new IllegalStateException("the program was put together wrongly", e);
        }
    }
}
