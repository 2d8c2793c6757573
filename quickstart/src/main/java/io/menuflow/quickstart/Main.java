package io.menuflow.quickstart;

import io.menuflow.serving.cli.Menuflow;
import picocli.CommandLine;

/** The command line of the whole house: everything a node has, and the quickstart. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The commands. */
    static CommandLine commandLine() {
        CommandLine commands = Menuflow.commandLine().addSubcommand(new QuickstartCommand());
        commands.getCommandSpec()
                .usageMessage()
                .footer("", "Try: menuflow quickstart", "Measure: menuflow bench --help");
        return commands;
    }
}
