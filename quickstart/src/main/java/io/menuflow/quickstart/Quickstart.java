package io.menuflow.quickstart;

import io.menuflow.connectors.KafkaEventSink;
import io.menuflow.connectors.OnlyNew;
import io.menuflow.connectors.PublishedCatalogue;
import io.menuflow.connectors.replay.Mapping;
import io.menuflow.connectors.replay.ReplayOptions;
import io.menuflow.connectors.replay.Summary;
import io.menuflow.connectors.simulator.Simulator;
import io.menuflow.connectors.simulator.SimulatorOptions;
import io.menuflow.quickstart.broker.LocalBroker;
import io.menuflow.quickstart.registry.LocalRegistry;
import io.menuflow.serving.Node;
import io.menuflow.serving.NodeConfig;
import io.menuflow.serving.cli.Bar;
import io.menuflow.serving.cli.ReplayCommand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Broker, schema registry and node in this process, on loopback, with their data under one directory. */
public final class Quickstart implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Quickstart.class);
    private static final int PARTITIONS = 4;
    private static final int KAFKA_PORT = 9092;
    private static final int REGISTRY_PORT = 8081;
    private static final int HTTP_PORT = 8080;
    private static final String APPLICATION = "menuflow";
    /** Of its own: a node started beside it with the default must not take its place. */
    private static final String INSTANCE = "quickstart";

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private final Options options;
    private final Consumer<String> say;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final LocalBroker broker;
    private final LocalRegistry registry;
    private final Node node;

    /**
     * How it is set up; a null port is the usual one, or a free one when that is taken.
     *
     * @param historyDays business days kept
     * @param settings of the node, among them whom it lets in
     */
    public record Options(
            Path dataDir,
            @Nullable Integer kafkaPort,
            @Nullable Integer registryPort,
            @Nullable Integer httpPort,
            int historyDays,
            int partitions,
            Map<String, String> settings) {

        /** With the usual number of partitions, and everybody let in. */
        public Options(
                Path dataDir,
                @Nullable Integer kafkaPort,
                @Nullable Integer registryPort,
                @Nullable Integer httpPort,
                int historyDays) {
            this(dataDir, kafkaPort, registryPort, httpPort, historyDays, PARTITIONS);
        }

        /** With everybody let in. */
        public Options(
                Path dataDir,
                @Nullable Integer kafkaPort,
                @Nullable Integer registryPort,
                @Nullable Integer httpPort,
                int historyDays,
                int partitions) {
            this(
                    dataDir,
                    kafkaPort,
                    registryPort,
                    httpPort,
                    historyDays,
                    partitions,
                    Map.of("menuflow.http.open", "true"));
        }

        /** The same with a key of its own. */
        Options with(DemoKey key) {
            return new Options(dataDir, kafkaPort, registryPort, httpPort, historyDays, partitions, key.settings());
        }
    }

    private Quickstart(Options options, Consumer<String> say) {
        this.options = options;
        this.say = say;
        try {
            broker = step(
                    "broker",
                    () -> LocalBroker.start(new LocalBroker.Options(
                            options.dataDir().resolve("kafka"), port(options.kafkaPort(), KAFKA_PORT))));
            registry = step(
                    "schema registry",
                    () -> LocalRegistry.start(new LocalRegistry.Options(
                            options.dataDir().resolve("registry"), port(options.registryPort(), REGISTRY_PORT))));
            node = step("node", () -> Node.start(config()));
            awaitReady();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts everything and waits until the node is ready, telling each step to {@code say}. */
    public static Quickstart start(Options options, Consumer<String> say) {
        return new Quickstart(options, say);
    }

    /** Replays a file, waits until the node has applied it, and returns the restaurant's id. */
    public String replay(Mapping mapping, ReplayOptions replayOptions, Path file) throws InterruptedException {
        try (OnlyNew sink = sink()) {
            Summary summary = ReplayCommand.run(mapping, replayOptions, sink, file);
            say.accept(summary.describe());
            caughtUp();
            return summary.restaurantId();
        }
    }

    /** Sends simulated history, waits until the node has applied it, goes live, and returns a restaurant's id. */
    public String simulate(SimulatorOptions simulatorOptions) throws InterruptedException {
        SimulatedUntil until = new SimulatedUntil(options.dataDir());
        SimulatorOptions missing = simulatorOptions.withHistoryDays(until.missingDays(simulatorOptions.historyDays()));
        OnlyNew sink = sink();
        if (missing.historyDays() > 0) {
            Simulator history = new Simulator(missing.withLive(false), sink);
            try (Bar bar = new Bar("simulated history", "checks")) {
                history.run(bar::at);
            }
            caughtUp();
            until.loaded();
        }
        Simulator live = new Simulator(missing.withHistoryDays(0).withLive(true), sink);
        goLive(live, sink);
        return Simulator.restaurantIds().get(0);
    }

    private void goLive(Simulator live, OnlyNew sink) {
        CountDownLatch ended = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    try {
                        live.run((sent, total) -> {});
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException e) {
                        log.error("the simulator ends by an error", e);
                    } finally {
                        ended.countDown();
                    }
                },
                "simulator");
        thread.setDaemon(true);
        thread.start();
        parts.push(() -> {
            live.stop();
            thread.join(2_000);
            sink.close();
        });
    }

    /** What a person changed since an earlier start stays changed. */
    private OnlyNew sink() {
        Map<String, Object> client = Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        PublishedCatalogue published = PublishedCatalogue.read(client, node.topics());
        return new OnlyNew(KafkaEventSink.connect(client, node.topics()), published, said -> {});
    }

    private void caughtUp() throws InterruptedException {
        try (CatchUp catchUp = new CatchUp(bootstrapServers(), APPLICATION, node.topics());
                Bar bar = new Bar("applied", "records")) {
            catchUp.await(node.failed(), bar::at);
        }
    }

    private NodeConfig config() {
        Map<String, String> settings = new HashMap<>();
        settings.put("menuflow.bootstrap-servers", broker.bootstrapServers());
        settings.put("menuflow.schema-registry.url", registry.url().toString());
        settings.put("menuflow.application-id", APPLICATION);
        settings.put("menuflow.instance-id", INSTANCE);
        settings.put("menuflow.state-dir", options.dataDir().resolve("state").toString());
        settings.put(
                "menuflow.tracking.dir", options.dataDir().resolve("tracking").toString());
        settings.put("menuflow.http.port", Integer.toString(port(options.httpPort(), HTTP_PORT)));
        settings.put("menuflow.partitions", Integer.toString(options.partitions()));
        settings.put("menuflow.replication-factor", "1");
        settings.put("menuflow.history", options.historyDays() + "d");
        settings.put("menuflow.keys.file", DemoKey.file(options.dataDir()).toString());
        settings.putAll(options.settings());
        return NodeConfig.load(Optional.empty(), settings);
    }

    private void awaitReady() {
        long until = System.nanoTime() + READY_WITHIN.toNanos();
        while (!node.isReady()) {
            if (node.failed().getCount() == 0 || System.nanoTime() > until) {
                throw new IllegalStateException("the node did not become ready; see "
                        + options.dataDir().resolve("menuflow.log"));
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while starting", e);
            }
        }
    }

    private <T extends AutoCloseable> T step(String name, java.util.function.Supplier<T> start) {
        long begin = System.nanoTime();
        T part = start.get();
        parts.push(part);
        say.accept(
                String.format(java.util.Locale.ROOT, "started %s in %.1f s", name, (System.nanoTime() - begin) / 1e9));
        return part;
    }

    /** A named port as it is; the usual one unless it is taken, then any free one. */
    private static int port(@Nullable Integer named, int usual) {
        if (named != null) {
            return named;
        }
        try (ServerSocket socket = new ServerSocket(usual, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            return 0;
        }
    }

    /** The running node. */
    public Node node() {
        return node;
    }

    /** Whether the broker ended by an error. */
    public boolean brokerFailed() {
        return broker.failure().toCompletableFuture().isDone();
    }

    /** Where Kafka listens. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Where the schema registry listens. */
    public URI registryUrl() {
        return registry.url();
    }

    /** Where the node listens. */
    public URI httpUrl() {
        return URI.create("http://127.0.0.1:" + node.port());
    }

    /** Where everything is kept. */
    public Path dataDir() {
        return options.dataDir();
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                log.warn("closing failed", e);
            }
        }
    }
}
