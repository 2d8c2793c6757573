package io.menuflow.quickstart.registry.contract;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Apicurio Registry in a process of its own, on a free port of the loopback address, in memory. */
final class Apicurio implements RegistryServer {

    private static final Duration UP_WITHIN = Duration.ofSeconds(60);

    private final Process process;
    private final URI url;

    private Apicurio(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    static Apicurio start(Path home, Path java, Path log) throws IOException {
        int port = freePort();
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-Xmx512m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.management.port=0",
                        "-jar",
                        home.resolve("quarkus-run.jar").toString())
                .directory(log.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Apicurio apicurio = new Apicurio(process, URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7"));
        try {
            apicurio.awaitUp();
        } catch (RuntimeException | Error e) {
            apicurio.close();
            throw e;
        }
        return apicurio;
    }

    private void awaitUp() {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + "/subjects")).build();
        await().atMost(UP_WITHIN).pollInterval(Duration.ofMillis(100)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("Apicurio ended with " + process.exitValue());
            }
            try {
                return http.send(request, BodyHandlers.ofString()).statusCode() == 200;
            } catch (IOException e) {
                return false;
            }
        });
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public URI url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
