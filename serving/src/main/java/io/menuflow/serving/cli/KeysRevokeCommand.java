package io.menuflow.serving.cli;

import io.menuflow.serving.access.KeyFile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description = "Makes a key invalid, for good. Nodes that read the file refuse it within a second.")
final class KeysRevokeCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    KeyFileOptions file = new KeyFileOptions();

    @Parameters(paramLabel = "ID", description = "The id of the key, as menuflow keys list shows it")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    String id;

    @Override
    public Integer call() {
        KeyFile keys = file.keys();
        keys.revoke(id, Instant.now().truncatedTo(ChronoUnit.SECONDS));
        spec.commandLine().getOut().printf("key %s is revoked in %s%n", id, keys.path());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
