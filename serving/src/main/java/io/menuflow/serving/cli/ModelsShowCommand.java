package io.menuflow.serving.cli;

import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.outlook.Manifest;
import io.menuflow.models.outlook.Manifest.FeatureRef;
import io.menuflow.serving.models.ManifestJson;
import io.menuflow.serving.training.ModelSetup;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows what a published model, or the packaged one, is and comes from.")
final class ModelsShowCommand implements Callable<Integer> {

    private final ModelSetup setup;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Parameters(index = "0", paramLabel = "NAME", description = "The model, such as outlook")
    String name = "";

    @Parameters(index = "1", paramLabel = "VERSION", description = "One of those that list tells")
    String version = "";

    @Option(names = "--json", description = "The whole manifest as JSON")
    boolean json;

    ModelsShowCommand(ModelSetup setup) {
        this.setup = setup;
    }

    @Override
    public Integer call() throws BadArtefactException {
        PrintWriter out = spec.commandLine().getOut();
        try (ModelSession session = new ModelSession(cluster.config(Map.of()), setup.packaged())) {
            Manifest manifest = session.artefact(name, version).manifest();
            out.println(json ? ManifestJson.text(manifest) : text(manifest));
        }
        out.flush();
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
