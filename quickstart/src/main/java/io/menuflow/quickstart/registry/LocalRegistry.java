package io.menuflow.quickstart.registry;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.menuflow.quickstart.DirectoryInUseException;
import io.menuflow.quickstart.DirectoryLock;
import io.menuflow.quickstart.PortInUseException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema registry for Avro in this process, on the loopback address only. It speaks Confluent's REST protocol and keeps
 * schemas, ids and levels in one file that is safe on disk before a registration is answered.
 */
public final class LocalRegistry implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LocalRegistry.class);
    private static final String HOST = "127.0.0.1";
    private static final String PORT_OPTION = "--registry-port";

    private final DirectoryLock lock;
    private final Javalin server;
    private final URI url;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * How to run the registry.
     *
     * @param dataDir where its file lives; created when new
     * @param port the port to listen on, 0 for a free one
     */
    public record Options(Path dataDir, int port) {}

    private LocalRegistry(DirectoryLock lock, Javalin server) {
        this.lock = lock;
        this.server = server;
        this.url = URI.create("http://" + HOST + ":" + server.port());
    }

    /**
     * Starts a registry and returns once it answers.
     *
     * @throws PortInUseException when something else listens on the port
     * @throws DirectoryInUseException when another process uses the directory
     * @throws java.io.UncheckedIOException when the file cannot be read
     */
    public static LocalRegistry start(Options options) {
        DirectoryLock lock = DirectoryLock.take(options.dataDir(), "schema registry");
        try {
            RegistryFile file = new RegistryFile(options.dataDir());
            Registry registry = new Registry(file.load(), file::save);
            LocalRegistry started = new LocalRegistry(lock, listen(new RegistryRoutes(registry), options.port()));
            log.info("the schema registry answers at {} from {}", started.url(), options.dataDir());
            return started;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Javalin listen(RegistryRoutes routes, int port) {
        Javalin server = Javalin.create(config -> configure(config, routes));
        try {
            return server.start(HOST, port);
        } catch (RuntimeException e) {
            server.stop();
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof BindException) {
                    throw new PortInUseException("schema registry", port, PORT_OPTION, e);
                }
            }
            throw e;
        }
    }

    private static void configure(JavalinConfig config, RegistryRoutes routes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        var threads = new QueuedThreadPool(16, 2);
        threads.setName("local-registry");
        config.jetty.threadPool = threads;
        routes.addTo(config.routes);
    }

    /** What clients are configured with: {@code http://127.0.0.1:<port>}. */
    public URI url() {
        return url;
    }

    /** Stops answering; a second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.stop();
            lock.close();
        }
    }
}
