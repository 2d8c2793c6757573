package io.menuflow.serving.training;

import io.menuflow.models.features.Features;
import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.Manifest.FeatureRef;
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
        return new ModelSetup(Features.ALL.refs(), Optional.empty(), (request, progress) -> {
            throw new Trainer.RefusedException("this program has no trainer");
        });
    }
}
