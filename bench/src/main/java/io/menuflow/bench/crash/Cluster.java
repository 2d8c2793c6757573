package io.menuflow.bench.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A broker with its registry, and nodes, each in a process of its own; addresses outlive the processes. */
public final class Cluster implements AutoCloseable {

    private static final Duration BROKER_WITHIN = Duration.ofSeconds(90);
    private static final Pattern BROKER_UP = Pattern.compile("broker on (\\S+), registry on (\\S+)");
    /** Below the ports that systems give to connections, or one could take a dead broker's. */
    private static final int LOWEST_PORT = 15_000;

    private static final int PORTS = 15_000;

    private final Path dir;
    private final int partitions;
    private final int port;
    private final int registryPort;
    private final List<CrashingNode> nodes = new ArrayList<>();
    private @Nullable Launched broker;

    /** A cluster with its data and its processes' output in {@code dir}; nothing runs yet. */
    public Cluster(Path dir, int partitions) {
        this.dir = dir;
        this.partitions = partitions;
        SplittableRandom random = new SplittableRandom();
        port = freePort(random);
        registryPort = freePort(random);
    }

    private static int freePort(SplittableRandom random) {
        int candidate;
        do {
            candidate = LOWEST_PORT + random.nextInt(PORTS);
        } while (!isFree(candidate));
        return candidate;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts the broker and the registry, and returns once both answer. */
    public void startBroker() {
        Launched started = new Launched(
                "broker",
                dir,
                List.of("menuflow.log.level=WARN"),
                List.of("broker", dir.toString(), Integer.toString(port), Integer.toString(registryPort)));
        broker = started;
        Wait.until("the broker", BROKER_WITHIN, () -> {
            started.mustLive();
            return started.said(BROKER_UP) != null;
        });
    }

    /** SIGKILL. */
    void killBroker() {
        if (broker != null) {
            broker.kill();
        }
    }

    /**
     * A node of {@code application} with a name and a state directory of its own; not started. Where there are two, each
     * keeps a copy of the other's state.
     *
     * @param liveMegabytes heap for the sums it works on
     */
    public CrashingNode node(String application, String name, int liveMegabytes) {
        Path state = dir.resolve("state").resolve(application + "-" + name);
        List<String> settings = List.of(
                "menuflow.bootstrap-servers=" + bootstrapServers(),
                "menuflow.schema-registry.url=" + registry(),
                "menuflow.application-id=" + application,
                "menuflow.instance-id=" + name,
                "menuflow.state-dir=" + state,
                "menuflow.http.port=0",
                "menuflow.http.open=true",
                "menuflow.partitions=" + partitions,
                "menuflow.replication-factor=1",
                "menuflow.standbys=1",
                "menuflow.live.megabytes=" + liveMegabytes,
                "menuflow.parked.for=PT240H",
                "menuflow.parked.records=1000000");
        CrashingNode node = new CrashingNode(application + "-" + name, dir, state, settings);
        nodes.add(node);
        return node;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public URI registry() {
        return URI.create("http://127.0.0.1:" + registryPort);
    }

    /** Throws when a process has died by itself. */
    public void mustLive() {
        if (broker != null) {
            broker.mustLive();
        }
        nodes.forEach(CrashingNode::mustLive);
    }

    /** Bytes of the files in a directory. */
    static long bytes(Path directory) {
        if (!Files.exists(directory)) {
            return 0;
        }
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        nodes.forEach(CrashingNode::close);
        if (broker != null) {
            broker.close();
        }
    }
}
