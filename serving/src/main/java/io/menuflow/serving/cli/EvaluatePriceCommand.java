package io.menuflow.serving.cli;

import io.menuflow.connectors.simulator.PriceLab;
import io.menuflow.models.price.Guardrails;
import io.menuflow.models.training.Histories;
import io.menuflow.serving.evaluation.PriceEvaluation;
import io.menuflow.serving.evaluation.PriceReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "price",
        mixinStandardHelpOptions = true,
        description = {
            "Holds elasticities and recommended prices against the truth of simulated restaurants, beside the yardsticks:",
            "prior only, least squares by item, the specification's own methods, and no change.",
            "Of a file or a cluster, whose truth nobody knows, it shows what each method says. See docs/price.md."
        })
final class EvaluatePriceCommand implements Callable<Integer> {

    private static final int FEWEST_DAYS = 56;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    SourceOptions source = new SourceOptions();

    @Option(
            names = "--elastic",
            description = "Simulated restaurants with true elasticities of N(-2.5, 1) instead of --families")
    boolean elastic;

    @Option(
            names = "--no-gains",
            description = "Judge elasticities alone: setting prices for three cycles takes longer")
    boolean withoutGains;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of all that is drawn [1]")
    long seed;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            converter = OutFileConverter.class,
            description = "Write the report with plots to this file, too")
    @Nullable Path html;

    @Override
    public Integer call() throws IOException {
        if (elastic && !source.simulated) {
            throw new ParameterException(spec.commandLine(), "--elastic is of restaurants that are --simulated");
        }
        PriceReport report;
        try (OutlookRuns bars = new OutlookRuns()) {
            PriceEvaluation evaluation = new PriceEvaluation(Guardrails.DEFAULT, seed, bars);
            report = source.simulated ? simulated(evaluation) : told(evaluation);
        }
        PrintWriter console = spec.commandLine().getOut();
        new PriceReportText(report).print(console);
        console.flush();
        if (html != null) {
            PriceReportHtml.write(report, html);
        }
        return 0;
    }

    private PriceReport told(PriceEvaluation evaluation) {
        Histories histories = source.histories(spec.commandLine());
        return evaluation.ofHistories(words(histories.provenance()), histories);
    }

    private PriceReport simulated(PriceEvaluation evaluation) {
        Histories histories = source.histories(spec.commandLine());
        if (source.days < FEWEST_DAYS || source.restaurants < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--restaurants is 1 or more, and --days " + FEWEST_DAYS + " or more");
        }
        if (source.items.stream().anyMatch(items -> items < 4)) {
            throw new ParameterException(spec.commandLine(), "--items is 4 or more: prices are set on made-up menus");
        }
        Map<String, PriceLab> labs = source.labs(spec.commandLine(), elastic);
        Map<String, String> told = new HashMap<>(histories.provenance());
        String worlds = "";
        if (elastic) {
            told.remove("families");
            worlds = "true elasticities N(-2.5, 1), ";
        }
        return evaluation.ofLabs(worlds + words(told), labs, source.days, !withoutGains);
    }

    private static String words(Map<String, String> provenance) {
        return provenance.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
