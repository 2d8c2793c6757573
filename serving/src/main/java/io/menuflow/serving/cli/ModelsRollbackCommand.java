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
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = "Makes the champion before this one the champion again; before the first, the packaged model.")
final class ModelsRollbackCommand implements Callable<Integer> {

    private final ModelSetup setup;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Parameters(index = "0", paramLabel = "NAME", description = "The model, such as outlook")
    String name = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, kept with the change")
    String reason = "";

    ModelsRollbackCommand(ModelSetup setup) {
        this.setup = setup;
    }

    @Override
    public Integer call() throws BadArtefactException {
        ModelPointer pointer;
        try (ModelSession session = new ModelSession(cluster.config(Map.of()), setup.packaged())) {
            Shelf shelf = session.shelf(name);
            pointer = Pointers.rolledBack(shelf, ModelSession.change(reason));
            if (pointer.getChampion() != null) {
                session.models().check(name, pointer.getChampion(), setup.features());
            }
            session.point(pointer);
        }
        String champion = pointer.getChampion() == null ? "the packaged model" : name + "/" + pointer.getChampion();
        spec.commandLine().getOut().printf("%s is the champion again%n", champion);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
