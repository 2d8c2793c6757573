package io.menuflow.serving.cli;

import io.menuflow.serving.Version;
import io.menuflow.serving.training.ModelSetup;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The one command and its subcommands. */
@Command(
        name = "menuflow",
        mixinStandardHelpOptions = true,
        version = "menuflow " + Version.NUMBER,
        description = "Live menu engineering from a restaurant's point-of-sale stream.",
        subcommands = {
            HelpCommand.class,
            ServeCommand.class,
            SimulateCommand.class,
            ReplayCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            DlqCommand.class,
            KeysCommand.class,
            TopologyCommand.class
        },
        footer = {"", "Try: menuflow quickstart"})
public final class Menuflow {

    private static final int WIDTH = 110;

    private Menuflow() {}

    /** The command line; a failure is one line on the error stream and exit status 1, its stack in the log. */
    public static CommandLine commandLine() {
        return commandLine(ModelSetup.ours());
    }

    /** The same for a program with other features and another trainer. */
    public static CommandLine commandLine(ModelSetup setup) {
        return new CommandLine(new Menuflow())
                .addSubcommand(ModelsCommand.commandLine(setup))
                .setUsageHelpWidth(WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((error, command, parsed) -> {
                    Logger log = LoggerFactory.getLogger(Menuflow.class);
                    log.debug("the command failed", error);
                    command.getErr().println("menuflow: " + inWords(error));
                    command.getErr().flush();
                    return 1;
                });
    }

    private static String inWords(Exception error) {
        if (error instanceof NoSuchFileException file) {
            return file.getFile() + " does not exist";
        }
        if (error instanceof AccessDeniedException file) {
            return file.getFile() + " may not be read or written";
        }
        return error.getMessage() == null ? error.toString() : error.getMessage();
    }

    /** Runs a node without a broker of its own: what a cluster needs. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }
}
