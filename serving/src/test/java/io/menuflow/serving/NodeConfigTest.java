package io.menuflow.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.serving.access.AccessSettings;
import io.menuflow.serving.training.TrainingSettings;
import io.menuflow.topology.TopologySettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeConfigTest {

    private static final String PORT = "menuflow.http.port";
    private static final String MISSPELT = "menuflow.thread";
    private static final String LOG_LEVEL = "menuflow.log.level";

    /** Every setting there is, each with a value of its own. */
    static final Map<String, String> EVERYTHING = Map.ofEntries(
            Map.entry("menuflow.bootstrap-servers", "kafka:1"),
            Map.entry("menuflow.schema-registry.url", "https://registry:2/apis"),
            Map.entry("menuflow.schema-registry.authorization", "Bearer 3"),
            Map.entry("menuflow.schema-registry.patience", "PT4S"),
            Map.entry("menuflow.schema-registry.truststore", "/trust/41.p12"),
            Map.entry("menuflow.schema-registry.truststore-password", "word 42"),
            Map.entry("menuflow.application-id", "app-5"),
            Map.entry("menuflow.instance-id", "node-6"),
            Map.entry("menuflow.state-dir", "/state/7"),
            Map.entry("menuflow.http.host", "0.0.0.8"),
            Map.entry(PORT, " 9 "),
            Map.entry("menuflow.http.advertised", "me:10"),
            Map.entry("menuflow.http.apply-patience", "PT1.043S"),
            Map.entry("menuflow.partitions", "11"),
            Map.entry("menuflow.replication-factor", "3"),
            Map.entry("menuflow.history", "400d"),
            Map.entry("menuflow.future-tolerance", "PT14M"),
            Map.entry("menuflow.parked.records", "15"),
            Map.entry("menuflow.parked.for", "PT16M"),
            Map.entry("menuflow.threads", "17"),
            Map.entry("menuflow.standbys", "2"),
            Map.entry("menuflow.standbys.max-lag", "26"),
            Map.entry("menuflow.events.clients", "27"),
            Map.entry("menuflow.events.clients-per-key", "28"),
            Map.entry("menuflow.live.megabytes", "19"),
            Map.entry("menuflow.rocksdb.megabytes", "18"),
            Map.entry("menuflow.training.every", "P20D"),
            Map.entry("menuflow.training.grace", "PT23M"),
            Map.entry("menuflow.training.jobs-kept", "24"),
            Map.entry("menuflow.models.kept", "25"),
            Map.entry("menuflow.tracking.dir", "/runs/21"),
            Map.entry("menuflow.mlflow.tracking-uri", "http://mlflow:22"),
            Map.entry("menuflow.keys.file", "/keys/26"),
            Map.entry("menuflow.api-keys", "{27}"),
            Map.entry("menuflow.http.open", "true"),
            Map.entry("menuflow.http.node-secret", "twenty-eight-is-it"),
            Map.entry("menuflow.http.metrics-need-key", "true"),
            Map.entry("menuflow.http.cors-origins", "https://b.example, http://a.example:29"),
            Map.entry("menuflow.http.requests-per-second", "30"),
            Map.entry("menuflow.http.ingest-megabytes", "31"));

    @TempDir
    Path dir;

    @AfterEach
    void forget() {
        System.clearProperty(PORT);
        System.clearProperty(MISSPELT);
        System.clearProperty(LOG_LEVEL);
    }

    @Test
    void shouldRunOnALaptop_whenNothingIsTold() {
        NodeConfig config = NodeConfig.load(Optional.empty(), Map.of());

        assertThat(config.bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(config.registryUrl()).isEqualTo(URI.create("http://localhost:8081"));
        assertThat(config.registryAuthorization()).isEmpty();
        assertThat(config.registryPatience()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.registryTruststore()).isEmpty();
        assertThat(config.registryTruststorePassword()).isEmpty();
        assertThat(config.applicationId()).isEqualTo("menuflow");
        assertThat(config.instanceId()).isEqualTo("node-1");
        assertThat(config.stateDir()).isEqualTo(Path.of("data/state"));
        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(8080);
        assertThat(config.advertised()).isEmpty();
        assertThat(config.replication()).isEmpty();
        assertThat(config.standbys()).isEqualTo(1);
        assertThat(config.threads()).isPositive();
        assertThat(config.rocksDbBytes()).isEqualTo(192L * 1024 * 1024);
        assertThat(config.training())
                .isEqualTo(new TrainingSettings(Optional.empty(), Duration.ofMinutes(30), 200, 50));
        assertThat(config.trackingDir()).isEqualTo(Path.of("data/tracking"));
        assertThat(config.mlflow()).isEmpty();
        assertThat(config.access())
                .isEqualTo(new AccessSettings(
                        Path.of("data/keys.jsonl"),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        true,
                        new TreeSet<>(),
                        3_000,
                        32L * 1024 * 1024));
        assertThat(config.applyPatience()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.topology()).isEqualTo(TopologySettings.of(12));
    }

    @Test
    void shouldTakeEachSettingToItsPlace() {
        NodeConfig config = NodeConfig.load(Optional.empty(), EVERYTHING);

        assertThat(config)
                .isEqualTo(new NodeConfig(
                        "kafka:1",
                        URI.create("https://registry:2/apis"),
                        Optional.of("Bearer 3"),
                        Duration.ofSeconds(4),
                        Optional.of(Path.of("/trust/41.p12")),
                        Optional.of("word 42"),
                        "app-5",
                        "node-6",
                        Path.of("/state/7"),
                        "0.0.0.8",
                        9,
                        Optional.of("me:10"),
                        Duration.ofMillis(1043),
                        11,
                        Optional.of((short) 3),
                        400,
                        Duration.ofMinutes(14),
                        15,
                        Duration.ofMinutes(16),
                        17,
                        2,
                        26,
                        27,
                        28,
                        19L * 1024 * 1024,
                        18L * 1024 * 1024,
                        Optional.of(Duration.ofDays(20)),
                        Duration.ofMinutes(23),
                        24,
                        25,
                        Path.of("/runs/21"),
                        Optional.of(URI.create("http://mlflow:22")),
                        new AccessSettings(
                                Path.of("/keys/26"),
                                Optional.of("{27}"),
                                true,
                                Optional.of("twenty-eight-is-it"),
                                false,
                                new TreeSet<>(Set.of("http://a.example:29", "https://b.example")),
                                30,
                                31L * 1024 * 1024)));
        TopologySettings topology = config.topology();
        assertThat(topology.partitions()).isEqualTo(11);
        assertThat(topology.historyDays()).isEqualTo(400);
        assertThat(topology.futureTolerance()).isEqualTo(Duration.ofMinutes(14));
        assertThat(topology.parkedRecords()).isEqualTo(15);
        assertThat(topology.parkedFor()).isEqualTo(Duration.ofMinutes(16));
        assertThat(config.training())
                .isEqualTo(new TrainingSettings(Optional.of(Duration.ofDays(20)), Duration.ofMinutes(23), 24, 25));
    }

    @Test
    void shouldNotRepeatASecret_whenItIsTooShort() {
        assertThatThrownBy(
                        () -> NodeConfig.load(Optional.empty(), Map.of("menuflow.http.node-secret", "hush"), Map.of()))
                .hasMessage("menuflow.http.node-secret must have at least 16 characters");
        assertThat(NodeConfig.load(Optional.empty(), EVERYTHING).access().toString())
                .doesNotContain("twenty-eight", "{27}");
    }

    @Test
    void shouldNameTheFile_whenTheTrustStoreIsNotThere() {
        NodeConfig config = NodeConfig.load(
                Optional.empty(),
                Map.of(
                        "menuflow.schema-registry.truststore",
                        dir.resolve("none.p12").toString()));

        assertThatThrownBy(config::schemaRegistry)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot read trust store " + dir.resolve("none.p12"));
    }

    @Test
    void shouldLetTheLaterBeatTheEarlier() throws IOException {
        Path file =
                Files.writeString(dir.resolve("menuflow.properties"), "menuflow.http.port=1111\nmenuflow.threads=3\n");

        assertThat(NodeConfig.load(Optional.of(file), Map.of()).port()).isEqualTo(1111);

        System.setProperty(PORT, "2222");
        assertThat(NodeConfig.load(Optional.of(file), Map.of()).port()).isEqualTo(2222);
        NodeConfig config = NodeConfig.load(Optional.of(file), Map.of(PORT, "3333"));
        assertThat(config.port()).isEqualTo(3333);
        assertThat(config.threads()).isEqualTo(3);
    }

    @Test
    void shouldNameTheFile_whenItCannotBeRead() {
        assertThatThrownBy(() -> NodeConfig.load(Optional.of(dir.resolve("none.properties")), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot read configuration file")
                .hasMessageContaining("none.properties");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "menuflow.http.port | 65536 | a whole number from 0 to 65535, not '65536'",
                "menuflow.http.port | -1 | a whole number from 0 to 65535, not '-1'",
                "menuflow.http.port | http | a whole number from 0 to 65535, not 'http'",
                "menuflow.partitions | 0 | a whole number from 1 to 10000, not '0'",
                "menuflow.partitions | 99999999999 | a whole number from 1 to 10000, not '99999999999'",
                "menuflow.http.open | yes | true or false, not 'yes'",
                "menuflow.http.cors-origins | * | origins such as https://menu.example, between commas, not '*'",
                "menuflow.http.cors-origins | https://a.example/page | origins such as https://menu.example, between commas",
                "menuflow.http.ingest-megabytes | 9 | a whole number from 10 to 10000",
                "menuflow.threads | 0 | a whole number from 1 to 256",
                "menuflow.standbys | 11 | a whole number from 0 to 10",
                "menuflow.live.megabytes | -1 | a whole number from 0 to 1000000",
                "menuflow.rocksdb.megabytes | 15 | a whole number from 16 to 1000000",
                "menuflow.parked.records | -1 | a whole number from 0 to 1000000",
                "menuflow.history | 0d | a number of days from 1d to 3660d, not '0d'",
                "menuflow.history | 3661d | a number of days from 1d to 3660d, not '3661d'",
                "menuflow.history | 730 | a number of days from 1d to 3660d, not '730'",
                "menuflow.future-tolerance | 1h | a duration such as PT30S or PT5M, not '1h'",
                "menuflow.parked.for | -PT1S | a duration such as PT30S or PT5M, not '-PT1S'",
                "menuflow.schema-registry.patience | soon | a duration such as PT30S or PT5M, not 'soon'",
                "menuflow.schema-registry.url | localhost:8081 | an http or https address, not 'localhost:8081'",
                "menuflow.training.every | PT1S | a duration of at least PT1M, such as PT12H or P7D",
                "menuflow.training.every | weekly | a duration of at least PT1M, such as PT12H or P7D",
                "menuflow.training.grace | 30m | a duration such as PT30S or PT5M, not '30m'",
                "menuflow.training.jobs-kept | 0 | a whole number from 1 to 100000, not '0'",
                "menuflow.models.kept | 0 | a whole number from 1 to 10000, not '0'",
                "menuflow.mlflow.tracking-uri | file:/runs | an http or https address, not 'file:/runs'",
                "menuflow.schema-registry.url | http://a b | an http or https address, not 'http://a b'",
            })
    void shouldNameTheKeyAndWhatWouldBeRight_whenAValueIsWrong(String key, String value, String message) {
        assertThatThrownBy(() -> NodeConfig.load(Optional.empty(), Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(key + " must be " + message + (message.contains("not '") ? "" : ", not '" + value + "'"));
    }

    @Test
    void shouldNameTheKey_whenTheReplicationFactorIsNoNumber() {
        assertThatThrownBy(() -> NodeConfig.load(Optional.empty(), Map.of("menuflow.replication-factor", "many")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("menuflow.replication-factor must be a whole number from 1 to 32767, not 'many'");
    }

    @Test
    void shouldReadEveryKeyFromTheEnvironment() {
        NodeConfig config = NodeConfig.load(
                Optional.empty(),
                Map.of(),
                Map.of(
                        "MENUFLOW_HTTP_PORT", "4444",
                        "MENUFLOW_SCHEMA_REGISTRY_URL", "http://registry:5",
                        "MENUFLOW_STATE_DIR", "/state/6",
                        "menuflow.threads", "7",
                        "HTTP_PORT", "8"));

        assertThat(config.port()).isEqualTo(4444);
        assertThat(config.registryUrl()).isEqualTo(URI.create("http://registry:5"));
        assertThat(config.stateDir()).isEqualTo(Path.of("/state/6"));
        assertThat(config.threads()).isEqualTo(7);
    }

    @Test
    void shouldTakeTheAddressOfMlflowFromItsOwnVariable_unlessTold() {
        Map<String, String> environment = Map.of("MLFLOW_TRACKING_URI", "http://theirs:1");
        Map<String, String> told = Map.of("menuflow.mlflow.tracking-uri", "http://ours:2");

        assertThat(NodeConfig.load(Optional.empty(), Map.of(), environment).mlflow())
                .contains(URI.create("http://theirs:1"));
        assertThat(NodeConfig.load(Optional.empty(), told, environment).mlflow())
                .contains(URI.create("http://ours:2"));
    }

    @Test
    void shouldLetSystemPropertiesBeatTheEnvironmentAndThatTheFile() throws IOException {
        Path file = file("menuflow.http.port=1111");
        Map<String, String> environment = Map.of("MENUFLOW_HTTP_PORT", "2222");

        assertThat(NodeConfig.load(Optional.of(file), Map.of(), environment).port())
                .isEqualTo(2222);
        System.setProperty(PORT, "3333");
        assertThat(NodeConfig.load(Optional.of(file), Map.of(), environment).port())
                .isEqualTo(3333);
    }

    @ParameterizedTest
    @CsvSource({
        "menuflow.http.prot, menuflow.http.port",
        "menuflow.bootstrap.servers, menuflow.bootstrap-servers",
        "menuflow.rocksdb.megabyte, menuflow.rocksdb.megabytes",
        "menuflow.http.port.x, menuflow.http.port",
        "http.port, menuflow.http.port",
        "Menuflow.Standbys, menuflow.standbys",
    })
    void shouldNameTheNearestKey_whenTheFileHasAnUnknownOne(String wrong, String right) throws IOException {
        Path file = file(wrong + "=1");

        assertThatThrownBy(() -> NodeConfig.load(Optional.of(file), Map.of(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown setting " + wrong + " in " + file + "; did you mean " + right + "?");
    }

    @ParameterizedTest
    @CsvSource({
        "MENUFLOW_BOOTSTRAP_SERVER, MENUFLOW_BOOTSTRAP_SERVERS",
        "MENUFLOW_REGISTRY_URL, MENUFLOW_SCHEMA_REGISTRY_URL",
        "MENUFLOW_HTPP_PORT, MENUFLOW_HTTP_PORT",
        "MENUFLOW_HTTP__PORT, MENUFLOW_HTTP_PORT",
        "menuflow_http_port, MENUFLOW_HTTP_PORT",
    })
    void shouldNameTheNearestVariable_whenTheEnvironmentHasAnUnknownOne(String wrong, String right) {
        assertThatThrownBy(() -> NodeConfig.load(Optional.empty(), Map.of(), Map.of(wrong, "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown setting " + wrong + " in the environment; did you mean " + right + "?");
    }

    @Test
    void shouldNameTheNearestKey_whenASystemPropertyIsUnknown() {
        System.setProperty(MISSPELT, "1");

        assertThatThrownBy(() -> NodeConfig.load(Optional.empty(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown setting menuflow.thread as -Dmenuflow.thread; did you mean menuflow.threads?");
    }

    @Test
    void shouldNameAllOfThem_whenSeveralAreUnknown() throws IOException {
        Path file = file("menuflow.stanbys=1\nmenuflow.histroy=1d");

        assertThatThrownBy(() -> NodeConfig.load(
                        Optional.of(file), Map.of("menuflow.http.hots", "x"), Map.of("MENUFLOW_PARTITION", "1")))
                .hasMessageContainingAll("stanbys", "histroy", "http.hots on the command line", "MENUFLOW_PARTITION");
    }

    @Test
    void shouldTakeWhatIsOfTheProcessAsSystemPropertyOnly() throws IOException {
        System.setProperty(LOG_LEVEL, "INFO");
        Path file = file("menuflow.log.level=DEBUG");

        assertThat(NodeConfig.load(Optional.empty(), Map.of("menuflow.threads", "2"))
                        .threads())
                .isEqualTo(2);
        assertThatThrownBy(() -> NodeConfig.load(Optional.of(file), Map.of(), Map.of()))
                .hasMessage("menuflow.log.level in " + file
                        + " has no effect; say -Dmenuflow.log.level=… in MENUFLOW_OPTS");
    }

    /** What Kubernetes and container links add to the environment of a pod beside services called menuflow. */
    @Test
    void shouldNotMindTheEnvironmentOfAServiceCalledMenuflow() {
        Map<String, String> environment = Map.ofEntries(
                Map.entry("MENUFLOW_OPTS", "-Xmx2g"),
                Map.entry("MENUFLOW_CLASSPATH", "bench.jar"),
                Map.entry("MENUFLOW_SERVICE_HOST", "10.0.0.1"),
                Map.entry("MENUFLOW_SERVICE_PORT", "8080"),
                Map.entry("MENUFLOW_SERVICE_PORT_REST", "8080"),
                Map.entry("MENUFLOW_PORT", "tcp://10.0.0.1:8080"),
                Map.entry("MENUFLOW_PORT_8080_TCP", "tcp://10.0.0.1:8080"),
                Map.entry("MENUFLOW_PORT_8080_TCP_PROTO", "tcp"),
                Map.entry("MENUFLOW_PORT_8080_TCP_ADDR", "10.0.0.1"),
                Map.entry("MENUFLOW_NODES_SERVICE_HOST", "10.0.0.2"),
                Map.entry("MENUFLOWS", "x"),
                Map.entry("PATH", "/bin"));

        assertThat(NodeConfig.load(Optional.empty(), Map.of(), environment).port())
                .isEqualTo(8080);
    }

    @Test
    void shouldDescribeEveryKeyAndNoOther_whenTheReferenceIsRead() throws IOException {
        String reference =
                Files.readString(Path.of(System.getProperty("project.root", ".."), "docs", "configuration.md"));
        Set<String> described = Pattern.compile("^\\| `(menuflow\\.[a-z.-]+)` \\|", Pattern.MULTILINE)
                .matcher(reference)
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toSet());

        assertThat(described).isEqualTo(EVERYTHING.keySet());
        NodeConfig.load(Optional.empty(), EVERYTHING);
    }

    private Path file(String content) throws IOException {
        return Files.writeString(dir.resolve("menuflow.properties"), content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1d", " 730d ", "3660d"})
    void shouldReadDays_whenTheyEndInD(String value) {
        assertThat(NodeConfig.days("--history", value))
                .isEqualTo(Integer.parseInt(value.strip().replace("d", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, , 127.0.0.1, 81",
        "0.0.0.0, menu-1.local:82, menu-1.local, 82",
        "'::', '[fd00::7]:83', '[fd00::7]', 83",
    })
    void shouldBeReachedWhereItIsToldOrListens(String host, String advertised, String name, int port) {
        Map<String, String> settings = new HashMap<>(Map.of("menuflow.http.host", host));
        if (advertised != null) {
            settings.put("menuflow.http.advertised", advertised);
        }

        HostInfo reached = NodeConfig.load(Optional.empty(), settings).reachedAt(81);

        assertThat(reached).isEqualTo(new HostInfo(name, port));
    }

    @Test
    void shouldBeReachedByTheMachinesName_whenItListensOnAllAddresses() {
        NodeConfig config = NodeConfig.load(Optional.empty(), Map.of("menuflow.http.host", "0.0.0.0"));

        assertThat(config.reachedAt(81).host()).isNotEqualTo("0.0.0.0").isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"menu-1", "http://menu-1:80", "menu-1:0", "menu-1:70000", "menu 1:80", "fd00::7:80"})
    void shouldSayWhatIsWrong_whenNobodyCanReachWhatIsTold(String advertised) {
        NodeConfig config = NodeConfig.load(Optional.empty(), Map.of("menuflow.http.advertised", advertised));

        assertThatThrownBy(() -> config.reachedAt(81))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("menuflow.http.advertised must be host:port as other nodes reach this one, not '"
                        + advertised + "'");
    }
}
