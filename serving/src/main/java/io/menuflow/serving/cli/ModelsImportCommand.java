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
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = {
            "Publishes a model from a file, once a node would take it.",
            "It is not in force before it is promoted."
        })
final class ModelsImportCommand extends ModelsAction {

    @Parameters(index = "0", paramLabel = "FILE", description = "What export or train wrote")
    Path file = Path.of("");

    ModelsImportCommand(ModelSetup setup) {
        super(setup);
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
        try (ModelSession session = session()) {
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
        say(said);
        return 0;
    }
}
