package io.menuflow.serving.tracking;

import io.menuflow.models.outlook.Artefact;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A training run that ended.
 *
 * @param id unique, fit for a file's name
 * @param model that was trained
 * @param metrics by name
 * @param failure why it made no model, empty when it made one
 * @param artefact that it made
 */
public record Run(
        String id,
        String model,
        Instant started,
        Instant ended,
        Map<String, String> parameters,
        Map<String, Double> metrics,
        Map<String, String> tags,
        Optional<String> failure,
        Optional<Artefact> artefact) {

    public Run {
        parameters = Map.copyOf(parameters);
        metrics = Map.copyOf(metrics);
        tags = Map.copyOf(tags);
    }
}
