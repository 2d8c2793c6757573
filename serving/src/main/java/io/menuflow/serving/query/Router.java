package io.menuflow.serving.query;

import io.menuflow.serving.access.Hop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;

/** Route: takes a question to the node that can answer it. One hop, pooled connections, bounded time. */
public final class Router {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final Hop hop;

    public Router(Hop hop) {
        this.hop = hop;
    }

    /** Why this node asks no other; empty when it does. */
    public Optional<String> obstacle() {
        return hop.token().isPresent()
                ? Optional.empty()
                : Optional.of("nodes do not ask each other without menuflow.http.node-secret");
    }

    /**
     * Sends a request on and returns the other node's response as it is.
     *
     * @param pathAndQuery as the client sent it, escaped
     * @throws IOException when the other node does not answer in time, or is not asked
     */
    public HttpResponse<byte[]> forward(
            HostInfo node, String method, String pathAndQuery, Map<String, String> headers, byte[] body)
            throws IOException {
        String token = hop.token().orElseThrow(() -> new IOException(obstacle().orElseThrow()));
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://" + node.host() + ":" + node.port() + pathAndQuery))
                .timeout(PATIENCE)
                .header(Hop.HEADER, token)
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking " + node, e);
        }
    }
}
