package io.menuflow.serving.cli;

import io.menuflow.models.elasticity.Evidence;
import io.menuflow.models.money.Fixed;
import io.menuflow.serving.evaluation.PriceReport;
import io.menuflow.serving.evaluation.PriceReport.Estimate;
import io.menuflow.serving.evaluation.PriceReport.Gain;
import io.menuflow.serving.evaluation.PriceReport.ItemRow;
import java.io.PrintWriter;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report on prices as tables of text. */
record PriceReportText(PriceReport report) {

    private static final int MOST_ITEMS = 60;
    private static final double TAIL = 1.645;

    void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s: %,d items of %,d restaurants%n%n",
                report.source(),
                report.items().size(),
                report.restaurants());
        if (report.items().isEmpty()) {
            out.println("no item is on the menu at the end of the history");
            return;
        }
        if (!report.recovery().isEmpty()) {
            printRecovery(out);
        }
        if (!report.gains().isEmpty()) {
            printGains(out);
        }
        if (report.recovery().isEmpty()) {
            printEvidence(out);
            printItems(out);
        }
    }

    private void printRecovery(PrintWriter out) {
        out.println("Elasticities against the truth; "
                + (report.restaurants() < 2
                        ? "no intervals, which are by restaurant: they take two or more"
                        : "intervals are 95 %, by restaurant"));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("method", "items", "RMSE", ""));
        report.recovery()
                .forEach(each -> rows.add(List.of(
                        each.method(),
                        String.valueOf(each.items()),
                        number(each.rmse().value()),
                        interval(each.rmse()))));
        TextTable.print(out, rows);
        out.println();
        out.println("Share of our 90 % intervals that hold the truth");
        List<List<String>> covered = new ArrayList<>();
        covered.add(List.of("evidence", "items", "share", "", "below", "mean truth", "its deviation", "our error"));
        report.coverage()
                .forEach(each -> covered.add(List.of(
                        each.evidence().name(),
                        String.valueOf(each.items()),
                        number(each.share().value()),
                        interval(each.share()),
                        number(each.below()),
                        number(each.truth()),
                        number(each.truthDeviation()),
                        number(each.error()))));
        TextTable.print(out, covered);
        out.println();
    }

    private void printGains(PrintWriter out) {
        out.println("Prices set for three cycles of 28 days, within the same guardrails; no change captures 0");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "who",
                "changes",
                "gain captured",
                "",
                "over prior only",
                "",
                "harmful changes",
                "",
                "items harmed",
                "",
                "gain by cycle, %"));
        for (Gain gain : report.gains()) {
            rows.add(List.of(
                    gain.method(),
                    String.valueOf(gain.changes()),
                    number(gain.captured().value()),
                    interval(gain.captured()),
                    number(gain.overPrior().value()),
                    interval(gain.overPrior()),
                    number(gain.harmedShare().value()),
                    interval(gain.harmedShare()),
                    number(gain.harmedItems().value()),
                    interval(gain.harmedItems()),
                    String.join(
                            " ",
                            gain.cycles().stream()
                                    .map(share -> String.format(Locale.ROOT, "%+.2f", 100 * share))
                                    .toList())));
        }
        TextTable.print(out, rows);
        out.println();
    }

    private void printEvidence(PrintWriter out) {
        Map<Evidence, Integer> counts = new EnumMap<>(Evidence.class);
        report.items().forEach(row -> counts.merge(row.evidence(), 1, Integer::sum));
        out.println("Items by evidence: " + counts);
        out.println();
    }

    private void printItems(PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("item", "ratios", "naive", "controlled", "pooled", "evidence", "test at", "why"));
        report.items().stream().limit(MOST_ITEMS).forEach(row -> rows.add(row(row)));
        TextTable.print(out, rows);
        int more = report.items().size() - MOST_ITEMS;
        if (more > 0) {
            out.printf(Locale.ROOT, "and %,d more: see --html%n", more);
        }
    }

    private static List<String> row(ItemRow row) {
        Long test = row.test();
        return List.of(
                row.name(),
                number(row.ratio()),
                withInterval(row.naive(), row.naiveError()),
                withInterval(row.controlled(), row.controlledError()),
                String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", row.point(), row.low(), row.high()),
                row.evidence().name(),
                test == null
                        ? "-"
                        : Fixed.moneyOf(test).setScale(2, RoundingMode.HALF_UP).toPlainString(),
                row.why());
    }

    private static String withInterval(@Nullable Double point, @Nullable Double error) {
        return point == null || error == null
                ? "-"
                : String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", point, point - TAIL * error, point + TAIL * error);
    }

    private static String number(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String interval(Estimate estimate) {
        return Double.isNaN(estimate.low())
                ? "-"
                : String.format(Locale.ROOT, "%.3f to %.3f", estimate.low(), estimate.high());
    }
}
