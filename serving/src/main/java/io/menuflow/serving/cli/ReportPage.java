package io.menuflow.serving.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A page with a report in it, and the plots' library. */
final class ReportPage {

    private static final String ECHARTS = "META-INF/resources/webjars/echarts/5.5.0/echarts.common.min.js";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReportPage() {}

    /** The page of that name. Nothing in the report can end the script it stands in. */
    static String of(String page, JsonNode report) {
        try {
            String json = JSON.writeValueAsString(report).replace("<", "\\u003c");
            return resource(page)
                    .replace("/*echarts*/", resource(ECHARTS).replace("</script", "<\\/script"))
                    .replace("/*report*/null", json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is numbers and words", e);
        }
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
