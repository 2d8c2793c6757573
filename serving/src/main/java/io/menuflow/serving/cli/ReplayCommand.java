package io.menuflow.serving.cli;

import io.menuflow.connectors.EventSink;
import io.menuflow.connectors.KafkaEventSink;
import io.menuflow.connectors.OnlyNew;
import io.menuflow.connectors.PublishedCatalogue;
import io.menuflow.connectors.replay.Mapping;
import io.menuflow.connectors.replay.Replay;
import io.menuflow.connectors.replay.ReplayOptions;
import io.menuflow.connectors.replay.Summary;
import io.menuflow.models.check.CheckValidator;
import io.menuflow.models.check.Rejection;
import io.menuflow.schemas.Topics;
import io.menuflow.serving.NodeConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a file of POS lines to a cluster. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Sends a CSV file of POS lines, plain or gzip, to a Kafka cluster as transactions.",
            "The mapping says what the columns mean; see connectors/mappings/README.md.",
            "Sending a file twice changes nothing; a restaurant that is there already keeps its settings and menu."
        })
public final class ReplayCommand implements Callable<Integer> {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(8);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Parameters(paramLabel = "FILE", description = "The file")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    Path file;

    @Option(names = "--mapping", required = true, paramLabel = "YAML", description = "What its columns mean")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    Path mapping;

    @Option(names = "--restaurant", paramLabel = "ID", description = "Restaurant id [the mapping's]")
    @Nullable String restaurant;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            defaultValue = "0",
            description = "1 sends as fast as it happened, 60 an hour in a minute, 0 as fast as possible"
                    + " [${DEFAULT-VALUE}]")
    double speed;

    @Override
    public Integer call() {
        NodeConfig config = cluster.config(Map.of());
        Mapping columns = Mapping.load(mapping);
        ReplayOptions options = ReplayOptions.DEFAULT
                .withHistoryDays(config.historyDays())
                .withSpeed(speed)
                .withRestaurantId(restaurant);
        Thread here = Thread.currentThread();
        Shutdown.during(() -> replay(config, columns, options), here::interrupt, STOP_WITHIN);
        return 0;
    }

    private void replay(NodeConfig config, Mapping columns, ReplayOptions options) {
        PrintWriter out = spec.commandLine().getOut();
        Topics topics = ClusterOptions.topics(config);
        PublishedCatalogue published = PublishedCatalogue.read(ClusterOptions.client(config), topics);
        try (OnlyNew sink =
                new OnlyNew(KafkaEventSink.connect(ClusterOptions.client(config), topics), published, out::println)) {
            Summary summary = run(columns, options, sink, file);
            out.println(summary.describe());
            out.flush();
        }
    }

    /** Replays {@code file} with progress on the error stream. */
    public static Summary run(Mapping mapping, ReplayOptions options, EventSink sink, Path file) {
        try (ReplayBars bars = new ReplayBars()) {
            return new Replay(
                            mapping,
                            options,
                            sink,
                            check -> CheckValidator.validate(check).stream()
                                    .map(Rejection::toString)
                                    .toList(),
                            bars)
                    .run(file);
        }
    }
}
