package io.menuflow.quickstart;

import io.menuflow.connectors.replay.Mapping;
import io.menuflow.connectors.replay.ReplayOptions;
import io.menuflow.connectors.simulator.SimulatorOptions;
import io.menuflow.models.check.Ids;
import io.menuflow.serving.NodeConfig;
import io.menuflow.serving.access.Secret;
import io.menuflow.serving.cli.Shutdown;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Everything in one process, for one laptop. */
@Command(
        name = "quickstart",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs everything in one process: a Kafka broker, a schema registry, a node and a simulator.",
            "Three simulated restaurants with 120 days of history go live; or your own file is replayed.",
            "Data stays in --data-dir; Ctrl-C ends it."
        })
final class QuickstartCommand implements Callable<Integer> {

    private static final int SIMULATED_DAYS = 120;
    private static final int MAX_PORT = 65_535;
    private static final int KEPT_DAYS = 730;
    /** Live checks per second and restaurant: busy enough that quadrants change while one watches. */
    private static final double SIMULATED_RATE = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Option(names = "--http-port", paramLabel = "PORT", description = "REST and page [8080, or a free one]")
    @Nullable Integer httpPort;

    @Option(names = "--kafka-port", paramLabel = "PORT", description = "Kafka [9092, or a free one]")
    @Nullable Integer kafkaPort;

    @Option(names = "--registry-port", paramLabel = "PORT", description = "Schema registry [8081, or a free one]")
    @Nullable Integer registryPort;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Where everything is kept; delete it to start afresh [${DEFAULT-VALUE}]")
    Path dataDir = Path.of("data");

    @Option(names = "--history", paramLabel = "DAYS", description = "Business days kept [730d], and simulated [120d]")
    @Nullable String history;

    @Option(names = "--no-simulator", description = "No simulated restaurants")
    boolean noSimulator;

    @Option(names = "--replay", paramLabel = "FILE", description = "Replay this CSV of POS lines, plain or gzip")
    @Nullable Path replay;

    @Option(
            names = "--mapping",
            paramLabel = "YAML",
            description = "What the file's columns mean, see connectors/mappings/README.md")
    @Nullable Path mapping;

    @Option(names = "--restaurant", paramLabel = "ID", description = "Restaurant id of the file [the mapping's]")
    @Nullable String restaurant;

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            description = "The key to try it with, mf_<id>_<43 characters> [one is made and kept in --data-dir]")
    @Nullable String apiKey;

    @Override
    public Integer call() throws InterruptedException {
        if ((replay == null) != (mapping == null)) {
            throw new ParameterException(spec.commandLine(), "--replay and --mapping go together");
        }
        if (restaurant != null && replay == null) {
            throw new ParameterException(spec.commandLine(), "--restaurant names the restaurant of --replay");
        }
        if (restaurant != null && !Ids.isRestaurant(restaurant)) {
            throw new ParameterException(spec.commandLine(), "--restaurant must be 1 to 64 of A-Z a-z 0-9 . _ -");
        }
        if (replay != null && !Files.isReadable(replay)) {
            throw new ParameterException(spec.commandLine(), "--replay: " + replay + " cannot be read");
        }
        if (dataDir.toString().isBlank()) {
            throw new ParameterException(spec.commandLine(), "--data-dir must name a directory");
        }
        port("--http-port", httpPort);
        port("--kafka-port", kafkaPort);
        port("--registry-port", registryPort);
        Secret brought = apiKey == null
                ? null
                : Secret.of(apiKey)
                        .orElseThrow(() -> new ParameterException(
                                spec.commandLine(),
                                "--api-key must be written mf_<id>_<secret>: an id of a-z 0-9 - and 43 characters of"
                                        + " A-Z a-z 0-9 _ -"));
        logToFile();
        int days = history == null ? KEPT_DAYS : NodeConfig.days("--history", history);
        Mapping columns = mapping == null ? null : Mapping.load(mapping);
        long start = System.nanoTime();
        PrintWriter out = spec.commandLine().getOut();
        DemoKey key = brought == null ? DemoKey.of(dataDir) : DemoKey.brought(brought);
        Quickstart quickstart = Quickstart.start(
                new Quickstart.Options(dataDir, kafkaPort, registryPort, httpPort, days).with(key), line -> {
                    out.println(line);
                    out.flush();
                });
        Shutdown.onExit(() -> {
            out.println("stopping …");
            out.flush();
            quickstart.close();
        });
        String shown = null;
        if (columns != null && replay != null) {
            ReplayOptions options = ReplayOptions.DEFAULT.withHistoryDays(days).withRestaurantId(restaurant);
            shown = quickstart.replay(columns, options, replay);
        }
        if (!noSimulator) {
            SimulatorOptions options = SimulatorOptions.defaults()
                    .withChecksPerSecond(SIMULATED_RATE)
                    .withHistoryDays(history == null ? SIMULATED_DAYS : days);
            String simulated = quickstart.simulate(options);
            shown = shown == null ? simulated : shown;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        out.println(Banner.text(quickstart, key, shown, took));
        out.flush();
        while (!quickstart.node().failed().await(1, TimeUnit.SECONDS)) {
            if (quickstart.brokerFailed()) {
                throw new IllegalStateException("the broker failed; see " + dataDir.resolve("menuflow.log"));
            }
        }
        throw new IllegalStateException(quickstart.node().failure() + "; see " + dataDir.resolve("menuflow.log"));
    }

    private void port(String option, @Nullable Integer port) {
        if (port != null && (port < 0 || port > MAX_PORT)) {
            throw new ParameterException(spec.commandLine(), option + " must be 0 to " + MAX_PORT + ", not " + port);
        }
    }

    /** Keeps the console for the command's own words; before the first logger is made. */
    private void logToFile() {
        System.setProperty("menuflow.log.file", dataDir.resolve("menuflow.log").toString());
        System.setProperty("menuflow.log.appender", "FILE");
    }
}
