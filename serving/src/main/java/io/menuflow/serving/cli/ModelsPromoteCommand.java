package io.menuflow.serving.cli;

import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.schemas.avro.ModelPointer;
import io.menuflow.serving.models.Pointers;
import io.menuflow.serving.models.Shelf;
import io.menuflow.serving.training.ModelSetup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "promote",
        description = "Makes a published version the champion, whose outlook is answered, once a node would take it.")
final class ModelsPromoteCommand extends ModelsAction {

    @Mixin
    private Version of = new Version();

    @Option(names = "--challenger", description = "Scored beside the champion and never answered, instead")
    boolean challenger;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, kept with the change")
    String reason = "";

    ModelsPromoteCommand(ModelSetup setup) {
        super(setup);
    }

    @Override
    public Integer call() throws BadArtefactException {
        try (ModelSession session = session()) {
            Shelf shelf = session.shelf(of.name);
            session.models().check(of.name, of.version, setup.features());
            Pointers.Change change = ModelSession.change(reason);
            ModelPointer pointer = challenger
                    ? Pointers.challenging(shelf, of.version, change)
                    : Pointers.promoted(shelf, of.version, change);
            session.point(pointer);
        }
        say(of.name + "/" + of.version + " is the " + (challenger ? "challenger" : "champion") + " now");
        return 0;
    }
}
