package io.menuflow.serving.cli;

import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.outlook.Manifest;
import io.menuflow.serving.models.ModelTopic;
import io.menuflow.serving.models.Shelf.Published;
import io.menuflow.serving.training.ModelSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Publishes a model from a file, once a node would take it.",
            "It is not in force before it is promoted."
        })
final class ModelsImportCommand implements Callable<Integer> {

    private final ModelSetup setup;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Parameters(index = "0", paramLabel = "FILE", description = "What export or train wrote")
    Path file = Path.of("");

    ModelsImportCommand(ModelSetup setup) {
        this.setup = setup;
    }

    @Override
    public Integer call() throws BadArtefactException, IOException {
        if (Files.size(file) > Artefact.MAX_BYTES) {
            throw new BadArtefactException(
                    file + " has " + Files.size(file) + " bytes; an artefact has at most " + Artefact.MAX_BYTES);
        }
        Artefact artefact = Artefact.of(Files.readAllBytes(file));
        ModelTopic.check(artefact, setup.features());
        Manifest manifest = artefact.manifest();
        String said = manifest.name() + "/" + manifest.version();
        try (ModelSession session = new ModelSession(cluster.config(Map.of()), setup.packaged())) {
            Published present = session.models().of(manifest.name()).versions().get(manifest.version());
            if (present == null) {
                session.publish(artefact);
                said += " is published; promote it to bring it in force";
            } else if (present.manifest().equals(manifest)) {
                said += " is published already";
            } else {
                throw new IllegalStateException(
                        said + " is published already, and is another model: a version never changes");
            }
        }
        spec.commandLine().getOut().println(said);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
