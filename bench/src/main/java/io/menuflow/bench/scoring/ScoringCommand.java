package io.menuflow.bench.scoring;

import io.menuflow.bench.Machine;
import io.menuflow.bench.Measurement;
import io.menuflow.bench.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Time and memory of scores. */
@Command(
        name = "scoring",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Microseconds an item by the packaged models, in menus of 100: features, model, both, and a whole day"
                    + " close of",
            "outlooks, the same of demand, with and without its model, and of prices, and the fit of an elasticity,"
                    + " which is made",
            "once in 14 days; by JMH in a process of its own. Then many scores in one process, and the memory it holds"
                    + " meanwhile.",
            "No broker; a score is a row of features computed and put through the model."
        })
public final class ScoringCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Option(
            names = "--scores",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "Scores over which memory is watched, 0 for none [${DEFAULT-VALUE}]")
    long scores;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Rounds of two seconds each, after as many to warm up [${DEFAULT-VALUE}]")
    int rounds;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the times here, for bench compare")
    @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        if (scores < 0 || rounds < 1 || rounds > 100) {
            throw new ParameterException(
                    spec.commandLine(), "--scores must not be negative, and --rounds must be 1 to 100");
        }
        say("measuring eight times " + 4 * rounds + " s …");
        Report.print(times(), json, spec.commandLine().getOut());
        if (scores > 0) {
            new MemoryOfScores(scores, this::say).run();
        }
        return 0;
    }

    private Measurement times() throws RunnerException {
        Options options = new OptionsBuilder()
                .include(ScoringBenchmark.class.getName())
                .forks(1)
                .warmupIterations(rounds)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(rounds)
                .measurementTime(TimeValue.seconds(2))
                .verbosity(VerboseMode.SILENT)
                .build();
        List<Map<String, Double>> figures = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            figures.add(new LinkedHashMap<>());
        }
        for (RunResult result : new Runner(options).run()) {
            int round = 0;
            for (IterationResult iteration :
                    result.getBenchmarkResults().iterator().next().getIterationResults()) {
                figures.get(round++)
                        .put(
                                name(result.getParams()),
                                iteration.getPrimaryResult().getScore());
            }
        }
        return new Measurement(
                "scoring", Machine.here(), Map.of("items_of_a_menu", "" + ScoringBenchmark.ITEMS), figures);
    }

    private static String name(BenchmarkParams params) {
        String full = params.getBenchmark();
        return switch (full.substring(full.lastIndexOf('.') + 1)) {
            case "features" -> "features_us_an_item";
            case "model" -> "model_us_an_item";
            case "score" -> "features_and_model_us_an_item";
            case "demand" -> "demand_day_close_us_an_item";
            case "baselines" -> "demand_baselines_us_an_item";
            case "prices" -> "price_day_close_us_an_item";
            case "fit" -> "price_fit_us_an_item";
            default -> "day_close_us_an_item";
        };
    }

    private void say(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }
}
