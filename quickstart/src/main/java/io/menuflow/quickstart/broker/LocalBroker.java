package io.menuflow.quickstart.broker;

import io.menuflow.quickstart.DirectoryInUseException;
import io.menuflow.quickstart.DirectoryLock;
import io.menuflow.quickstart.PortInUseException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.QuorumConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker and its controller (KRaft, combined) in this process, on the loopback address only. What it stores
 * survives a restart with the same directory; ports may differ from start to start.
 *
 * <p>The two servers are wired by hand as {@link KafkaRaftServer} wires them, because only so can they be given sockets
 * that are already bound ({@link Listeners}) and a say in what a fatal error does ({@link KafkaFaults}).
 */
public final class LocalBroker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LocalBroker.class);
    private static final Duration HANDOVER = Duration.ofSeconds(3);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final DirectoryLock lock;
    private final Listeners listeners;
    private final KafkaFaults faults;
    private final SharedServer shared;
    private final ControllerServer controller;
    private final BrokerServer broker;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * How to run the broker.
     *
     * @param dataDir where logs and metadata live; created and formatted when new
     * @param kafkaPort the port that clients use, 0 for a free one
     */
    public record Options(Path dataDir, int kafkaPort) {}

    private LocalBroker(DirectoryLock lock, Listeners listeners, Path dataDir) {
        this.lock = lock;
        this.listeners = listeners;
        this.faults = new KafkaFaults();
        var config = new KafkaConfig(BrokerSettings.of(dataDir, listeners), false);
        var logDirs = KafkaRaftServer.initializeLogDirs(config, log, "");
        var ensemble = logDirs._1();
        var metrics = Server.initializeMetrics(
                config, Time.SYSTEM, ensemble.clusterId().orElseThrow());
        this.shared = new SharedServer(
                config,
                ensemble,
                Time.SYSTEM,
                metrics,
                CompletableFuture.completedFuture(
                        QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                List.of(),
                faults,
                listeners);
        this.broker = new BrokerServer(shared);
        this.controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), logDirs._2());
    }

    /**
     * Starts a broker and returns once it serves clients (about two seconds).
     *
     * @throws PortInUseException when something else listens on the port
     * @throws DirectoryInUseException when another process uses the directory
     * @throws BrokerException when Kafka itself refuses to start
     */
    public static LocalBroker start(Options options) {
        Path dataDir = options.dataDir().toAbsolutePath();
        DirectoryLock lock = DirectoryLock.take(dataDir, "broker");
        Listeners listeners;
        try {
            listeners = Listeners.open(options.kafkaPort());
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
        LocalBroker broker;
        try {
            formatWhenNew(dataDir);
            broker = new LocalBroker(lock, listeners, dataDir);
        } catch (Exception e) {
            listeners.close();
            lock.close();
            throw new BrokerException("the broker cannot use " + dataDir + ": " + e.getMessage(), e);
        }
        broker.startServers(dataDir);
        return broker;
    }

    private static void formatWhenNew(Path dataDir) throws Exception {
        if (Files.exists(dataDir.resolve("meta.properties"))) {
            return;
        }
        new Formatter()
                .setNodeId(BrokerSettings.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setDirectories(List.of(dataDir.toString()))
                .setMetadataLogDirectory(dataDir.toString())
                .setControllerListenerName(Listeners.CONTROLLER)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .run();
    }

    private void startServers(Path dataDir) {
        faults.interceptExits();
        try {
            controller.startup();
            broker.startup();
        } catch (Exception e) {
            close();
            throw new BrokerException("the broker on " + dataDir + " did not start: " + e.getMessage(), e);
        }
        log.info("Kafka serves {} from {}", bootstrapServers(), dataDir);
    }

    /** What clients connect to: {@code 127.0.0.1:<port>}. */
    public String bootstrapServers() {
        return listeners.client();
    }

    /** The cluster's id, given when the directory was formatted and kept ever after. */
    public String clusterId() {
        return shared.clusterId();
    }

    /** Completes with the error after which this broker no longer serves; the caller should close it and say so. */
    public CompletionStage<BrokerException> failure() {
        return faults.fatal().minimalCompletionStage();
    }

    /**
     * Stops the broker: records and metadata are on disk when this returns. In a thread of its own, because an interrupt
     * in the caller would cut Kafka's shutdown short, and with a limit, because a broken broker may never finish.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        Thread stopping = new Thread(this::stopServers, "local-broker-stop");
        stopping.setDaemon(true);
        stopping.start();
        boolean interrupted = false;
        long deadline = System.nanoTime() + STOP.toNanos();
        while (stopping.isAlive() && deadline - System.nanoTime() > 0) {
            try {
                stopping.join(1 + Duration.ofNanos(deadline - System.nanoTime()).toMillis());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (stopping.isAlive()) {
            log.warn("Kafka did not stop within {}; its data will be checked on the next start", STOP);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The broker first: handing its partitions over needs the controller. */
    private void stopServers() {
        try {
            broker.shutdown(HANDOVER);
            controller.shutdown();
        } catch (RuntimeException e) {
            log.warn("Kafka did not stop cleanly", e);
        } finally {
            listeners.close();
            lock.close();
        }
    }
}
