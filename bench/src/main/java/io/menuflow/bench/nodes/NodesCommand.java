package io.menuflow.bench.nodes;

import io.menuflow.bench.Machine;
import io.menuflow.bench.Measurement;
import io.menuflow.bench.Report;
import io.menuflow.bench.Workplace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Several nodes, one of which dies. */
@Command(
        name = "nodes",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Broker and nodes in processes of their own. Each node must give equal answers about every restaurant;"
                    + " then",
            "one gets SIGKILL under questions and sales. Every answer must equal a recompute of what was sold up to"
                    + " its",
            "as_of, or be 503 with Retry-After; the time until all answers are fresh again is printed."
        })
public final class NodesCommand implements Callable<Integer> {

    private static final int FAULTS_SHOWN = 10;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Option(names = "--nodes", paramLabel = "N", defaultValue = "3", description = "Nodes, 2 to 9 [${DEFAULT-VALUE}]")
    int nodes;

    @Option(names = "--partitions", paramLabel = "N", defaultValue = "12", description = "[${DEFAULT-VALUE}]")
    int partitions;

    @Option(names = "--restaurants", paramLabel = "N", defaultValue = "300", description = "[${DEFAULT-VALUE}]")
    int restaurants;

    @Option(names = "--items", paramLabel = "N", defaultValue = "20", description = "Of a menu [${DEFAULT-VALUE}]")
    int items;

    @Option(
            names = "--sales",
            paramLabel = "N",
            defaultValue = "100",
            description = "Checks a second [${DEFAULT-VALUE}]")
    double sales;

    @Option(
            names = "--questions",
            paramLabel = "N",
            defaultValue = "200",
            description = "Questions a second [${DEFAULT-VALUE}]")
    double questions;

    @Option(
            names = "--before",
            paramLabel = "S",
            defaultValue = "15",
            description = "Seconds before the kill [${DEFAULT-VALUE}]")
    double before;

    @Option(
            names = "--after",
            paramLabel = "S",
            defaultValue = "30",
            description = "Seconds after it, at least [${DEFAULT-VALUE}]")
    double after;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "[${DEFAULT-VALUE}]")
    long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here, for bench compare")
    @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        if (nodes < 2 || nodes > 9) {
            throw new ParameterException(spec.commandLine(), "--nodes must be 2 to 9, not " + nodes);
        }
        if (restaurants < partitions || items < 2 || sales <= 0 || questions <= 0) {
            throw new ParameterException(
                    spec.commandLine(), "there must be a restaurant for each partition, 2 items, sales and questions");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (Workplace place = Workplace.make()) {
            NodesRun run = new NodesRun(
                    new NodesRun.Plan(nodes, partitions, restaurants, items, sales, questions, before, after, seed),
                    line -> {
                        out.println(line);
                        out.flush();
                    });
            try {
                run.run(place.dir());
            } catch (RuntimeException e) {
                place.keep();
                out.println("the processes' output is in " + place.dir());
                throw e;
            }
            Report.print(new Measurement("nodes", Machine.here(), settings(), List.of(run.figures())), json, out);
            run.faults().stream().limit(FAULTS_SHOWN).forEach(out::println);
            out.println(
                    run.faults().isEmpty()
                            ? "every answer equals the recompute up to its as_of"
                            : run.faults().size() + " faults, the first of them above");
            out.flush();
            if (!run.faults().isEmpty()) {
                place.keep();
            }
            return run.faults().isEmpty() ? 0 : 1;
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("nodes", Integer.toString(nodes));
        settings.put("partitions", Integer.toString(partitions));
        settings.put("restaurants", Integer.toString(restaurants));
        settings.put("items", Integer.toString(items));
        settings.put("checks_per_second", Double.toString(sales));
        settings.put("questions_per_second", Double.toString(questions));
        settings.put("seed", Long.toString(seed));
        return settings;
    }
}
