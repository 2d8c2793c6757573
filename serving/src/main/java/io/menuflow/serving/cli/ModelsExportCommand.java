package io.menuflow.serving.cli;

import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.serving.training.ModelSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Writes a published model, or the packaged one, to a file, which import takes: a zip of its manifest and its bytes.")
final class ModelsExportCommand implements Callable<Integer> {

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

    @Option(names = "--out", paramLabel = "FILE", description = "The file, written anew [NAME-VERSION.zip]")
    @Nullable Path out;

    ModelsExportCommand(ModelSetup setup) {
        this.setup = setup;
    }

    @Override
    public Integer call() throws BadArtefactException, IOException {
        Path file = out == null ? Path.of(name + "-" + version + ".zip") : out;
        try (ModelSession session = new ModelSession(cluster.config(Map.of()), setup.packaged())) {
            byte[] bytes = session.artefact(name, version).toBytes();
            Files.write(file, bytes);
            spec.commandLine().getOut().printf("%s/%s is in %s, %d bytes%n", name, version, file, bytes.length);
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
