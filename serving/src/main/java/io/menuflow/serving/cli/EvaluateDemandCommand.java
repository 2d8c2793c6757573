package io.menuflow.serving.cli;

import io.menuflow.models.demand.DemandModel;
import io.menuflow.models.demand.PackagedDemandModel;
import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.training.DemandReport;
import io.menuflow.models.training.DemandTraining;
import io.menuflow.models.training.Histories;
import io.menuflow.models.training.Options;
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
        name = "demand",
        mixinStandardHelpOptions = true,
        description = {
            "Forecasts the last weeks of restaurants from the day closes before them, by every method, and holds that",
            "against what sold: the restaurant, its 30 best sellers, all items, and hours where they are known.",
            "See docs/demand.md for what the tables say."
        })
final class EvaluateDemandCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    SourceOptions source = new SourceOptions();

    @Option(names = "--model", paramLabel = "FILE", description = "The model [the one that comes with Menuflow]")
    @Nullable Path model;

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
        Artefact artefact = model == null ? PackagedDemandModel.artefact() : Artefact.of(Files.readAllBytes(model));
        Options options = new Options(seed, Duration.ZERO, Instant.now(), Optional.empty(), Map.of(), Optional.empty());
        DemandReport report;
        try (DemandModel loaded = DemandModel.load(artefact);
                OutlookRuns bars = new OutlookRuns()) {
            report = DemandTraining.evaluate(loaded, histories, options, bars);
        }
        PrintWriter console = spec.commandLine().getOut();
        new DemandReportText(report).print(console);
        console.flush();
        if (html != null) {
            DemandReportHtml.write(report, html);
        }
        return 0;
    }
}
