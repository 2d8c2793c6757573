package io.menuflow.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The metrics that {@code monitoring/} asks Prometheus for. */
final class WatchedMetrics {

    private static final Path MONITORING = Path.of(System.getProperty("project.root", ".."), "monitoring");

    /** What stands in an expression beside metrics and functions: matchers, ranges, labels to group by, and words. */
    private static final Pattern NO_METRIC = Pattern.compile("\\{[^}]*}|\\[[^]]*]|\"[^\"]*\""
            + "|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)"
            + "|\\b(?:and|or|unless|offset|bool)\\b(?:\\s+[0-9]+[smhdwy])?|\\b[0-9][0-9a-z.]*");

    private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*+(?!\\s*\\()");
    /** Made by Prometheus itself for each target. */
    private static final Set<String> OF_PROMETHEUS = Set.of("up");

    private WatchedMetrics() {}

    /** Every metric of alerts and dashboard, with an expression that has it. */
    static Map<String, String> all() throws IOException {
        JsonNode rules = new YAMLMapper()
                .readTree(MONITORING.resolve("prometheus/rules.yml").toFile());
        JsonNode dashboard = new ObjectMapper()
                .readTree(MONITORING.resolve("grafana/dashboards/menuflow.json").toFile());
        Map<String, String> metrics = new TreeMap<>();
        for (JsonNode root : List.of(rules, dashboard)) {
            root.findValues("expr").forEach(expression -> in(expression.asText())
                    .forEach(metric -> metrics.put(metric, expression.asText())));
        }
        return metrics;
    }

    /** The metrics of one PromQL expression, without those of Prometheus itself. */
    static Set<String> in(String expression) {
        Set<String> metrics = new TreeSet<>();
        METRIC.matcher(NO_METRIC.matcher(expression).replaceAll(" "))
                .results()
                .forEach(name -> metrics.add(name.group()));
        metrics.removeAll(OF_PROMETHEUS);
        return metrics;
    }
}
