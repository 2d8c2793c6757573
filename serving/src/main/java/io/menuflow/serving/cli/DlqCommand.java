package io.menuflow.serving.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "dlq",
        mixinStandardHelpOptions = true,
        description = {
            "Dead letters: records that could not be processed, with their bytes and the reason.",
            "list finds them, show tells all about one, replay sends them again, as they were or repaired."
        },
        subcommands = {CommandLine.HelpCommand.class, DlqListCommand.class, DlqShowCommand.class, DlqReplayCommand.class
        })
final class DlqCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say which: list, show or replay");
    }
}
