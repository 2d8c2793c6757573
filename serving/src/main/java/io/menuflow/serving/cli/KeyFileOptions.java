package io.menuflow.serving.cli;

import io.menuflow.serving.NodeConfig;
import io.menuflow.serving.access.KeyFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which file of keys a command works on: what a node with the same settings reads. */
final class KeyFileOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties file with menuflow.* settings, of which menuflow.keys.file counts here")
    @Nullable Path config;

    @Option(names = "--file", paramLabel = "FILE", description = "The file of keys [data/keys.jsonl]")
    @Nullable Path file;

    KeyFile keys() {
        Map<String, String> overrides = new HashMap<>();
        ClusterOptions.put(overrides, "menuflow.keys.file", file);
        return new KeyFile(
                NodeConfig.load(Optional.ofNullable(config), overrides).access().keyFile());
    }
}
