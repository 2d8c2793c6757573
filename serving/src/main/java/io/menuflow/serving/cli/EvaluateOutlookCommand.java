package io.menuflow.serving.cli;

import io.menuflow.models.features.Features;
import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.outlook.OutlookModel;
import io.menuflow.models.training.Histories;
import io.menuflow.models.training.Options;
import io.menuflow.models.training.OutlookTraining;
import io.menuflow.models.training.Report;
import java.io.IOException;
import java.io.PrintWriter;
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
            "Holds a model's outlooks against what came, on the last weeks of restaurants, beside the yardsticks.",
            "The yardsticks learn from the weeks before. See docs/models.md for what the table says."
        })
final class EvaluateOutlookCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    SourceOptions source = new SourceOptions();

    @Mixin
    ModelOption model = new ModelOption();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of all that is drawn [1]")
    long seed;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            converter = OutFileConverter.class,
            description = "Write the report with plots to this file, too")
    @Nullable Path html;

    @Override
    public Integer call() throws IOException, InterruptedException, BadArtefactException {
        Histories histories = source.histories(spec.commandLine());
        Artefact artefact = model.artefact();
        Options options = new Options(seed, Duration.ZERO, Instant.now(), Optional.empty(), Map.of(), Optional.empty());
        Report report;
        try (OutlookModel loaded = OutlookModel.load(artefact, Features.ALL.refs());
                OutlookRuns bars = new OutlookRuns()) {
            report = OutlookTraining.evaluate(loaded, histories, options, bars);
        }
        PrintWriter console = spec.commandLine().getOut();
        new OutlookReportText(report).print(console);
        console.flush();
        if (html != null) {
            OutlookReportHtml.write(report, html);
        }
        return 0;
    }
}
