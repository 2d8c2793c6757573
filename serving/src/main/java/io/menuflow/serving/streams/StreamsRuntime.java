package io.menuflow.serving.streams;

import io.menuflow.schemas.Topics;
import io.menuflow.serving.NodeConfig;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running topology: exactly once, static membership, and a clean end instead of endless restarts on an error. */
public final class StreamsRuntime implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StreamsRuntime.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(8);
    private static final long JOIN_AGAIN_MS = 250;

    private final BoundedRocksDb.Memory memory;
    private final KafkaStreams streams;
    /** Times a thread may join again because a new topic is not known everywhere; never without end. */
    private final AtomicInteger joinsLeft = new AtomicInteger(20);

    private final OrphanedTransactions orphans;
    private final RestoreLog restores = new RestoreLog();
    private final int threads;
    private final String instanceId;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /**
     * Prepares {@code topology}; nothing runs before {@link #start}.
     *
     * @param advertised host:port that other nodes reach this one under
     * @param onFailure run once when the topology ends by an error
     */
    public StreamsRuntime(NodeConfig config, Topology topology, String advertised, Runnable onFailure) {
        instanceId = config.instanceId();
        threads = config.threads();
        memory = new BoundedRocksDb.Memory(config.rocksDbBytes());
        Properties properties = properties(config, advertised);
        properties.put(BoundedRocksDb.MEMORY, memory);
        ProcessId.keep(config.stateDir(), config.applicationId(), instanceId);
        streams = new KafkaStreams(topology, properties);
        orphans = new OrphanedTransactions(config, () -> streams.state() == KafkaStreams.State.REBALANCING);
        streams.setUncaughtExceptionHandler(error -> {
            if (isTopicNotKnownYet(error) && joinsLeft.getAndDecrement() > 0) {
                log.warn("a topic that was just made is not known to every broker yet; joining again");
                return StreamThreadExceptionResponse.REPLACE_THREAD;
            }
            if (failure.compareAndSet(null, error)) {
                log.error("the topology ends by an error; the node stops and nothing is lost", error);
                onFailure.run();
            }
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setGlobalStateRestoreListener(restores);
        streams.setStateListener((now, before) -> log.info("streams: {} after {}", now, before));
    }

    /** Whether a thread ended on joining the group because a source topic was missing; waits a moment if so. */
    private static boolean isTopicNotKnownYet(Throwable error) {
        if (!(error instanceof MissingSourceTopicException)) {
            return false;
        }
        try {
            Thread.sleep(JOIN_AGAIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    /** The topology's settings as {@link TopologyConfig}, which enforces explicit names. */
    public static TopologyConfig topologyConfig(NodeConfig config) {
        return new TopologyConfig(new StreamsConfig(properties(config, "localhost:1")));
    }

    /** Starts the stream threads. */
    public void start() {
        streams.start();
        orphans.start();
    }

    /** The streams, for the readers of {@code query} and the metrics. */
    public KafkaStreams streams() {
        return streams;
    }

    /** Why this node cannot answer for all its partitions; null when every one of them is processed. */
    public @Nullable String unready() {
        return switch (streams.state()) {
            case CREATED -> "starting";
            case REBALANCING ->
                restores.left().isPresent()
                        ? "restoring: about " + restores.left().getAsLong() + " records of changelogs are left"
                        : "rebalancing: partitions are being assigned";
            case RUNNING -> deadThreads();
            case PENDING_SHUTDOWN, NOT_RUNNING -> "stopping";
            case PENDING_ERROR, ERROR -> failure();
        };
    }

    private @Nullable String deadThreads() {
        long alive = streams.metadataForLocalThreads().stream()
                .filter(thread -> !thread.threadState().equals("DEAD"))
                .count();
        return alive < threads ? (threads - alive) + " of " + threads + " stream threads have ended" : null;
    }

    /** Records of changelogs that the stores of a partition wait for, about; 0 when it is processed. */
    public long restoring(int partition) {
        return restores.left(partition);
    }

    /** In words what ended the topology. */
    public String failure() {
        for (Throwable at = failure.get(); at != null; at = at.getCause()) {
            if (at instanceof FencedInstanceIdException) {
                return "another node has taken the instance id '" + instanceId
                        + "'; give each node its own with --instance-id";
            }
        }
        return "the topology ended by an error: " + failure.get();
    }

    private static Properties properties(NodeConfig config, String advertised) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, advertised);
        properties.put(StreamsConfig.CLIENT_ID_CONFIG, Namesake.clientId(config, advertised));
        properties.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000);
        // While tasks are being assigned each step waits for the end of a poll: of the default 100 ms, a second a
        // start.
        properties.put(StreamsConfig.POLL_MS_CONFIG, 20);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbys());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(
                StreamsConfig.REPLICATION_FACTOR_CONFIG,
                config.replication().orElse((short) -1).intValue());
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), config.instanceId());
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        // The others of a group hear of a rebalance by their heartbeats.
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_000);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // Longer than any punctuation: a fenced producer means wiped stores.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 60_000);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topics.MAX_REQUEST_BYTES);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 20);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 * 1024);
        return properties;
    }

    @Override
    public void close() {
        orphans.close();
        if (!streams.close(CLOSE_WITHIN)) {
            log.warn("the topology did not stop within {}; its last transaction is aborted and repeated", CLOSE_WITHIN);
        }
        memory.close();
    }
}
