package io.menuflow.serving.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = {
            "API keys of a node: who may read, send and change what.",
            "They lie in one file, which a node reads again within a second of its being changed. Only hashes are kept:",
            "a key is shown once, when it is made."
        },
        subcommands = {
            CommandLine.HelpCommand.class,
            KeysCreateCommand.class,
            KeysListCommand.class,
            KeysRevokeCommand.class
        })
final class KeysCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say which: create, list or revoke");
    }
}
