package io.menuflow.serving.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A page of a report with its data and the plots' library put in. */
final class ReportPage {

    private static final String ECHARTS = "META-INF/resources/webjars/echarts/5.5.0/echarts.common.min.js";

    private ReportPage() {}

    /** The page; {@code json} must not hold what ends a script. */
    static String of(String page, String json) {
        return resource(page)
                .replace("/*echarts*/", resource(ECHARTS).replace("</script", "<\\/script"))
                .replace("/*report*/null", json);
    }

    private static String resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(ReportPage.class.getClassLoader().getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
