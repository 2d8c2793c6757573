package io.menuflow.serving.cli;

import io.menuflow.models.training.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A report on an outlook model as a page. */
final class OutlookReportHtml {

    private OutlookReportHtml() {}

    static void write(Report report, Path file) throws IOException {
        Files.writeString(file, report.version());
    }
}
