package io.menuflow.serving.cli;

import io.menuflow.connectors.KafkaEventSink;
import io.menuflow.connectors.OnlyNew;
import io.menuflow.connectors.PublishedCatalogue;
import io.menuflow.connectors.simulator.Simulator;
import io.menuflow.connectors.simulator.SimulatorOptions;
import io.menuflow.schemas.Topics;
import io.menuflow.serving.NodeConfig;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Sends simulated restaurants to a Kafka cluster: their menus, their history, then live sales until Ctrl-C.",
            "The history is the same for the same seed; sending it twice changes nothing."
        })
final class SimulateCommand implements Callable<Integer> {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--restaurants", paramLabel = "N", defaultValue = "3", description = "How many [${DEFAULT-VALUE}]")
    int restaurants;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "120",
            description = "Days of history [${DEFAULT-VALUE}]")
    int days;

    @Option(
            names = "--rate",
            paramLabel = "CHECKS",
            defaultValue = "0.5",
            description = "Live checks per second and restaurant, at any hour [${DEFAULT-VALUE}]")
    double rate;

    @Option(names = "--no-live", description = "End after the history")
    boolean noLive;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Another seed, other sales [${DEFAULT-VALUE}]")
    long seed;

    @Override
    public Integer call() throws InterruptedException {
        SimulatorOptions options = SimulatorOptions.defaults()
                .withSeed(seed)
                .withHistoryDays(days)
                .withChecksPerSecond(rate)
                .withRestaurantCount(restaurants)
                .withLive(!noLive);
        NodeConfig config = cluster.config(Map.of());
        PrintWriter out = spec.commandLine().getOut();
        Topics topics = ClusterOptions.topics(config);
        PublishedCatalogue published = PublishedCatalogue.read(ClusterOptions.client(config), topics);
        try (KafkaEventSink sink = KafkaEventSink.connect(ClusterOptions.client(config), topics)) {
            Simulator simulator = new Simulator(options, new OnlyNew(sink, published, out::println));
            out.printf("%d restaurants to %s%n", restaurants, config.bootstrapServers());
            out.flush();
            Shutdown.during(() -> send(simulator, sink, out), simulator::stop, STOP_WITHIN);
        }
        return 0;
    }

    private static void send(Simulator simulator, KafkaEventSink sink, PrintWriter out) throws InterruptedException {
        try (Bar bar = new Bar("history", "checks")) {
            simulator.run(bar::at);
        }
        sink.flush();
        out.printf("%,d events sent%n", sink.sent());
        out.flush();
    }
}
