package io.menuflow.quickstart.registry.contract;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What stands before a registry in earnest: a reverse proxy that checks who asks, speaks TLS, goes down or hangs. */
final class Gate implements AutoCloseable {

    private static final byte[] UNAUTHORIZED =
            "{\"error_code\":401,\"message\":\"Unauthorized\"}".getBytes(StandardCharsets.UTF_8);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;
    private final String url;

    private Gate(HttpServer server, String scheme, String path) {
        this.server = server;
        this.url = scheme + "://127.0.0.1:" + server.getAddress().getPort() + path;
        server.setExecutor(threads);
    }

    /** Lets everyone through to {@code registry}; the port is 0 for a free one. */
    static Gate open(URI registry, int port) {
        return guarded(registry, null, port);
    }

    /** Lets those through who send this Authorization header. */
    static Gate guarded(URI registry, @Nullable String authorization, int port) {
        return new Gate(server(port), "http", registry.getPath()).forwarding(registry, authorization);
    }

    /** Lets everyone through who accepts its certificate. */
    static Gate tls(URI registry, SSLContext certificate) {
        try {
            HttpsServer server = HttpsServer.create(loopback(0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(certificate));
            return new Gate(server, "https", registry.getPath()).forwarding(registry, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes every request and answers none. */
    static Gate hanging(URI registry) {
        Gate gate = new Gate(server(0), "http", registry.getPath());
        gate.server.createContext("/", exchange -> {
            try (exchange) {
                gate.closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        gate.server.start();
        return gate;
    }

    private Gate forwarding(URI registry, @Nullable String authorization) {
        URI origin = registry.resolve("/");
        server.createContext("/", exchange -> {
            try (exchange) {
                if (authorization != null
                        && !authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                    answer(exchange, 401, UNAUTHORIZED);
                    return;
                }
                HttpResponse<byte[]> answer = forward(exchange, origin);
                answer(exchange, answer.statusCode(), answer.body());
            }
        });
        server.start();
        return this;
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, URI origin) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(origin.resolve(exchange.getRequestURI()))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()))
                .build();
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static HttpServer server(int port) {
        try {
            return HttpServer.create(loopback(port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** What a client is told: the registry's path behind this gate's address. */
    String url() {
        return url;
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
