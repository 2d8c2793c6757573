package io.menuflow.serving.cli;

import io.menuflow.models.training.DemandReport;
import io.menuflow.models.training.DemandReport.Line;
import io.menuflow.models.training.DemandReport.Table;
import io.menuflow.models.training.Evaluation.Estimate;
import io.menuflow.models.training.Trial;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report on forecasts of demand as text. */
final class DemandReportText {

    private static final int MOST_IMPORTANT = 12;

    private final DemandReport report;

    DemandReportText(DemandReport report) {
        this.report = report;
    }

    void print(PrintWriter out) {
        out.printf("model %s%n", report.version());
        out.printf("data  %s%n", report.source());
        out.printf(
                Locale.ROOT,
                "      %,d restaurants, forecast from day closes %s to %s%n",
                report.restaurants(),
                DemandReport.date(report.closes().first()),
                DemandReport.date(report.closes().last()));
        report.warnings().forEach(warning -> out.println("note: " + warning));
        if (!report.trials().isEmpty()) {
            Trial chosen = report.trials().get(0);
            out.printf(
                    Locale.ROOT,
                    "chose %s of %d trials, %d rounds, pinball loss %.5f deviations on validation%n",
                    new java.util.TreeMap<>(chosen.parameters()),
                    report.trials().size(),
                    chosen.rounds(),
                    chosen.loss());
        }
        for (Table table : report.tables()) {
            out.printf(
                    Locale.ROOT,
                    "%n%s: %,d forecasts of %d weeks, 95 %% intervals%n",
                    table.name(),
                    table.days(),
                    table.weeks());
            TextTable.print(out, lines(table));
        }
        out.println();
        TextTable.print(out, importance());
        out.println();
        out.println(report.verdict());
    }

    private static List<List<String>> lines(Table table) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "pinball", "WAPE", "MASE", "bias", "rank in band", "covered", "pinball less the first's"));
        for (Line line : table.lines()) {
            rows.add(List.of(
                    line.name(),
                    words(line.pinball(), "%.4f"),
                    words(line.wape(), "%.3f"),
                    words(line.mase(), "%.3f"),
                    words(line.bias(), "%.3f"),
                    share(line.inBand()),
                    share(line.coverage()),
                    words(line.gain(), "%.4f")));
        }
        return rows;
    }

    private List<List<String>> importance() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("feature", "share of gain"));
        report.importance().entrySet().stream()
                .limit(MOST_IMPORTANT)
                .forEach(entry ->
                        rows.add(List.of(entry.getKey(), String.format(Locale.ROOT, "%.3f", entry.getValue()))));
        return rows;
    }

    private static String share(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String words(Estimate estimate, String number) {
        return String.format(
                Locale.ROOT,
                number + " [" + number + ", " + number + "]",
                estimate.value(),
                estimate.low(),
                estimate.high());
    }
}
