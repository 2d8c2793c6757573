package io.menuflow.serving.query;

import io.menuflow.serving.access.Hop;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/**
 * Route: takes a question to the node that can answer it. One hop, pooled connections, bounded time and number: a node
 * that is slow must not take all the threads of those that ask it. Thread-safe.
 */
public final class Router {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(1);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    /** Longer than the other node waits for Kafka: what it took must not be called lost. */
    private static final Duration WRITE_WITHIN = Duration.ofSeconds(12);
    /** How long a node that could not be reached is asked last, and one that left a question unanswered. */
    private static final Duration UNREACHABLE_FOR = Duration.ofSeconds(1);

    private static final Duration SILENT_FOR = Duration.ofSeconds(10);

    private final Hop hop;
    private final int limit;
    private final long roomWithinMs;
    private final Duration answerWithin;
    private final Duration writeWithin;
    private final Semaphore all;
    private final Map<HostInfo, Semaphore> each = new ConcurrentHashMap<>();
    private final Map<HostInfo, Long> avoidedUntil = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WITHIN)
            .build();

    public Router(Hop hop) {
        this(hop, 64, 250, ANSWER_WITHIN, WRITE_WITHIN);
    }

    /**
     * @param limit questions that one node may have open with another, half as many as with all others together
     * @param roomWithinMs how long a question waits for room
     * @param answerWithin how long a question waits for its answer
     * @param writeWithin the same of what is no GET
     */
    Router(Hop hop, int limit, long roomWithinMs, Duration answerWithin, Duration writeWithin) {
        this.hop = hop;
        this.limit = limit;
        this.roomWithinMs = roomWithinMs;
        this.answerWithin = answerWithin;
        this.writeWithin = writeWithin;
        this.all = new Semaphore(2 * limit);
    }

    /** The other node did not answer. */
    public static final class UnansweredException extends IOException {
        private static final long serialVersionUID = 1L;
        private final boolean sent;

        UnansweredException(String reason, boolean sent, @Nullable Throwable cause) {
            super(reason, cause);
            this.sent = sent;
        }

        /** Whether it may have got the question: a write may then be done. */
        public boolean maybeReceived() {
            return sent;
        }
    }

    /** Whether a node left the last question unanswered a moment ago: others are asked first. */
    public boolean isAvoided(HostInfo node) {
        Long until = avoidedUntil.get(node);
        return until != null && System.nanoTime() - until < 0;
    }

    /**
     * Sends a request on and returns the other node's response as it is.
     *
     * @param pathAndQuery as the client sent it, escaped
     * @throws UnansweredException when the other node does not answer in time, saying who and why
     */
    public HttpResponse<byte[]> forward(
            HostInfo node, String method, String pathAndQuery, Map<String, String> headers, byte[] body)
            throws UnansweredException {
        HttpRequest request = request(node, method, pathAndQuery, headers, body);
        Semaphore one = each.computeIfAbsent(node, added -> new Semaphore(limit));
        if (!entered(one)) {
            throw new UnansweredException(name(node) + " has too many questions of this node open", false, null);
        }
        try {
            if (!entered(all)) {
                throw new UnansweredException("this node has too many questions to others open", false, null);
            }
            try {
                return sent(node, request);
            } finally {
                all.release();
            }
        } finally {
            one.release();
        }
    }

    /**
     * Asks another node without waiting for it; fails with an {@link UnansweredException} saying who and why.
     *
     * @param pathAndQuery escaped
     */
    public CompletableFuture<HttpResponse<byte[]>> ask(
            HostInfo node, String pathAndQuery, Map<String, String> headers) {
        HttpRequest request;
        try {
            request = request(node, "GET", pathAndQuery, headers, new byte[0]);
        } catch (UnansweredException e) {
            return CompletableFuture.failedFuture(e);
        }
        if (!all.tryAcquire()) {
            return CompletableFuture.failedFuture(
                    new UnansweredException("this node has too many questions to others open", false, null));
        }
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .whenComplete((response, error) -> all.release())
                .handle((response, error) -> {
                    if (error != null) {
                        throw new CompletionException(unanswered(node, error));
                    }
                    avoidedUntil.remove(node);
                    return response;
                });
    }

    private boolean entered(Semaphore room) throws UnansweredException {
        try {
            return room.tryAcquire(roomWithinMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnansweredException("this node is stopping", false, e);
        }
    }

    private HttpResponse<byte[]> sent(HostInfo node, HttpRequest request) throws UnansweredException {
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            avoidedUntil.remove(node);
            return response;
        } catch (IOException e) {
            throw unanswered(node, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnansweredException("this node is stopping", true, e);
        }
    }

    private HttpRequest request(
            HostInfo node, String method, String pathAndQuery, Map<String, String> headers, byte[] body)
            throws UnansweredException {
        String token = hop.token()
                .orElseThrow(() -> new UnansweredException(
                        name(node) + " is not asked: nodes do not ask each other without menuflow.http.node-secret",
                        false,
                        null));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + name(node) + pathAndQuery))
                .timeout(method.equals("GET") ? answerWithin : writeWithin)
                .header(Hop.HEADER, token)
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return request.build();
    }

    /** What went wrong with a node, which is asked last for a while. */
    private UnansweredException unanswered(HostInfo node, Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            avoid(node, UNREACHABLE_FOR);
            return new UnansweredException(name(node) + " cannot be reached", false, cause);
        }
        avoid(node, SILENT_FOR);
        return new UnansweredException(
                name(node) + " did not answer: " + cause.getClass().getSimpleName(), true, cause);
    }

    private void avoid(HostInfo node, Duration howLong) {
        avoidedUntil.put(node, System.nanoTime() + howLong.toNanos());
    }

    /** A node's address as it is written. */
    public static String name(HostInfo node) {
        return node.host() + ":" + node.port();
    }
}
