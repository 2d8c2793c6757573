package io.menuflow.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shipped around a node says only what a node understands. */
class DeploymentFilesTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));
    private static final Path DOCKER = ROOT.resolve("docker");
    private static final Path EXAMPLE = ROOT.resolve("quickstart/src/main/distribution/conf/menuflow.properties");
    private static final Pattern VARIABLE = Pattern.compile("(?:ENV |^    )([A-Z_]+)=(\\S+)", Pattern.MULTILINE);
    private static final Pattern COMMENTED = Pattern.compile("^#(menuflow\\.[a-z.-]+)=", Pattern.MULTILINE);

    @Test
    void shouldStartWithTheEnvironmentOfTheContainer() throws IOException {
        JsonNode node = compose().at("/services/menuflow");
        Map<String, String> environment = image();
        node.path("environment")
                .properties()
                .forEach(entry ->
                        environment.put(entry.getKey(), entry.getValue().asText()));

        NodeConfig config = NodeConfig.load(Optional.empty(), Map.of(), environment);

        assertThat(config.bootstrapServers()).isEqualTo("kafka:9092");
        assertThat(config.registryUrl()).isEqualTo(URI.create("http://registry:8080/apis/ccompat/v7"));
        assertThat(config.host()).isEqualTo("0.0.0.0");
        assertThat(config.advertised()).contains("menuflow:8080");
        assertThat(config.stateDir()).isEqualTo(Path.of("/var/lib/menuflow/state"));
        environment.put("MENUFLOW_INSTANCEID", "x");
        assertThatThrownBy(() -> NodeConfig.load(Optional.empty(), Map.of(), environment))
                .hasMessageContaining("MENUFLOW_INSTANCE_ID");
    }

    @Test
    void shouldPublishEveryPortOnLoopbackOnly() throws IOException {
        compose().path("services").forEach(service -> assertThat(service.path("ports"))
                .isNotEmpty()
                .allSatisfy(port -> assertThat(port.asText()).matches("127\\.0\\.0\\.1:\\d+:\\d+")));
    }

    @Test
    void shouldPinEveryImage() throws IOException {
        compose().path("services").forEach(service -> {
            if (!service.has("build")) {
                assertThat(service.path("image").asText()).matches(".+:v?\\d+\\.\\d+\\.\\d+");
            }
        });
    }

    @Test
    void shouldMountWhatIsThere() throws IOException {
        JsonNode services = compose().path("services");

        assertThat(DOCKER.resolve(services.at("/menuflow/build/context").asText())
                        .resolve(services.at("/menuflow/build/dockerfile").asText())
                        .normalize())
                .isEqualTo(DOCKER.resolve("Dockerfile").normalize());
        services.forEach(service -> service.path("volumes").forEach(volume -> {
            String source = volume.asText().replaceFirst(":.*", "");
            if (source.startsWith(".")) {
                assertThat(DOCKER.resolve(source)).isDirectory();
            }
        }));
    }

    @Test
    void shouldChangeNothing_whenTheExampleIsUsedAsItIs() throws IOException {
        assertThat(NodeConfig.load(Optional.of(EXAMPLE), Map.of(), Map.of()))
                .isEqualTo(NodeConfig.load(Optional.empty(), Map.of(), Map.of()));
    }

    @Test
    void shouldHaveEverySettingWithItsDefault_whenTheExampleIsUncommented(@TempDir Path dir) throws IOException {
        String example = Files.readString(EXAMPLE);
        Path uncommented = Files.writeString(
                dir.resolve("all.properties"), COMMENTED.matcher(example).replaceAll("$1="));

        assertThat(NodeConfig.load(Optional.of(uncommented), Map.of(), Map.of()))
                .isEqualTo(NodeConfig.load(Optional.empty(), Map.of(), Map.of()));
        assertThat(COMMENTED.matcher(example).results().map(key -> key.group(1)).collect(Collectors.toSet()))
                .isEqualTo(NodeConfigTest.EVERYTHING.keySet());
    }

    private static JsonNode compose() throws IOException {
        return new YAMLMapper().readTree(DOCKER.resolve("compose.yaml").toFile());
    }

    private static Map<String, String> image() throws IOException {
        Map<String, String> environment = new HashMap<>();
        VARIABLE.matcher(Files.readString(DOCKER.resolve("Dockerfile")))
                .results()
                .forEach(variable -> environment.put(variable.group(1), variable.group(2)));
        assertThat(environment).containsKeys("MENUFLOW_STATE_DIR", "LD_PRELOAD");
        return environment;
    }
}
