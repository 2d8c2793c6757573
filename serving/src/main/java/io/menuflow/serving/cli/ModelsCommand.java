package io.menuflow.serving.cli;

import io.menuflow.serving.training.ModelSetup;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = {
            "Trained models of a cluster.",
            "list and show tell what is published, promote and rollback which version is answered, export and import",
            "bring one to another cluster."
        },
        subcommands = {CommandLine.HelpCommand.class})
final class ModelsCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    /** With its subcommands, for programs that compute the features of {@code setup}. */
    static CommandLine commandLine(ModelSetup setup) {
        return new CommandLine(new ModelsCommand())
                .addSubcommand(new ModelsListCommand(setup))
                .addSubcommand(new ModelsShowCommand(setup))
                .addSubcommand(new ModelsPromoteCommand(setup))
                .addSubcommand(new ModelsRollbackCommand(setup))
                .addSubcommand(new ModelsExportCommand(setup))
                .addSubcommand(new ModelsImportCommand(setup));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say which: list, show, promote, rollback, export or import");
    }
}
