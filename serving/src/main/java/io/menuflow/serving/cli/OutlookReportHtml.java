package io.menuflow.serving.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.menuflow.models.outlook.Persistence;
import io.menuflow.models.training.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A report on an outlook model as one page that needs no network: the plots' library is in it. */
final class OutlookReportHtml {

    private static final String PAGE = "io/menuflow/serving/cli/outlook-report.html";
    private static final ObjectMapper JSON = new ObjectMapper();

    private OutlookReportHtml() {}

    /** Writes the page, over what is there. */
    static void write(Report report, Path file) throws IOException {
        Files.writeString(file, page(report));
    }

    static String page(Report report) {
        ObjectNode node = JSON.valueToTree(report);
        node.put("verdict", report.verdict());
        node.withObject("/evaluation").put("better", report.evaluation().better());
        node.set("classes", JSON.valueToTree(Persistence.CLASSES));
        return ReportPage.of(PAGE, node);
    }
}
