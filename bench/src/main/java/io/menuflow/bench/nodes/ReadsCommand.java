package io.menuflow.bench.nodes;

import io.menuflow.bench.Machine;
import io.menuflow.bench.Measurement;
import io.menuflow.bench.Report;
import io.menuflow.bench.Workplace;
import io.menuflow.bench.crash.Cluster;
import io.menuflow.bench.crash.CrashingNode;
import io.menuflow.bench.crash.Wait;
import io.menuflow.connectors.KafkaEventSink;
import io.menuflow.schemas.HttpSchemaRegistry;
import io.menuflow.schemas.Topics;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads beside sales. */
@Command(
        name = "reads",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "One node and a broker in processes of their own. So many questions a second about restaurants whose state"
                    + " the",
            "node has, three of four about one item and one about a menu, beside so many checks a second. A question's"
                    + " time",
            "begins when it was due, not when somebody was free to ask it."
        })
public final class ReadsCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Option(names = "--reads", paramLabel = "N", defaultValue = "2000", description = "A second [${DEFAULT-VALUE}]")
    double reads;

    @Option(
            names = "--sales",
            paramLabel = "N",
            defaultValue = "500",
            description = "Checks a second [${DEFAULT-VALUE}]")
    double sales;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "30", description = "[${DEFAULT-VALUE}]")
    double seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "60",
            description = "Seconds at the same pace before [${DEFAULT-VALUE}]")
    double warmUp;

    @Option(names = "--restaurants", paramLabel = "N", defaultValue = "300", description = "[${DEFAULT-VALUE}]")
    int restaurants;

    @Option(names = "--items", paramLabel = "N", defaultValue = "20", description = "Of a menu [${DEFAULT-VALUE}]")
    int items;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "16",
            description = "Questions that may be open at once [${DEFAULT-VALUE}]")
    int connections;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here, for bench compare")
    @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, Double> figures;
        try (Workplace place = Workplace.make();
                Cluster cluster = new Cluster(place.dir(), 4)) {
            cluster.startBroker();
            CrashingNode node = cluster.node("reads", "node-1", 128);
            node.start();
            node.awaitReady();
            figures = measured(cluster, node, out);
        }
        Report.print(new Measurement("reads", Machine.here(), settings(), List.of(figures)), json, out);
        return figures.getOrDefault("errors", 1.0) == 0 ? 0 : 1;
    }

    private Map<String, Double> measured(Cluster cluster, CrashingNode node, PrintWriter out)
            throws InterruptedException {
        Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(20));
        Tills tills = new Tills(restaurants, items, start, 1);
        Topics topics = new Topics(new HttpSchemaRegistry(cluster.registry(), null, Duration.ofSeconds(30)));
        try (KafkaEventSink sink =
                KafkaEventSink.connect(Map.of("bootstrap.servers", cluster.bootstrapServers()), topics)) {
            tills.catalogue(sink);
            for (int i = 0; i < 10 * restaurants; i++) {
                tills.check(sink);
            }
            sink.flush();
            String last = "/v1/restaurants/" + Tills.restaurantId(restaurants - 1) + "/items";
            Wait.until(
                    "the first sales",
                    PATIENCE,
                    () -> node.get(last).statusCode() == 200
                            && node.get(last).body().contains("\"item_id\""));
            List<int[]> sold = IntStream.range(0, restaurants)
                    .mapToObj(restaurant -> tills.of(restaurant).stream()
                            .flatMapToInt(check -> Arrays.stream(check.lines()))
                            .distinct()
                            .toArray())
                    .toList();
            Pace pace = new Pace(sales);
            Thread seller = new Thread(() -> {
                while (pace.next() >= 0) {
                    tills.check(sink);
                }
            });
            seller.start();
            URI address = Objects.requireNonNull(node.address());
            new Reads(address, sold, connections).run(reads, warmUp);
            long before = pace.taken();
            Reads measured = new Reads(address, sold, connections);
            Map<String, Double> figures = measured.run(reads, seconds);
            measured.errors().forEach((what, times) -> out.println(times + " times: " + what));
            figures.put("checks_per_second", (pace.taken() - before) / seconds);
            pace.end();
            seller.join(30_000);
            return figures;
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("reads_per_second", Double.toString(reads));
        settings.put("checks_per_second", Double.toString(sales));
        settings.put("seconds", Double.toString(seconds));
        settings.put("restaurants", Integer.toString(restaurants));
        settings.put("items", Integer.toString(items));
        settings.put("connections", Integer.toString(connections));
        return settings;
    }
}
