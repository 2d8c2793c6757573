package io.menuflow.bench.crash;

import io.menuflow.bench.Workplace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A node that is started, killed, paused, wiped and started again. */
public final class CrashingNode implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("Menuflow on (http://\\S+)");
    private static final Pattern RESTORED = Pattern.compile("restored (\\d+) records of \\d+ stores in ([0-9.]+) s");
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);
    private static final long STAYS_NANOS = 500_000_000;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String name;
    private final Path dir;
    private final Path state;
    private final List<String> settings;
    private @Nullable Launched process;
    private long startedAt;

    CrashingNode(String name, Path dir, Path state, List<String> settings) {
        this.name = name;
        this.dir = dir;
        this.state = state;
        this.settings = settings;
    }

    /**
     * How a node came up.
     *
     * @param seconds from its start to the first of an unbroken row of 200s of {@code /health/ready}
     * @param restored records of changelogs read, over {@code restoreSeconds}
     */
    public record Ready(double seconds, long restored, double restoreSeconds) {}

    /** Starts it. */
    public void start() {
        startedAt = System.nanoTime();
        process = new Launched(name, dir, settings, List.of("serve"));
    }

    /** Waits until it is ready, and stays so: while tasks are handed out it may be for a moment. */
    public Ready awaitReady() {
        long[] since = {0};
        Wait.until("readiness of " + name, READY_WITHIN, () -> {
            long now = System.nanoTime();
            if (!isReady()) {
                since[0] = 0;
            } else if (since[0] == 0) {
                since[0] = now;
            }
            return since[0] != 0 && now - since[0] > STAYS_NANOS;
        });
        double seconds = (since[0] - startedAt) / 1e9;
        long records = 0;
        double restoring = 0;
        Matcher restored = running().said(RESTORED);
        while (restored != null) {
            records += Long.parseLong(restored.group(1));
            restoring += Double.parseDouble(restored.group(2));
            restored = restored.find() ? restored : null;
        }
        return new Ready(seconds, records, restoring);
    }

    private boolean isReady() {
        mustLive();
        URI address = address();
        if (address == null) {
            return false;
        }
        try {
            return get("/health/ready").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Where it listens, once it said so. */
    public @Nullable URI address() {
        Matcher said = running().said(ADDRESS);
        return said == null ? null : URI.create(said.group(1));
    }

    /** Asks a question. */
    public HttpResponse<String> get(String path) {
        URI address = address();
        if (address == null) {
            throw new IllegalStateException(name + " does not listen");
        }
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(ANSWER_WITHIN)
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** A figure of {@code /metrics}. */
    double metric(String figure) {
        Matcher line = Pattern.compile("^" + figure + " (\\S+)$", Pattern.MULTILINE)
                .matcher(get("/metrics").body());
        if (!line.find()) {
            throw new IllegalStateException(name + " has no metric " + figure);
        }
        return Double.parseDouble(line.group(1));
    }

    /** Throws when it has died by itself. */
    public void mustLive() {
        if (process != null) {
            process.mustLive();
        }
    }

    /** Deletes its state directory. */
    void wipe() {
        Workplace.delete(state);
    }

    /** Bytes of its stores on disk. */
    long stateBytes() {
        return Cluster.bytes(state);
    }

    /** The process, for signals. */
    public Launched running() {
        if (process == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return process;
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
