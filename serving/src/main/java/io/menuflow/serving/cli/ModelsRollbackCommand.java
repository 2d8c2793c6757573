package io.menuflow.serving.cli;

import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.schemas.avro.ModelPointer;
import io.menuflow.serving.models.Pointers;
import io.menuflow.serving.models.Shelf;
import io.menuflow.serving.training.ModelSetup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rollback",
        description = "Makes the champion before this one the champion again; before the first, the packaged model.")
final class ModelsRollbackCommand extends ModelsAction {

    @Parameters(index = "0", paramLabel = "NAME", description = "The model, such as outlook")
    String name = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, kept with the change")
    String reason = "";

    ModelsRollbackCommand(ModelSetup setup) {
        super(setup);
    }

    @Override
    public Integer call() throws BadArtefactException {
        ModelPointer pointer;
        try (ModelSession session = session()) {
            Shelf shelf = session.shelf(name);
            pointer = Pointers.rolledBack(shelf, ModelSession.change(reason));
            if (pointer.getChampion() != null) {
                session.models().check(name, pointer.getChampion(), setup.features());
            }
            session.point(pointer);
        }
        String champion = pointer.getChampion() == null ? "the packaged model" : name + "/" + pointer.getChampion();
        say(champion + " is the champion again");
        return 0;
    }
}
