package io.menuflow.serving.cli;

import io.menuflow.serving.Node;
import io.menuflow.serving.NodeConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a node against a Kafka cluster and a schema registry.",
            "Several nodes with the same application id share the work.",
            "It needs API keys (menuflow keys create), or --open."
        })
final class ServeCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--http-host", paramLabel = "HOST", description = "Address to listen on [127.0.0.1]")
    @Nullable String host;

    @Option(names = "--http-port", paramLabel = "PORT", description = "Port to listen on, 0 for a free one [8080]")
    @Nullable Integer port;

    @Option(
            names = "--instance-id",
            paramLabel = "ID",
            description = "This node's identity, the same after a restart and unique in the cluster [node-1]")
    @Nullable String instanceId;

    @Option(names = "--state-dir", paramLabel = "DIR", description = "Where RocksDB keeps its files [data/state]")
    @Nullable String stateDir;

    @Option(names = "--open", description = "Ask nobody for an API key: whoever reaches this node may do everything")
    boolean open;

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> overrides = new HashMap<>();
        ClusterOptions.put(overrides, "menuflow.http.host", host);
        ClusterOptions.put(overrides, "menuflow.http.port", port);
        ClusterOptions.put(overrides, "menuflow.instance-id", instanceId);
        ClusterOptions.put(overrides, "menuflow.state-dir", stateDir);
        ClusterOptions.put(overrides, "menuflow.http.open", open ? true : null);
        NodeConfig config = cluster.config(overrides);
        Node node = Node.start(config);
        Shutdown.onExit(node);
        spec.commandLine().getOut().printf("Menuflow on http://%s:%d%n", config.host(), node.port());
        spec.commandLine().getOut().flush();
        node.failed().await();
        throw new IllegalStateException(node.failure());
    }
}
