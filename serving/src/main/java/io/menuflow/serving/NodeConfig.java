package io.menuflow.serving;

import io.menuflow.schemas.HttpSchemaRegistry;
import io.menuflow.schemas.TrustStore;
import io.menuflow.serving.access.AccessSettings;
import io.menuflow.serving.events.Events;
import io.menuflow.serving.training.TrainingSettings;
import io.menuflow.topology.TopologySettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.apache.kafka.streams.state.HostInfo;

/**
 * What a node can be told. Later beats earlier: defaults, the configuration file, environment variables
 * ({@code MENUFLOW_HTTP_PORT}), system properties ({@code -Dmenuflow.http.port}), the command line.
 *
 * @param bootstrapServers the Kafka cluster
 * @param registryUrl the schema registry
 * @param registryAuthorization the Authorization header for the registry
 * @param registryPatience how long an unreachable registry is tried again
 * @param registryTruststore whose certificates the registry may show; empty for those Java trusts
 * @param registryTruststorePassword of that file, if it has one
 * @param applicationId consumer group and prefix of internal topics
 * @param instanceId identity that survives restarts (static membership); one per node
 * @param stateDir where RocksDB keeps its files
 * @param host address to listen on
 * @param port to listen on, 0 for a free one
 * @param advertised host:port other nodes reach this one under; empty: host and port
 * @param applyPatience how long a write is waited for until questions see it
 * @param partitions of every restaurant-keyed topic
 * @param replication copies of each partition; empty for the broker's default
 * @param historyDays business days kept
 * @param threads stream threads
 * @param standbys copies of each task's state on other nodes, as far as there are any
 * @param standbyMaxLag records of a partition's changelogs that a copy may be behind and still answer
 * @param eventClients how many may listen to live events of this node
 * @param eventClientsPerKey of them, with one key, or from one address where no keys are asked for
 * @param liveBytes heap for the sums that are worked on
 * @param rocksDbBytes native memory of all stores together
 * @param trainingEvery how often the model is trained without being asked to; empty for never
 * @param trainingGrace how much longer than its budget a training job may take
 * @param trainingJobsKept training jobs that are kept after their end
 * @param modelsKept published versions of a model that are kept, beside those in use
 * @param trackingDir where training runs are recorded
 * @param mlflow the MLflow server on which they are recorded instead
 * @param access whom it lets in over HTTP, and how much it takes at once
 */
public record NodeConfig(
        String bootstrapServers,
        URI registryUrl,
        Optional<String> registryAuthorization,
        Duration registryPatience,
        Optional<Path> registryTruststore,
        Optional<String> registryTruststorePassword,
        String applicationId,
        String instanceId,
        Path stateDir,
        String host,
        int port,
        Optional<String> advertised,
        Duration applyPatience,
        int partitions,
        Optional<Short> replication,
        int historyDays,
        Duration futureTolerance,
        int parkedRecords,
        Duration parkedFor,
        int threads,
        int standbys,
        int standbyMaxLag,
        int eventClients,
        int eventClientsPerKey,
        long liveBytes,
        long rocksDbBytes,
        Optional<Duration> trainingEvery,
        Duration trainingGrace,
        int trainingJobsKept,
        int modelsKept,
        Path trackingDir,
        Optional<URI> mlflow,
        AccessSettings access) {

    /** A name, an IPv4 address, or an IPv6 address in brackets; and a port. */
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])\\:([1-9][0-9]{0,4})");

    private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,4})d");
    private static final int MAX_HISTORY_DAYS = 3_660;
    private static final int NODE_SECRET = 16;
    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.:\\[\\]-]+");

    /**
     * Reads the configuration.
     *
     * @param file a properties file, if any
     * @param overrides what the command line says, by key
     * @throws IllegalArgumentException naming the key and what is wrong with it, or a key that does not exist
     */
    public static NodeConfig load(Optional<Path> file, Map<String, String> overrides) {
        return load(file, overrides, System.getenv());
    }

    /** The same in another environment than this process's. */
    static NodeConfig load(Optional<Path> file, Map<String, String> overrides, Map<String, String> environment) {
        Settings settings = new Settings(file, overrides, environment);
        NodeConfig config = of(settings);
        settings.refuseUnknown();
        return config;
    }

    private static NodeConfig of(Settings settings) {
        TopologySettings defaults = TopologySettings.of(1);
        return new NodeConfig(
                settings.text("bootstrap-servers", "localhost:9092"),
                settings.uri("schema-registry.url", "http://localhost:8081"),
                settings.text("schema-registry.authorization"),
                settings.duration("schema-registry.patience", Duration.ofSeconds(60)),
                settings.text("schema-registry.truststore").map(Path::of),
                settings.text("schema-registry.truststore-password"),
                settings.text("application-id", "menuflow"),
                settings.text("instance-id", "node-1"),
                Path.of(settings.text("state-dir", "data/state")),
                settings.text("http.host", "127.0.0.1"),
                settings.number("http.port", 8080, 0, 65_535),
                settings.text("http.advertised"),
                settings.duration("http.apply-patience", Duration.ofSeconds(2)),
                settings.number("partitions", 12, 1, 10_000),
                settings.number("replication-factor", 1, Short.MAX_VALUE).map(Integer::shortValue),
                days("menuflow.history", settings.text("history", defaults.historyDays() + "d")),
                settings.duration("future-tolerance", defaults.futureTolerance()),
                settings.number("parked.records", defaults.parkedRecords(), 0, 1_000_000),
                settings.duration("parked.for", defaults.parkedFor()),
                settings.number("threads", Math.max(1, Runtime.getRuntime().availableProcessors() / 2), 1, 256),
                settings.number("standbys", 1, 0, 10),
                settings.number("standbys.max-lag", 10_000, 0, Integer.MAX_VALUE),
                settings.number("events.clients", 500, 0, 10_000),
                settings.number("events.clients-per-key", 50, 1, 10_000),
                settings.number("live.megabytes", (int) (defaults.liveBytes() >> 20), 0, 1_000_000) * 1_048_576L,
                settings.number("rocksdb.megabytes", 192, 16, 1_000_000) * 1_048_576L,
                settings.period("training.every", Duration.ofMinutes(1)),
                settings.duration("training.grace", Duration.ofMinutes(30)),
                settings.number("training.jobs-kept", 200, 1, 100_000),
                settings.number("models.kept", 50, 1, 10_000),
                Path.of(settings.text("tracking.dir", "data/tracking")),
                settings.uriOrVariable("mlflow.tracking-uri", "MLFLOW_TRACKING_URI"),
                access(settings));
    }

    private static AccessSettings access(Settings settings) {
        return new AccessSettings(
                Path.of(settings.text("keys.file", "data/keys.jsonl")),
                settings.text("api-keys").filter(keys -> !keys.isBlank()),
                settings.flag("http.open"),
                settings.secret("http.node-secret", NODE_SECRET),
                !settings.flag("http.metrics-need-key"),
                settings.list("http.cors-origins", ORIGIN, "origins such as https://menu.example, between commas"),
                settings.number("http.requests-per-second", 3_000, 0, 1_000_000),
                settings.number("http.ingest-megabytes", 32, 10, 10_000) * 1_048_576L);
    }

    /**
     * A client of the schema registry.
     *
     * @throws IllegalArgumentException when the trust store cannot be read
     */
    public HttpSchemaRegistry schemaRegistry() {
        SSLContext trust = registryTruststore
                .map(file -> TrustStore.load(file, registryTruststorePassword.orElse(null)))
                .orElse(null);
        return new HttpSchemaRegistry(registryUrl, registryAuthorization.orElse(null), registryPatience, trust);
    }

    /** The settings of the topology. */
    public TopologySettings topology() {
        TopologySettings defaults = TopologySettings.of(partitions);
        return new TopologySettings(
                partitions,
                historyDays,
                futureTolerance,
                parkedRecords,
                defaults.parkedBytes(),
                parkedFor,
                liveBytes,
                defaults.windowDays(),
                defaults.scorePeriod(),
                defaults.scoreShare());
    }

    /**
     * Where other nodes reach this one: what is said, or the address it listens on; for all addresses, the machine's name.
     *
     * @param listening the port it listens on
     * @throws IllegalArgumentException when what is said is no host:port
     */
    public HostInfo reachedAt(int listening) {
        String address = advertised.orElseGet(() -> (isAnyAddress(host) ? machine() : host) + ":" + listening);
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535) {
            throw new IllegalArgumentException(
                    "menuflow.http.advertised must be host:port as other nodes reach this one, not '" + address + "'");
        }
        return new HostInfo(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }

    private static boolean isAnyAddress(String host) {
        return host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]");
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** How many may listen to live events, and how often they hear that the connection lives. */
    public Events.Limits events() {
        return new Events.Limits(eventClients, eventClientsPerKey, Duration.ofSeconds(15));
    }

    /** The settings of training jobs and of what they make. */
    public TrainingSettings training() {
        return new TrainingSettings(trainingEvery, trainingGrace, trainingJobsKept, modelsKept);
    }

    /** A number of days such as {@code 730d}; throws IllegalArgumentException naming {@code what}. */
    public static int days(String what, String value) {
        Matcher matcher = DAYS.matcher(value.strip());
        int days = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        if (days < 1 || days > MAX_HISTORY_DAYS) {
            throw new IllegalArgumentException(
                    what + " must be a number of days from 1d to " + MAX_HISTORY_DAYS + "d, not '" + value + "'");
        }
        return days;
    }
}
