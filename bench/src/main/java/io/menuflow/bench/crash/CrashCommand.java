package io.menuflow.bench.crash;

import io.menuflow.bench.Machine;
import io.menuflow.bench.Measurement;
import io.menuflow.bench.Report;
import io.menuflow.bench.Workplace;
import io.menuflow.serving.cli.Bar;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Crashes, and the differences they make: there must be none. */
@Command(
        name = "crash",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Streams a seeded history of everything (revisions, duplicates, disorder, voids,",
            "refunds, moved days, late and absurd events, undecodable bytes, strays,",
            "restaurants that come after their sales, back-dated costs, removed items, a",
            "history newest first) through a node that is killed, wiped, paused and",
            "rebalanced, and a broker that is killed, in processes of their own. At rest every",
            "answer, the last value of every key of every compacted topic, every dead letter",
            "and every stray is compared with a recompute that shares no arithmetic with the",
            "product. The same seed gives the same stream and the same plan.",
            "Exit status 1 when anything differs."
        })
public final class CrashCommand implements Callable<Integer> {

    private static final int BIG = 300_000;
    private static final long BIG_HEAP = 2_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "20",
            description = "SIGKILLs of the node, some while it starts [${DEFAULT-VALUE}]")
    int kills;

    @Option(
            names = "--wipes",
            paramLabel = "N",
            defaultValue = "1",
            description = "SIGKILLs of the node with its disk wiped [${DEFAULT-VALUE}]")
    int wipes;

    @Option(
            names = "--broker-kills",
            paramLabel = "N",
            defaultValue = "3",
            description = "SIGKILLs of the broker and the registry [${DEFAULT-VALUE}]")
    int brokerKills;

    @Option(
            names = "--pauses",
            paramLabel = "N",
            defaultValue = "2",
            description = "SIGSTOPs of the node, longer than its session lasts [${DEFAULT-VALUE}]")
    int pauses;

    @Option(
            names = "--rebalances",
            paramLabel = "N",
            defaultValue = "2",
            description = "Times a second node joins and is killed [${DEFAULT-VALUE}]")
    int rebalances;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "100000",
            description =
                    "About so many events; from 300,000 on give it memory: MENUFLOW_OPTS=-Xmx4g [${DEFAULT-VALUE}]")
    long events;

    @Option(
            names = "--restaurants",
            paramLabel = "N",
            defaultValue = "12",
            description = "Restaurants, at least 4 [${DEFAULT-VALUE}]")
    int restaurants;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "Partitions of every topic [${DEFAULT-VALUE}]")
    int partitions;

    @Option(
            names = "--live-megabytes",
            paramLabel = "N",
            defaultValue = "1",
            description = "Heap for the sums of a node that is killed; little of it makes room all the time"
                    + " [${DEFAULT-VALUE}]")
    int liveMegabytes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Another seed, another stream and other moments [${DEFAULT-VALUE}]")
    long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here, for bench compare")
    @Nullable Path json;

    @Option(names = "--keep", description = "Leave data and the processes' output behind, and say where")
    boolean keep;

    @Option(
            names = "--leave-out",
            paramLabel = "N",
            description = "Let the recompute overlook every N-th transaction of a partition: differences must be found")
    @Nullable Integer leaveOut;

    @Override
    public Integer call() throws Exception {
        need("--kills", kills, 0, 1_000);
        need("--wipes", wipes, 0, 1_000);
        need("--broker-kills", brokerKills, 0, 1_000);
        need("--pauses", pauses, 0, 1_000);
        need("--rebalances", rebalances, 0, 1_000);
        need("--events", events, 1_000, 100_000_000);
        need("--restaurants", restaurants, 4, 10_000);
        need("--partitions", partitions, 1, 1_000);
        need("--live-megabytes", liveMegabytes, 0, 100_000);
        need("--leave-out", leaveOut == null ? 1 : leaveOut, 1, 1_000_000);
        if (events >= BIG && Runtime.getRuntime().maxMemory() >> 20 < BIG_HEAP) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the recompute keeps " + events + " events' checks in memory: set MENUFLOW_OPTS=-Xmx4g");
        }
        ChaosPlan.Counts chaos = new ChaosPlan.Counts(kills, wipes, brokerKills, pauses, rebalances);
        CrashRun.Shape shape = new CrashRun.Shape(seed, events, restaurants, partitions, liveMegabytes, chaos);
        Predicate<ConsumerRecord<byte[], byte[]>> leftOut =
                record -> leaveOut != null && record.offset() % leaveOut == leaveOut - 1;
        try (Workplace place = Workplace.make();
                Bar bar = new Bar("events", "events")) {
            if (keep) {
                place.keep();
                say("everything stays in " + place.dir());
            }
            CrashResult result;
            try {
                result = new CrashRun(shape, place.dir(), this::say, now -> bar.at(now, events), leftOut).run();
            } catch (RuntimeException e) {
                place.keep();
                say("everything stays in " + place.dir());
                throw e;
            }
            print(result);
            return result.differences().count() == 0 ? 0 : 1;
        }
    }

    private void say(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }

    private void print(CrashResult result) {
        PrintWriter out = spec.commandLine().getOut();
        result.printRecoveries(out);
        Report.print(new Measurement("crash", Machine.here(), settings(), List.of(result.figures())), json, out);
        Differences differences = result.differences();
        if (differences.count() > 0) {
            out.printf("%,d differences, the first of them:%n", differences.count());
            differences.first().forEach(out::println);
        } else {
            out.println("no differences");
        }
        out.flush();
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("seed", Long.toString(seed));
        settings.put("restaurants", Integer.toString(restaurants));
        settings.put("partitions", Integer.toString(partitions));
        settings.put("live_megabytes", Integer.toString(liveMegabytes));
        settings.put("kills_of_the_node", Integer.toString(kills));
        settings.put("kills_with_the_disk_wiped", Integer.toString(wipes));
        settings.put("kills_of_the_broker", Integer.toString(brokerKills));
        settings.put("pauses", Integer.toString(pauses));
        settings.put("second_nodes", Integer.toString(rebalances));
        return settings;
    }

    private void need(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(), what + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
