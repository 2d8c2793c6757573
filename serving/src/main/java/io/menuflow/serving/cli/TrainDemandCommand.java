package io.menuflow.serving.cli;

import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.training.DemandTraining;
import io.menuflow.models.training.DemandTraining.Trained;
import io.menuflow.models.training.Histories;
import io.menuflow.models.training.Options;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demand",
        mixinStandardHelpOptions = true,
        description = {
            "Trains a model of what items will sell over the next 14 days, and reports on it once, on the last weeks.",
            "See docs/demand.md for what is learned from, and what the tables say."
        })
final class TrainDemandCommand implements Callable<Integer> {

    private static final Set<String> WRITTEN = Set.of("--out", "--html");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    SourceOptions source = new SourceOptions();

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            defaultValue = "10m",
            converter = TimeConverter.class,
            description = "For choosing parameters; then what is chosen depends on the machine, too [${DEFAULT-VALUE}]")
    Duration budget = Duration.ZERO;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of all that is drawn [1]")
    long seed;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            converter = OutFileConverter.class,
            description = "Write the model to this file")
    @Nullable Path out;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            converter = OutFileConverter.class,
            description = "Write the report with plots to this file, too")
    @Nullable Path html;

    @Override
    public Integer call() throws IOException, InterruptedException, BadArtefactException {
        Histories histories = source.histories(spec.commandLine());
        Map<String, String> provenance = Map.of("code", spec.root().version()[0], "command", command());
        Options options = new Options(seed, budget, Instant.now(), Optional.empty(), provenance, Optional.empty());
        Trained trained;
        try (OutlookRuns bars = new OutlookRuns()) {
            trained = DemandTraining.train(histories, options, bars);
        }
        PrintWriter console = spec.commandLine().getOut();
        new DemandReportText(trained.report()).print(console);
        if (out != null) {
            byte[] bytes = trained.artefact().toBytes();
            Files.write(out, bytes);
            console.printf("%n%s, %,d bytes, to %s%n", trained.report().version(), bytes.length, out);
        }
        if (html != null) {
            DemandReportHtml.write(trained.report(), html);
        }
        console.flush();
        return 0;
    }

    /** What was asked for; where it is written to made no difference. */
    private String command() {
        List<String> arguments = new ArrayList<>();
        boolean skip = false;
        for (String argument : spec.commandLine().getParseResult().originalArgs()) {
            if (!skip && !WRITTEN.contains(argument)) {
                arguments.add(argument);
            }
            skip = WRITTEN.contains(argument);
        }
        return String.join(" ", arguments);
    }
}
