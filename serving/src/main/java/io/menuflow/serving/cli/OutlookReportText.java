package io.menuflow.serving.cli;

import io.menuflow.models.menu.Quadrant;
import io.menuflow.models.outlook.Persistence;
import io.menuflow.models.training.Evaluation;
import io.menuflow.models.training.Evaluation.Contender;
import io.menuflow.models.training.Evaluation.Estimate;
import io.menuflow.models.training.Report;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report on an outlook model as text. */
final class OutlookReportText {

    private static final int MOST_IMPORTANT = 12;

    private final Report report;
    private final Evaluation evaluation;

    OutlookReportText(Report report) {
        this.report = report;
        this.evaluation = report.evaluation();
    }

    void print(PrintWriter out) {
        out.printf("model %s%n", report.version());
        out.printf("data  %s%n", report.source());
        out.printf(
                Locale.ROOT,
                "      %,d restaurants, %,d rows, sha256 %.12s%n",
                report.restaurants(),
                report.rows(),
                report.dataSha256());
        if (report.trials().isEmpty()) {
            out.println("      the model was there before; yardsticks learn from train and validation");
        }
        out.printf(
                Locale.ROOT,
                "      train      %s, %,d rows%n",
                Report.days(report.split().train()),
                report.trainRows());
        out.printf(
                Locale.ROOT,
                "      validation %s, %,d rows%n",
                Report.days(report.split().validation()),
                report.validationRows());
        out.printf(
                Locale.ROOT,
                "      test       %s, %,d rows of %,d restaurants, %d weeks, %d blocks%n",
                Report.days(report.split().test()),
                evaluation.rows(),
                evaluation.restaurants(),
                evaluation.weeks(),
                evaluation.blocks());
        report.warnings().forEach(warning -> out.println("note: " + warning));
        if (!report.trials().isEmpty()) {
            var chosen = report.trials().get(0);
            out.printf(
                    Locale.ROOT,
                    "chose %s of %d trials, %d rounds, log-loss %.4f on validation%n",
                    new java.util.TreeMap<>(chosen.parameters()),
                    report.trials().size(),
                    chosen.rounds(),
                    chosen.loss());
        }
        out.println();
        TextTable.print(out, contenders());
        out.println();
        TextTable.print(out, confusion());
        out.println();
        TextTable.print(out, reliability());
        out.println();
        TextTable.print(out, importance());
        out.println();
        TextTable.print(out, weeks());
        out.println();
        out.println(report.verdict());
    }

    private List<List<String>> contenders() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "on test, 95 % intervals", "log-loss", "accuracy", "macro-F1", "ECE", "model's gain in log-loss"));
        rows.add(row(evaluation.model(), ""));
        evaluation.yardsticks().forEach(contender -> rows.add(row(contender, words(contender.gain()))));
        return rows;
    }

    private static List<String> row(Contender contender, String gain) {
        return List.of(
                contender.name(),
                words(contender.logLoss()),
                words(contender.accuracy()),
                words(contender.macroF1()),
                words(contender.calibrationError()),
                gain);
    }

    private List<List<String>> confusion() {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("came \\ most probable"));
        Persistence.CLASSES.stream().map(Quadrant::name).forEach(head::add);
        rows.add(head);
        for (int i = 0; i < evaluation.confusion().length; i++) {
            List<String> row =
                    new ArrayList<>(List.of(Persistence.CLASSES.get(i).name()));
            for (int count : evaluation.confusion()[i]) {
                row.add(String.format(Locale.ROOT, "%,d", count));
            }
            rows.add(row);
        }
        return rows;
    }

    private List<List<String>> reliability() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("confidence", "came true", "rows"));
        evaluation
                .reliability()
                .forEach(bin -> rows.add(List.of(
                        String.format(Locale.ROOT, "%.3f", bin.confidence()),
                        String.format(Locale.ROOT, "%.3f", bin.accuracy()),
                        String.format(Locale.ROOT, "%,d", bin.rows()))));
        return rows;
    }

    private List<List<String>> importance() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("feature", "share of gain"));
        evaluation.importance().entrySet().stream()
                .limit(MOST_IMPORTANT)
                .forEach(entry ->
                        rows.add(List.of(entry.getKey(), String.format(Locale.ROOT, "%.3f", entry.getValue()))));
        return rows;
    }

    private List<List<String>> weeks() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("day close", "model", "persistence", "rows"));
        evaluation
                .byWeek()
                .forEach(week -> rows.add(List.of(
                        LocalDate.ofEpochDay(week.closedDay()).toString(),
                        String.format(Locale.ROOT, "%.4f", week.model()),
                        String.format(Locale.ROOT, "%.4f", week.persistence()),
                        String.format(Locale.ROOT, "%,d", week.rows()))));
        return rows;
    }

    private static String words(Estimate estimate) {
        return String.format(Locale.ROOT, "%.4f [%.4f, %.4f]", estimate.value(), estimate.low(), estimate.high());
    }
}
