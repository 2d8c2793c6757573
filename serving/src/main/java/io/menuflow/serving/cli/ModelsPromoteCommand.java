package io.menuflow.serving.cli;

import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.schemas.avro.ModelPointer;
import io.menuflow.serving.models.Pointers;
import io.menuflow.serving.models.Shelf;
import io.menuflow.serving.training.ModelSetup;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        description = "Makes a published version the champion, whose outlook is answered, once a node would take it.")
final class ModelsPromoteCommand implements Callable<Integer> {

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

    @Option(names = "--challenger", description = "Scored beside the champion and never answered, instead")
    boolean challenger;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, kept with the change")
    String reason = "";

    ModelsPromoteCommand(ModelSetup setup) {
        this.setup = setup;
    }

    @Override
    public Integer call() throws BadArtefactException {
        try (ModelSession session = new ModelSession(cluster.config(Map.of()), setup.packaged())) {
            Shelf shelf = session.shelf(name);
            session.models().check(name, version, setup.features());
            Pointers.Change change = ModelSession.change(reason);
            ModelPointer pointer = challenger
                    ? Pointers.challenging(shelf, version, change)
                    : Pointers.promoted(shelf, version, change);
            session.point(pointer);
        }
        spec.commandLine()
                .getOut()
                .printf("%s/%s is the %s now%n", name, version, challenger ? "challenger" : "champion");
        spec.commandLine().getOut().flush();
        return 0;
    }
}
