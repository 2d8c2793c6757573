package io.menuflow.serving.cli;

import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.training.Histories;
import io.menuflow.models.training.Options;
import io.menuflow.models.training.OutlookTraining;
import io.menuflow.models.training.OutlookTraining.Trained;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "outlook",
        mixinStandardHelpOptions = true,
        description = {
            "Trains a model of where items will be over the next 28 days, and reports on it once, on the last weeks.",
            "See docs/models.md for what is learned from, and what the table says."
        })
final class TrainOutlookCommand implements Callable<Integer> {

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
        Map<String, String> provenance = Map.of(
                "code",
                spec.root().version()[0],
                "command",
                String.join(" ", spec.commandLine().getParseResult().originalArgs()));
        Options options = new Options(seed, budget, Instant.now(), Optional.empty(), provenance, Optional.empty());
        Trained trained;
        try (OutlookRuns bars = new OutlookRuns()) {
            trained = OutlookTraining.train(histories, options, bars);
        }
        PrintWriter console = spec.commandLine().getOut();
        new OutlookReportText(trained.report()).print(console);
        if (out != null) {
            byte[] bytes = trained.artefact().toBytes();
            Files.write(out, bytes);
            console.printf("%n%s, %,d bytes, to %s%n", trained.report().version(), bytes.length, out);
        }
        if (html != null) {
            OutlookReportHtml.write(trained.report(), html);
        }
        console.flush();
        return 0;
    }
}
