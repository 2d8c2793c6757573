package io.menuflow.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.menuflow.serving.access.Hop;
import io.menuflow.serving.query.ImpatientRouter;
import io.menuflow.serving.query.Location;
import io.menuflow.serving.query.Locator;
import io.menuflow.serving.query.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a question on its way to the node that has the restaurant. */
@Timeout(60)
class OwnerTest {

    private static final String PROBLEM = "application/problem+json";
    private static final String QUESTION = "/v1/restaurants/roma/forecasts/caf%C3%A9?days=99";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static volatile Location location;
    private static KafkaStreams streams;
    private static RestApi patient;
    private static RestApi impatient;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer owner;
    private HttpServer standby;

    @BeforeAll
    static void startNodes() {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "node");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("any");
        streams = new KafkaStreams(builder.build(), config) {
            @Override
            public <K> KeyQueryMetadata queryMetadataForKey(
                    String store, K key, StreamPartitioner<? super K, ?> partitioner) {
                return new KeyQueryMetadata(location.active(), location.standbys(), 0);
            }
        };
        patient = node(Duration.ofSeconds(20));
        impatient = node(Duration.ofSeconds(2));
    }

    private static RestApi node(Duration patience) {
        Router router = ImpatientRouter.of(Hop.of(OpenApiTest.access(true)), patience);
        RestApi api = new RestApi(OpenApiTest.services(new Locator(streams, 1), router));
        api.start("127.0.0.1", 0);
        return api;
    }

    @AfterAll
    static void stopNodes() {
        patient.close();
        impatient.close();
        streams.close(Duration.ofSeconds(5));
    }

    @BeforeEach
    void start() throws IOException {
        owner = server();
        standby = server();
    }

    @AfterEach
    void stop() {
        goOn.countDown();
        owner.stop(0);
        standby.stop(0);
        threads.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({"GET, 400", "GET, 404", "GET, 409", "POST, 422", "PUT, 422", "GET, 429", "GET, 500"})
    void shouldPassOnWhatTheOwnerAnswers_asItIs(String method, int status) throws Exception {
        String problem = "{ \"title\":\"Ünlike  any of ours\", \"status\":%d,\"detail\":\"days\", \"extra\": [1]}\n"
                .formatted(status);
        answer(owner, status, PROBLEM, problem, "Retry-After", "7");
        answer(standby, 200, "application/json", "{}");
        location = new Location(0, here(owner), Set.of(here(standby)));

        HttpResponse<byte[]> response = send(patient, method, path(method));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains(PROBLEM);
        assertThat(response.headers().firstValue("Retry-After")).contains("7");
        assertThat(response.body()).isEqualTo(problem.getBytes(StandardCharsets.UTF_8));
        assertThat(asked).hasValue(1);
    }

    @Test
    void shouldAskTheStandby_whenTheOwnerCannotAnswer() throws Exception {
        answer(owner, 503, PROBLEM, "{\"detail\": \"rebalancing\"}", "Retry-After", "7");
        answer(standby, 200, "text/csv; charset=utf-8", "a,b\r\n", "Link", "</next>; rel=\"next\"");
        location = new Location(0, here(owner), Set.of(here(standby)));

        HttpResponse<byte[]> response = send(patient, "GET", QUESTION);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(response.headers().firstValue("Link")).contains("</next>; rel=\"next\"");
        assertThat(response.body()).asString().isEqualTo("a,b\r\n");
    }

    @Test
    void shouldSayWhoAndWhy_whenNobodyCanAnswer() throws Exception {
        answer(owner, 503, PROBLEM, "{\"detail\": \"rebalancing\"}");
        HostInfo nobody = nobody();
        location = new Location(0, here(owner), Set.of(nobody));

        assertUnavailable(
                send(patient, "GET", QUESTION),
                Router.name(here(owner)) + ": rebalancing; " + Router.name(nobody) + " cannot be reached");
    }

    @ParameterizedTest
    @CsvSource({"GET", "POST", "PUT"})
    void shouldBeUnavailable_whenTheConnectionIsRefused(String method) throws Exception {
        HostInfo nobody = nobody();
        location = new Location(0, nobody, Set.of());

        assertUnavailable(send(patient, method, path(method)), Router.name(nobody) + " cannot be reached");
    }

    @ParameterizedTest
    @CsvSource({"GET", "POST"})
    void shouldBeUnavailable_whenTheOwnerIsSilent(String method) throws Exception {
        silent(owner);
        location = new Location(0, here(owner), Set.of());

        assertUnavailable(
                send(impatient, method, path(method)),
                Router.name(here(owner)) + " did not answer: HttpTimeoutException");
    }

    /** It may be done: another node that took it too would do it twice, and who sent it knows whether that matters. */
    @Test
    void shouldSendAWriteOnce_whenTheOwnerIsSilent() throws Exception {
        silent(owner);
        answer(standby, 200, "application/json", "{}");
        location = new Location(0, here(owner), Set.of(here(standby)));

        assertUnavailable(
                send(impatient, "PUT", path("PUT")),
                Router.name(here(owner)) + " did not answer: HttpTimeoutException; sending it again is safe");
        assertThat(asked).hasValue(1);
    }

    private static String path(String method) {
        return switch (method) {
            case "POST" -> "/v1/restaurants/roma/prices/caf%C3%A9:simulate";
            case "PUT" -> "/v1/restaurants/roma";
            default -> QUESTION;
        };
    }

    private static void assertUnavailable(HttpResponse<byte[]> response, String detail) throws IOException {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith(PROBLEM);
        JsonNode problem = RestApi.mapper().readTree(response.body());
        assertThat(problem.path("status").asInt()).isEqualTo(503);
        assertThat(problem.path("detail").asText()).isEqualTo(detail);
    }

    private static HttpResponse<byte[]> send(RestApi api, String method, String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path))
                        .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private HttpServer server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
        return server;
    }

    private void answer(HttpServer server, int status, String type, String body, String... header) {
        server.createContext("/", exchange -> {
            received(exchange);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            if (header.length > 0) {
                exchange.getResponseHeaders().set(header[0], header[1]);
            }
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private void silent(HttpServer server) {
        server.createContext("/", exchange -> {
            received(exchange);
            await(goOn);
            exchange.close();
        });
    }

    private void received(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        exchange.getRequestBody().readAllBytes();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(50, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HostInfo here(HttpServer server) {
        return new HostInfo("127.0.0.1", server.getAddress().getPort());
    }

    private static HostInfo nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new HostInfo("127.0.0.1", socket.getLocalPort());
        }
    }
}
