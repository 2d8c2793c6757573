package io.menuflow.serving.cli;

import io.menuflow.connectors.KafkaEventSink;
import io.menuflow.connectors.OnlyNew;
import io.menuflow.connectors.PublishedCatalogue;
import io.menuflow.connectors.simulator.SimulationFiles;
import io.menuflow.connectors.simulator.Simulator;
import io.menuflow.connectors.simulator.SimulatorOptions;
import io.menuflow.connectors.simulator.demand.Family;
import io.menuflow.schemas.Topics;
import io.menuflow.serving.NodeConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Sends simulated restaurants to a Kafka cluster: their menus, their history, then live sales until Ctrl-C.",
            "The history is the same for the same seed; sending it twice changes nothing.",
            "With --out it writes the history to files instead, and what is true of it beside it; see docs/simulator.md."
        })
final class SimulateCommand implements Callable<Integer> {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);

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

    @Option(
            names = "--family",
            paramLabel = "NAME",
            defaultValue = "multiplicative",
            description = "Shape of demand: ${COMPLETION-CANDIDATES} [${DEFAULT-VALUE}]")
    Family family = Family.MULTIPLICATIVE;

    @Option(
            names = "--items",
            paramLabel = "N",
            description = "Made-up restaurants with so many items each, instead of the three with names")
    @Nullable Integer items;

    @Option(names = "--checks-per-day", paramLabel = "N", description = "Of each restaurant [its own, 120 to 175]")
    @Nullable Integer checksPerDay;

    @Option(names = "--absurd", description = "Also send some events nobody can believe; they end as dead letters")
    boolean absurd;

    @Option(names = "--out", paramLabel = "DIR", description = "Write files to this new or empty directory, no Kafka")
    @Nullable Path out;

    @Option(names = "--from", paramLabel = "DATE", description = "First day of the files [2026-01-01]")
    @Nullable LocalDate from;

    @Override
    public Integer call() throws InterruptedException {
        SimulatorOptions options = SimulatorOptions.defaults()
                .withSeed(seed)
                .withFamily(family)
                .withHistoryDays(days)
                .withChecksPerSecond(rate)
                .withRestaurantCount(restaurants)
                .withLive(!noLive)
                .withAbsurd(absurd);
        if (items != null) {
            require(items > 0, "--items must be positive");
            options = options.withItems(items);
        }
        if (checksPerDay != null) {
            require(checksPerDay > 0, "--checks-per-day must be positive");
            options = options.withChecksPerDay(checksPerDay);
        }
        if (out != null) {
            require(!given("--rate"), "--rate is for live sales, which --out does not write");
            require(days > 0, "--out needs at least one day");
            return write(options, out);
        }
        require(from == null, "--from goes with --out; what is sent to Kafka ends today");
        return send(options);
    }

    private int write(SimulatorOptions options, Path directory) throws InterruptedException {
        long start = System.nanoTime();
        SimulationFiles.Written written;
        try (Bar bar = new Bar("writing", "transactions")) {
            written = SimulationFiles.write(options, from == null ? FIRST_DAY : from, directory, bar::at);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        PrintWriter console = spec.commandLine().getOut();
        console.printf(
                Locale.ROOT,
                "%,d transactions with %,d lines of %,d restaurants in %s, %.1f s, %,.0f transactions/s%n",
                written.transactions(),
                written.lines(),
                restaurants,
                directory,
                seconds,
                written.transactions() / seconds);
        console.flush();
        return 0;
    }

    private int send(SimulatorOptions options) throws InterruptedException {
        NodeConfig config = cluster.config(Map.of());
        PrintWriter console = spec.commandLine().getOut();
        Topics topics = ClusterOptions.topics(config);
        PublishedCatalogue published = PublishedCatalogue.read(ClusterOptions.client(config), topics);
        try (KafkaEventSink sink = KafkaEventSink.connect(ClusterOptions.client(config), topics)) {
            Simulator simulator = new Simulator(options, new OnlyNew(sink, published, console::println));
            console.printf("%d restaurants to %s%n", restaurants, config.bootstrapServers());
            console.flush();
            Shutdown.during(() -> send(simulator, sink, console), simulator::stop, STOP_WITHIN);
        }
        return 0;
    }

    private static void send(Simulator simulator, KafkaEventSink sink, PrintWriter console)
            throws InterruptedException {
        try (Bar bar = new Bar("history", "checks")) {
            simulator.run(bar::at);
        }
        sink.flush();
        console.printf("%,d events sent%n", sink.sent());
        console.flush();
    }

    private boolean given(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
