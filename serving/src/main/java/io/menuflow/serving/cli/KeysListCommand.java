package io.menuflow.serving.cli;

import io.menuflow.serving.access.ApiKey;
import io.menuflow.serving.access.KeyFile;
import io.menuflow.serving.dlq.LetterView;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "Lists keys, whom they let do what, and whether they are valid. The keys themselves nobody can show.")
final class KeysListCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    KeyFileOptions file = new KeyFileOptions();

    @Override
    public Integer call() {
        KeyFile keys = file.keys();
        Instant now = Instant.now();
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("ID", "ROLE", "STATE", "CREATED", "EXPIRES", "NAME", "SCOPE"));
        keys.read().forEach(key -> table.add(row(key, now)));
        PrintWriter out = spec.commandLine().getOut();
        TextTable.print(out, table);
        out.printf(Locale.ROOT, "%,d keys in %s%n", table.size() - 1, keys.path());
        out.flush();
        return 0;
    }

    private static List<String> row(ApiKey key, Instant now) {
        String state = key.revoked() != null ? "revoked" : key.invalid(now).isPresent() ? "expired" : "valid";
        return List.of(
                key.id(),
                key.role().written(),
                state,
                LetterView.seconds(key.created()),
                key.expires() == null ? "never" : LetterView.seconds(key.expires()),
                key.name(),
                key.scope().toString());
    }
}
