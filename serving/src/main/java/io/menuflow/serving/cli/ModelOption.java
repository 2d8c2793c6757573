package io.menuflow.serving.cli;

import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.outlook.PackagedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model a command works with. */
final class ModelOption {

    @Option(names = "--model", paramLabel = "FILE", description = "The model [the one that comes with Menuflow]")
    @Nullable Path file;

    /** The artefact; throws BadArtefactException saying why the file is none. */
    Artefact artefact() throws IOException, BadArtefactException {
        return file == null ? PackagedModel.artefact() : Artefact.of(Files.readAllBytes(file));
    }
}
