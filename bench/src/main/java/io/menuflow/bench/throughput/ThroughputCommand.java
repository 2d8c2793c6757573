package io.menuflow.bench.throughput;

import io.menuflow.bench.Measurement;
import io.menuflow.bench.Report;
import io.menuflow.bench.Workplace;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Transactions per second. */
@Command(
        name = "throughput",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Transactions per second through the topology, exactly once, broker in the same process, beside the ceiling:",
            "what consuming and decoding the same records costs and nothing else.",
            "A round fills the topic while the node is down, reads it once, then starts the node and times how it",
            "catches up, from the first commit after a tenth to the last. One more round before them warms up."
        })
public final class ThroughputCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Option(
            names = "--transactions",
            paramLabel = "N",
            defaultValue = "300000",
            description = "Transactions a round [${DEFAULT-VALUE}]")
    int transactions;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "Rounds [${DEFAULT-VALUE}]")
    int rounds;

    @Option(
            names = "--restaurants",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Restaurants [${DEFAULT-VALUE}]")
    int restaurants;

    @Option(
            names = "--items",
            paramLabel = "N",
            defaultValue = "100",
            description = "Items of a menu [${DEFAULT-VALUE}]")
    int items;

    @Option(
            names = "--lines",
            paramLabel = "MEAN",
            defaultValue = "3",
            description = "Lines of a transaction in the mean, 1 to 12 [${DEFAULT-VALUE}]")
    double lines;

    @Option(
            names = "--density",
            paramLabel = "N",
            defaultValue = "200",
            description = "Transactions a business day of a restaurant in the mean: how fast event time runs"
                    + " [${DEFAULT-VALUE}]")
    int density;

    @Option(
            names = "--restaurant-skew",
            paramLabel = "S",
            defaultValue = "0.5",
            description = "Exponent of Zipf's law over restaurants, 0 for all alike [${DEFAULT-VALUE}]")
    double restaurantSkew;

    @Option(
            names = "--item-skew",
            paramLabel = "S",
            defaultValue = "1",
            description = "The same over the items of a menu [${DEFAULT-VALUE}]")
    double itemSkew;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "Partitions of every topic [${DEFAULT-VALUE}]")
    int partitions;

    @Option(names = "--threads", paramLabel = "N", description = "Stream threads [half the cores]")
    @Nullable Integer threads;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Another seed, other sales")
    long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here, for bench compare")
    @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        need("--transactions", transactions, 100, 50_000_000);
        need("--rounds", rounds, 1, 100);
        need("--restaurants", restaurants, 1, 100_000);
        need("--items", items, 1, 5_000);
        need("--lines", lines, 1, 12);
        need("--density", density, 1, 100_000);
        need("--restaurant-skew", restaurantSkew, 0, 3);
        need("--item-skew", itemSkew, 0, 3);
        need("--partitions", partitions, 1, 1_000);
        Load.Shape shape = new Load.Shape(restaurants, items, lines, density, restaurantSkew, itemSkew, seed);
        int stretch = (int) Math.ceil(Load.days(shape, (long) transactions * (rounds + 1)));
        need("the days of all rounds together", stretch, 0, Throughput.MAX_DAYS);
        Throughput throughput = new Throughput(shape, transactions, rounds, partitions, threads);
        try (Workplace place = Workplace.make()) {
            Measurement measured = throughput.measure(place.dir(), line -> {
                spec.commandLine().getErr().println(line);
                spec.commandLine().getErr().flush();
            });
            Report.print(measured, json, spec.commandLine().getOut());
        }
        return 0;
    }

    private void need(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new ParameterException(
                    spec.commandLine(), String.format("%s must be %,.0f to %,.0f, not %s", what, least, most, value));
        }
    }
}
