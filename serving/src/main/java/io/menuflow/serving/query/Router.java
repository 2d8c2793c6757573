package io.menuflow.serving.query;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.state.HostInfo;

/** Route: takes a question to the node that can answer it. One hop, pooled connections, bounded time. */
public final class Router {

    /** Marks a question that already took its hop. */
    public static final String HOP = "Menuflow-Hop";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    /**
     * Sends a request on and returns the other node's response as it is.
     *
     * @param pathAndQuery as the client sent it, escaped
     * @throws IOException when the other node does not answer in time
     */
    public HttpResponse<byte[]> forward(
            HostInfo node, String method, String pathAndQuery, Map<String, String> headers, byte[] body)
            throws IOException {
        try {
            return http.send(
                    request(node, method, pathAndQuery, headers, body), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking " + node, e);
        }
    }

    /** Asks a question of another node without waiting; completes exceptionally when it does not answer in time. */
    public CompletableFuture<HttpResponse<byte[]>> ask(
            HostInfo node, String pathAndQuery, Map<String, String> headers) {
        return http.sendAsync(
                request(node, "GET", pathAndQuery, headers, new byte[0]), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static HttpRequest request(
            HostInfo node, String method, String pathAndQuery, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://" + node.host() + ":" + node.port() + pathAndQuery))
                .timeout(PATIENCE)
                .header(HOP, "1")
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return request.build();
    }
}
