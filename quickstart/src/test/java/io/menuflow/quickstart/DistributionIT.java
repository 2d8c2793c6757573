package io.menuflow.quickstart;

import static io.menuflow.quickstart.Api.path;
import static io.menuflow.quickstart.Bodies.check;
import static io.menuflow.quickstart.Bodies.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.menuflow.quickstart.broker.LocalBroker;
import io.menuflow.quickstart.registry.LocalRegistry;
import io.menuflow.serving.access.ApiKey;
import io.menuflow.serving.access.Role;
import io.menuflow.serving.access.Scope;
import io.menuflow.serving.access.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is unpacked on a server starts there, answers, and ends when it is told to. */
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class DistributionIT {

    private static final Instant NOON = Instant.parse("2025-03-10T12:00:00Z");
    private static final Secret SECRET = Secret.create("installed");
    private static final ApiKey KEY =
            new ApiKey(SECRET.id(), "", Role.ADMIN, Scope.ALL, SECRET.hash(), NOON, null, null);
    private static final int SIGTERM_STATUS = 128 + 15;

    private Path installed;
    private LocalBroker broker;
    private LocalRegistry registry;

    @BeforeAll
    void start(@TempDir Path dir) throws IOException {
        assumeTrue(LaunchedNode.obstacle().isEmpty(), LaunchedNode::obstacle);
        installed = LaunchedNode.install(dir);
        broker = LocalBroker.start(new LocalBroker.Options(dir.resolve("kafka"), 0));
        registry = LocalRegistry.start(new LocalRegistry.Options(dir.resolve("registry"), 0));
    }

    @AfterAll
    void stop() throws IOException {
        if (installed != null) {
            LaunchedNode.release(installed);
        }
        if (registry != null) {
            registry.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void shouldServeFromAReadOnlyDirectoryAndEndInOrder_whenNotRoot(@TempDir Path dir) throws Exception {
        try (LaunchedNode node = new LaunchedNode(installed, dir, environment())) {
            Api api = node.api().as(SECRET.reveal());
            api.putOk("/v1/restaurants/bistro", Bodies.restaurant("Europe/Rome"));
            api.sell("bistro", check("c1", NOON, line("soup", "3", "4.50")));
            api.awaitOrders("bistro", 1);
            assertThat(api.found(path("bistro", "/sales")).at("/totals/revenue").decimalValue())
                    .isEqualByComparingTo("13.50");
            assertThat(node.user()).isNotEqualTo("root");
            assertThat(Files.isDirectory(dir.resolve("var/state/menuflow"))).isTrue();

            int status = node.terminate(Duration.ofSeconds(10));

            assertThat(status).as(node.said()).isEqualTo(SIGTERM_STATUS);
            assertThat(node.said())
                    .contains("streams: NOT_RUNNING after PENDING_SHUTDOWN")
                    .doesNotContain(" ERROR ", "did not stop within");
        }
    }

    @Test
    void shouldEndAndSayWhatIsMeant_whenTheEnvironmentHasAnUnknownSetting(@TempDir Path dir) throws Exception {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("MENUFLOW_STANBYS", "1");

        try (LaunchedNode node = new LaunchedNode(installed, dir, environment)) {
            assertThat(node.status(Duration.ofSeconds(30))).isEqualTo(1);
            assertThat(node.said())
                    .isEqualTo("menuflow: unknown setting MENUFLOW_STANBYS in the environment; did you mean"
                            + " MENUFLOW_STANDBYS?\n");
        }
    }

    @Test
    void shouldEndAndSayWhatToDo_whenNobodyCouldUseIt(@TempDir Path dir) throws Exception {
        Map<String, String> environment = new HashMap<>(environment());
        environment.remove("MENUFLOW_API_KEYS");

        try (LaunchedNode node = new LaunchedNode(installed, dir, environment)) {
            assertThat(node.status(Duration.ofSeconds(30))).isEqualTo(1);
            assertThat(node.said())
                    .isEqualTo(
                            "menuflow: there is no valid API key in data/keys.jsonl or menuflow.api-keys, so nobody could"
                                    + " use this node; make one with ./menuflow keys create --role admin, or let everybody in"
                                    + " with --open\n");
        }
    }

    /** The image is made of the distribution and nothing else. */
    @Test
    void shouldHaveEveryPathThatTheDockerfileCopies() throws Exception {
        List<String> copied = Dockerfile.copied();

        assertThat(copied).isNotEmpty().allSatisfy(source -> assertThat(Dockerfile.CONTEXT.resolve(source))
                .exists());
        assertThat(Dockerfile.CONTEXT.resolve("lib")).isDirectoryContaining("glob:**/menuflow-serving-*.jar");
    }

    private Map<String, String> environment() {
        return Map.of(
                "MENUFLOW_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "MENUFLOW_SCHEMA_REGISTRY_URL",
                registry.url().toString(),
                "MENUFLOW_REPLICATION_FACTOR",
                "1",
                "MENUFLOW_API_KEYS",
                KEY.json(),
                "MENUFLOW_PARTITIONS",
                "2",
                "MENUFLOW_OPTS",
                "-Xmx256m -XX:TieredStopAtLevel=1");
    }
}
