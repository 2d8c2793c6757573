package io.menuflow.serving.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.menuflow.serving.access.Hop;
import io.menuflow.serving.query.Router.UnansweredException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RouterTest {

    private static final byte[] NOTHING = {};
    private static final Hop OPEN = new Hop(Optional.of("1"));

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private HttpServer server;
    private HostInfo node;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/slow", exchange -> {
            asked.countDown();
            await(goOn);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/silent", exchange -> exchange.close());
        server.start();
        node = new HostInfo("127.0.0.1", server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        goOn.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void shouldAskNobody_withoutASecret() {
        Router router = new Router(new Hop(Optional.empty()));

        UnansweredException refusal = catchThrowableOfType(
                UnansweredException.class, () -> router.forward(node, "GET", "/", Map.of(), NOTHING));

        assertThat(refusal).hasMessageContaining("menuflow.http.node-secret");
        assertThat(refusal.maybeReceived()).isFalse();
        assertThatThrownBy(() -> router.ask(node, "/", Map.of()).join())
                .hasRootCauseInstanceOf(UnansweredException.class);
    }

    @Test
    void shouldSayWho_andThatItWasNotReceived_whenNobodyListens() throws IOException {
        Router router = new Router(OPEN);
        HostInfo nobody = nobody();

        var unanswered = catchThrowableOfType(
                UnansweredException.class, () -> router.forward(nobody, "PUT", "/", Map.of(), NOTHING));

        assertThat(unanswered).hasMessage(Router.name(nobody) + " cannot be reached");
        assertThat(unanswered.maybeReceived()).isFalse();
        assertThat(router.isAvoided(nobody)).isTrue();
    }

    @Test
    void shouldSayThatItMayBeDone_whenTheOtherEndsWithoutAWord() {
        Router router = new Router(OPEN);

        var unanswered = catchThrowableOfType(
                UnansweredException.class, () -> router.forward(node, "POST", "/silent", Map.of(), new byte[] {1}));

        assertThat(unanswered).hasMessage(Router.name(node) + " did not answer: IOException");
        assertThat(unanswered.maybeReceived()).isTrue();
        assertThat(router.isAvoided(node)).isTrue();
    }

    @Test
    void shouldTrustANodeAgain_whenItAnswers() throws IOException {
        Router router = new Router(OPEN);
        assertThatThrownBy(() -> router.forward(node, "POST", "/silent", Map.of(), new byte[] {1}))
                .isInstanceOf(UnansweredException.class);

        HttpResponse<byte[]> response = router.forward(node, "GET", "/", Map.of(), NOTHING);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(router.isAvoided(node)).isFalse();
    }

    @Test
    void shouldNotAskMore_whenANodeHasEnoughOpen() throws Exception {
        Router router = new Router(OPEN, 1, 20, Duration.ofSeconds(10), Duration.ofSeconds(10));
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> status(router, "/slow"), threads);
        await(asked);

        var unanswered = catchThrowableOfType(
                UnansweredException.class, () -> router.forward(node, "GET", "/", Map.of(), NOTHING));
        goOn.countDown();

        assertThat(unanswered).hasMessage(Router.name(node) + " has too many questions of this node open");
        assertThat(unanswered.maybeReceived()).isFalse();
        assertThat(router.isAvoided(node)).isFalse();
        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(200);
        assertThat(status(router, "/")).isEqualTo(200);
    }

    @Test
    void shouldFailWithTheReason_whenAskedWithoutWaiting() throws IOException {
        Router router = new Router(OPEN);
        HostInfo nobody = nobody();

        assertThatThrownBy(() -> router.ask(nobody, "/", Map.of()).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(UnansweredException.class)
                .hasMessage(Router.name(nobody) + " cannot be reached");
        assertThat(router.ask(node, "/", Map.of()).join().statusCode()).isEqualTo(200);
    }

    private int status(Router router, String path) {
        try {
            return router.forward(node, "GET", path, Map.of(), NOTHING).statusCode();
        } catch (UnansweredException e) {
            throw new CompletionException(e);
        }
    }

    private static HostInfo nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new HostInfo("127.0.0.1", socket.getLocalPort());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
