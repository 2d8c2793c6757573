package io.menuflow.serving;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every alert says what it means, waits before it fires, and is in the runbook and in the tests that promtool runs. */
class AlertsTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));
    private static final Path PROMETHEUS = ROOT.resolve("monitoring/prometheus");
    private static final Set<String> SEVERITIES = Set.of("critical", "warning", "info");

    static Stream<JsonNode> alerts() throws IOException {
        return new YAMLMapper()
                .readTree(PROMETHEUS.resolve("rules.yml").toFile()).findValues("rules").stream()
                        .flatMap(rules -> Stream.iterate(0, i -> i < rules.size(), i -> i + 1)
                                .map(rules::get));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void shouldSayWhatItMeansAndWhatToDo(JsonNode alert) throws IOException {
        String name = alert.path("alert").asText();
        String runbook = Files.readString(ROOT.resolve("docs/operations.md"));

        assertThat(name).startsWith("Menuflow");
        assertThat(alert.path("for").asText()).matches("[1-9][0-9]*m");
        assertThat(alert.at("/labels/severity").asText()).isIn(SEVERITIES);
        assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
        assertThat(alert.at("/annotations/description").asText()).isNotBlank();
        assertThat(alert.at("/annotations/runbook").asText())
                .isEqualTo("docs/operations.md#" + name.toLowerCase(Locale.ROOT));
        assertThat(runbook).contains("\n## " + name + "\n");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void shouldHaveATestInWhichItFires(JsonNode alert) throws IOException {
        Set<String> firing = new HashSet<>();
        Pattern sample = Pattern.compile("labels: '\\{alertname=\"(\\w+)\"");
        for (String file : Set.of("rules_test.yml", "rules_week_test.yml")) {
            firing.addAll(sample.matcher(Files.readString(PROMETHEUS.resolve(file)))
                    .results()
                    .map(hit -> hit.group(1))
                    .collect(toSet()));
        }

        assertThat(firing).contains(alert.path("alert").asText());
    }

    @ParameterizedTest
    @MethodSource("sections")
    void shouldHaveNoSectionForAnAlertThatIsGone(String section) throws IOException {
        assertThat(alerts().map(alert -> alert.path("alert").asText())).contains(section);
    }

    static Stream<String> sections() throws IOException {
        return Pattern.compile("^## (Menuflow\\w+)$", Pattern.MULTILINE)
                .matcher(Files.readString(ROOT.resolve("docs/operations.md")))
                .results()
                .map(heading -> heading.group(1));
    }
}
