package io.menuflow.serving.cli;

import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.serving.training.ModelSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        description =
                "Writes a published model, or the packaged one, to a file, which import takes: a zip of its manifest and its bytes.")
final class ModelsExportCommand extends ModelsAction {

    @Mixin
    private Version of = new Version();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            converter = OutFileConverter.class,
            description = "The file, written anew [NAME-VERSION.zip]")
    @Nullable Path out;

    ModelsExportCommand(ModelSetup setup) {
        super(setup);
    }

    @Override
    public Integer call() throws BadArtefactException, IOException {
        Path file = out == null ? Path.of(of.name + "-" + of.version + ".zip") : out;
        try (ModelSession session = session()) {
            byte[] bytes = session.artefact(of.name, of.version).toBytes();
            Files.write(file, bytes);
            say(of.name + "/" + of.version + " is in " + file + ", " + bytes.length + " bytes");
        }
        return 0;
    }
}
