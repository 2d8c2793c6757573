package io.menuflow.serving.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.menuflow.models.training.DemandReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A report on forecasts of demand as one page that needs no network. */
final class DemandReportHtml {

    private static final String PAGE = "io/menuflow/serving/cli/demand-report.html";
    private static final ObjectMapper JSON = new ObjectMapper();

    private DemandReportHtml() {}

    /** Writes the page, over what is there. */
    static void write(DemandReport report, Path file) throws IOException {
        Files.writeString(file, page(report));
    }

    static String page(DemandReport report) {
        ObjectNode node = JSON.valueToTree(report);
        node.put("verdict", report.verdict());
        node.put("better", report.better());
        return ReportPage.of(PAGE, node);
    }
}
