package io.menuflow.serving.cli;

import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.outlook.Manifest;
import io.menuflow.models.outlook.Manifest.FeatureRef;
import io.menuflow.serving.models.ManifestJson;
import io.menuflow.serving.training.ModelSetup;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "show", description = "Shows what a published model, or the packaged one, is and comes from.")
final class ModelsShowCommand extends ModelsAction {

    @Mixin
    private Version of = new Version();

    @Option(names = "--json", description = "The whole manifest as JSON")
    boolean json;

    ModelsShowCommand(ModelSetup setup) {
        super(setup);
    }

    @Override
    public Integer call() throws BadArtefactException {
        try (ModelSession session = session()) {
            Manifest manifest = session.artefact(of.name, of.version).manifest();
            say(json ? ManifestJson.text(manifest) : text(manifest));
        }
        return 0;
    }

    private static String text(Manifest manifest) {
        return String.join(
                System.lineSeparator(),
                "model       " + manifest.name() + " " + manifest.version(),
                "created     " + manifest.createdAt(),
                "origin      " + manifest.origin(),
                "trained to  " + LocalDate.ofEpochDay(manifest.trainedUntil()),
                "better      " + (manifest.better() ? "than calibrated persistence" : "no"),
                "features    "
                        + manifest.features().stream().map(FeatureRef::name).collect(Collectors.joining(", ")),
                "metrics     " + listed(manifest.metrics()),
                "parameters  " + listed(manifest.parameters()),
                "provenance  " + listed(manifest.provenance()),
                "sha-256     " + manifest.boosterSha256());
    }

    private static String listed(Map<String, ?> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }
}
