package io.menuflow.serving.cli;

import io.menuflow.schemas.KafkaCluster;
import io.menuflow.schemas.TopicAdmin;
import io.menuflow.schemas.Topics;
import io.menuflow.serving.NodeConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster a command works on. What is not said here comes from the file, the environment or the defaults. */
final class ClusterOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties file with menuflow.* settings; environment variables such as MENUFLOW_HTTP_PORT"
                    + " and these options beat it")
    @Nullable Path file;

    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", description = "Kafka [localhost:9092]")
    @Nullable String bootstrapServers;

    @Option(names = "--registry", paramLabel = "URL", description = "Schema registry [http://localhost:8081]")
    @Nullable String registry;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of every restaurant-keyed topic, for the first who creates them [12]")
    @Nullable Integer partitions;

    @Option(names = "--history", paramLabel = "DAYS", description = "Business days kept, for example 730d [730d]")
    @Nullable String history;

    NodeConfig config(Map<String, String> more) {
        Map<String, String> overrides = new HashMap<>(more);
        put(overrides, "menuflow.bootstrap-servers", bootstrapServers);
        put(overrides, "menuflow.schema-registry.url", registry);
        put(overrides, "menuflow.partitions", partitions);
        put(overrides, "menuflow.history", history);
        return NodeConfig.load(Optional.ofNullable(file), overrides);
    }

    static void put(Map<String, String> overrides, String key, @Nullable Object value) {
        if (value != null) {
            overrides.put(key, value.toString());
        }
    }

    /** The topics of a cluster, which exist afterwards. */
    static Topics topics(NodeConfig config) {
        Topics topics = new Topics(config.schemaRegistry());
        try (Admin admin = KafkaCluster.admin(config.bootstrapServers())) {
            int partitions = TopicAdmin.partitions(admin, topics.transactions(), config.partitions());
            new TopicAdmin(admin, partitions, config.replication()).ensure(topics.all());
        }
        return topics;
    }

    /** The client configuration of a cluster. */
    static Map<String, Object> client(NodeConfig config) {
        return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    }
}
