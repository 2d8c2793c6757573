package io.menuflow.serving;

import io.menuflow.schemas.HttpSchemaRegistry;
import io.menuflow.schemas.TrustStore;
import io.menuflow.topology.TopologySettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

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
 * @param partitions of every restaurant-keyed topic
 * @param replication copies of each partition; empty for the broker's default
 * @param historyDays business days kept
 * @param threads stream threads
 * @param standbys copies of each task's state on other nodes
 * @param rocksDbBytes native memory of all stores together
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
        int partitions,
        Optional<Short> replication,
        int historyDays,
        Duration futureTolerance,
        int parkedRecords,
        Duration parkedFor,
        int threads,
        int standbys,
        long rocksDbBytes) {

    private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,4})d");
    private static final int MAX_HISTORY_DAYS = 3_660;

    /**
     * Reads the configuration.
     *
     * @param file a properties file, if any
     * @param overrides what the command line says, by key
     * @throws IllegalArgumentException naming the key and what is wrong with it
     */
    public static NodeConfig load(Optional<Path> file, Map<String, String> overrides) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultSources()
                .withSources(new PropertiesConfigSource(overrides, "command line", 1_000));
        file.ifPresent(path -> {
            try {
                builder.withSources(new PropertiesConfigSource(path.toUri().toURL(), 200));
            } catch (IOException e) {
                throw new IllegalArgumentException("cannot read configuration file " + path + ": " + e.getMessage(), e);
            }
        });
        return of(builder.build());
    }

    private static NodeConfig of(SmallRyeConfig config) {
        TopologySettings defaults = TopologySettings.of(1);
        return new NodeConfig(
                text(config, "bootstrap-servers", "localhost:9092"),
                uri(text(config, "schema-registry.url", "http://localhost:8081")),
                config.getOptionalValue("menuflow.schema-registry.authorization", String.class),
                duration(config, "schema-registry.patience", Duration.ofSeconds(60)),
                config.getOptionalValue("menuflow.schema-registry.truststore", Path.class),
                config.getOptionalValue("menuflow.schema-registry.truststore-password", String.class),
                text(config, "application-id", "menuflow"),
                text(config, "instance-id", "node-1"),
                Path.of(text(config, "state-dir", "data/state")),
                text(config, "http.host", "127.0.0.1"),
                number(config, "http.port", 8080, 0, 65_535),
                config.getOptionalValue("menuflow.http.advertised", String.class),
                number(config, "partitions", 12, 1, 10_000),
                config.getOptionalValue("menuflow.replication-factor", Short.class),
                days("menuflow.history", text(config, "history", defaults.historyDays() + "d")),
                duration(config, "future-tolerance", defaults.futureTolerance()),
                number(config, "parked.records", defaults.parkedRecords(), 0, 1_000_000),
                duration(config, "parked.for", defaults.parkedFor()),
                number(config, "threads", Math.max(1, Runtime.getRuntime().availableProcessors() / 2), 1, 256),
                number(config, "standbys", 0, 0, 10),
                number(config, "rocksdb.megabytes", 192, 16, 1_000_000) * 1_048_576L);
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
                defaults.windowDays(),
                defaults.scorePeriod(),
                defaults.scoreShare());
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

    private static String text(SmallRyeConfig config, String key, String fallback) {
        return config.getOptionalValue("menuflow." + key, String.class).orElse(fallback);
    }

    private static int number(SmallRyeConfig config, String key, int fallback, int min, int max) {
        String value = text(config, key, Integer.toString(fallback));
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, with the range
        }
        throw new IllegalArgumentException(
                "menuflow." + key + " must be a whole number from " + min + " to " + max + ", not '" + value + "'");
    }

    private static Duration duration(SmallRyeConfig config, String key, Duration fallback) {
        String value = text(config, key, fallback.toString());
        try {
            Duration duration = Duration.parse(value.strip());
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (java.time.format.DateTimeParseException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "menuflow." + key + " must be a duration such as PT30S or PT5M, not '" + value + "'");
    }

    private static URI uri(String value) {
        try {
            URI uri = URI.create(value);
            if ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "menuflow.schema-registry.url must be an http or https address, not '" + value + "'");
    }
}
