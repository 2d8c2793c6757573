package io.menuflow.serving;

import io.menuflow.schemas.KafkaCluster;
import io.menuflow.schemas.TopicAdmin;
import io.menuflow.schemas.Topics;
import io.menuflow.serving.access.AccessSettings;
import io.menuflow.serving.access.Hop;
import io.menuflow.serving.access.Keyring;
import io.menuflow.serving.events.Events;
import io.menuflow.serving.history.ClusterHistories;
import io.menuflow.serving.metrics.NodeMetrics;
import io.menuflow.serving.models.ModelMetrics;
import io.menuflow.serving.models.ModelRegistry;
import io.menuflow.serving.models.ModelWatch;
import io.menuflow.serving.models.Sender;
import io.menuflow.serving.query.CloseQueries;
import io.menuflow.serving.query.Copies;
import io.menuflow.serving.query.Lag;
import io.menuflow.serving.query.Locator;
import io.menuflow.serving.query.MenuQueries;
import io.menuflow.serving.query.NodeTasks;
import io.menuflow.serving.query.RestaurantRows;
import io.menuflow.serving.query.Router;
import io.menuflow.serving.query.Staleness;
import io.menuflow.serving.query.StoreReader;
import io.menuflow.serving.rest.ClusterServices;
import io.menuflow.serving.rest.EventFeeds;
import io.menuflow.serving.rest.ModelServices;
import io.menuflow.serving.rest.Publisher;
import io.menuflow.serving.rest.RestApi;
import io.menuflow.serving.rest.RestServices;
import io.menuflow.serving.streams.Namesake;
import io.menuflow.serving.streams.StreamsRuntime;
import io.menuflow.serving.tracking.LocalTracking;
import io.menuflow.serving.tracking.MlflowTracking;
import io.menuflow.serving.tracking.Tracking;
import io.menuflow.serving.training.ModelSetup;
import io.menuflow.serving.training.TrainingJobs;
import io.menuflow.serving.training.TrainingWorker;
import io.menuflow.topology.MenuTopology;
import io.menuflow.topology.TopologySettings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node: topology, queries and HTTP together. Starts in the order things depend on each other, stops in reverse. */
public final class Node implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Node.class);

    private final Deque<AutoCloseable> parts;
    private final CountDownLatch failed = new CountDownLatch(1);
    private final Topics topics;
    private final StreamsRuntime runtime;
    private final RestApi rest;

    private Node(NodeConfig config, ModelSetup setup, Deque<AutoCloseable> parts) {
        this.parts = parts;
        int port = listenable(config.host(), config.port());
        Clock clock = Clock.systemUTC();
        Keyring keyring = keyring(config.access(), clock);
        TopologySettings settings = config.topology();
        topics = new Topics(config.schemaRegistry());
        try (Admin admin = KafkaCluster.admin(config.bootstrapServers())) {
            new TopicAdmin(admin, config.partitions(), config.replication()).ensure(topics.all());
            Namesake.refuse(admin, config);
        }
        HostInfo self = config.reachedAt(port);
        NodeMetrics metrics = opened(new NodeMetrics());
        ModelMetrics modelMetrics = new ModelMetrics(metrics.meters(), setup.features(), clock);
        ModelRegistry registry = opened(ModelRegistry.start(
                config.bootstrapServers(),
                topics.models(),
                setup.features(),
                setup.packaged(),
                modelMetrics::refused,
                clock));
        ModelWatch watch = new ModelWatch(registry);
        metrics.observe(watch, () -> modelMetrics.refresh(registry.inForce(), watch.figures()));
        TrainingJobs jobs = opened(TrainingJobs.start(config.bootstrapServers(), topics.trainingJobs()));
        runtime = opened(new StreamsRuntime(
                config,
                MenuTopology.build(settings, topics, registry, registry.demand(), metrics),
                Router.name(self),
                failed::countDown));
        metrics.observe(runtime.streams());
        Publisher publisher = opened(new Publisher(config.bootstrapServers(), config.partitions()));
        Lag lag = new Lag(runtime.streams()::metrics, topics, metrics::lastHandled, clock);
        Copies copies = opened(Copies.watch(
                runtime.streams(),
                () -> Admin.create(Map.of("bootstrap.servers", config.bootstrapServers())),
                config.applicationId(),
                topics,
                config.standbyMaxLag()));
        Staleness staleness = (partition, standby) -> standby ? !copies.isCaughtUp(partition) : lag.isBehind(partition);
        RestaurantRows restaurants = new RestaurantRows(
                new StoreReader(runtime.streams()), topics, settings.historyDays(), staleness, clock);
        Events events =
                Events.start(config.bootstrapServers(), EventFeeds.of(topics), config.events(), metrics.meters());
        rest = opened(new RestApi(new RestServices(
                new ClusterServices(
                        self,
                        config.instanceId(),
                        new Locator(runtime.streams(), config.partitions()),
                        new Router(Hop.of(config.access())),
                        copies,
                        staleness,
                        new NodeTasks(runtime.streams(), lag, runtime::restoring, copies),
                        runtime::unready),
                new MenuQueries(restaurants, settings.windowDays()),
                new CloseQueries(restaurants, topics),
                publisher,
                topics,
                config.partitions(),
                settings.windowDays(),
                settings.historyDays(),
                settings.futureTolerance(),
                config.applyPatience(),
                metrics::isScored,
                registry,
                new ModelServices(
                        registry,
                        watch,
                        jobs,
                        opened(new Sender(config.bootstrapServers())),
                        topics,
                        config.instanceId(),
                        clock),
                events,
                metrics::scrape,
                metrics,
                config.access(),
                keyring,
                clock)));
        opened(events); // told to end before the server is
        runtime.start();
        opened(TrainingWorker.start(
                config.bootstrapServers(),
                config.applicationId(),
                new TrainingWorker.Parts(
                        topics,
                        jobs,
                        registry,
                        registry.topic()::all,
                        setup,
                        () -> ClusterHistories.read(Map.of("bootstrap.servers", config.bootstrapServers()), topics),
                        tracking(config),
                        config.training(),
                        metrics::isPublished,
                        () -> failed.getCount() > 0,
                        config.instanceId(),
                        clock)));
        rest.start(config.host(), port);
        log.info("listening on http://{}:{}", config.host(), port);
    }

    /**
     * Starts a node; it is ready when {@link #isReady} says so.
     *
     * @throws RuntimeException when Kafka or the registry do not answer, topics are set up wrongly, the port is taken or
     *     a living node has its instance id
     */
    public static Node start(NodeConfig config) {
        return start(config, ModelSetup.ours());
    }

    /** The same with other features, packaged model and trainer. */
    public static Node start(NodeConfig config, ModelSetup setup) {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            return new Node(config, setup, parts);
        } catch (RuntimeException e) {
            close(parts);
            throw e;
        }
    }

    /** Whether it processes all its partitions. */
    public boolean isReady() {
        return runtime.unready() == null;
    }

    /** The port it listens on. */
    public int port() {
        return rest.port();
    }

    /** The topics it works on. */
    public Topics topics() {
        return topics;
    }

    /** Counted down when the topology ends by an error: the process should end, nothing is lost. */
    public CountDownLatch failed() {
        return failed;
    }

    /** In words why it was. */
    public String failure() {
        return runtime.failure();
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    /** The keys; null when none is asked for. Without either a node would answer nobody: it says so and does not start. */
    private static @Nullable Keyring keyring(AccessSettings access, Clock clock) {
        Keyring keyring = new Keyring(access.keyFile(), access.keys(), clock);
        if (access.open()) {
            if (keyring.size() > 0) {
                throw new IllegalStateException("menuflow.http.open lets everybody in, and there are "
                        + keyring.size() + " keys in " + access.keyFile()
                        + " or menuflow.api-keys: take the setting away, or the keys");
            }
            log.warn("menuflow.http.open: everybody who reaches this node may do everything");
            return null;
        }
        if (keyring.isEmpty()) {
            throw new IllegalStateException("there is no valid API key in " + access.keyFile()
                    + " or menuflow.api-keys, so nobody could use this node; make one with"
                    + " ./menuflow keys create --role admin, or let everybody in with --open");
        }
        return keyring;
    }

    private static Tracking tracking(NodeConfig config) {
        Tracking local = new LocalTracking(config.trackingDir());
        return config.mlflow()
                .<Tracking>map(server -> new MlflowTracking(server, local))
                .orElse(local);
    }

    /** The port to listen on, a free one for 0: what cannot be listened on is said before anything is started. */
    private static int listenable(String host, int port) {
        String refusal = "cannot listen on " + host + ":" + port + ": ";
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return socket.getLocalPort();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(refusal + host + " is unknown", e);
        } catch (BindException e) {
            String message = String.valueOf(e.getMessage());
            throw new IllegalStateException(
                    refusal
                            + (message.contains("in use")
                                    ? "port " + port + " is in use; choose another with --http-port"
                                    : message),
                    e);
        } catch (IOException e) {
            throw new IllegalStateException(refusal + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        close(parts);
    }

    private static void close(Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                log.warn("closing {} failed", part.getClass().getSimpleName(), e);
            }
        }
    }
}
