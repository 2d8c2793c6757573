package io.menuflow.serving.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.menuflow.serving.evaluation.PriceReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A report on prices as one page that needs no network: the plots' library is in it. */
final class PriceReportHtml {

    private static final String PAGE = "io/menuflow/serving/cli/price-report.html";
    private static final ObjectMapper JSON = new ObjectMapper();

    private PriceReportHtml() {}

    /** Writes the page, over what is there. */
    static void write(PriceReport report, Path file) throws IOException {
        Files.writeString(file, page(report));
    }

    static String page(PriceReport report) {
        return ReportPage.of(PAGE, JSON.valueToTree(report));
    }
}
