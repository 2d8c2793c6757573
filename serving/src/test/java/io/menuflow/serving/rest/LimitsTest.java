package io.menuflow.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import io.javalin.Javalin;
import io.menuflow.serving.access.Caller;
import io.menuflow.serving.access.DeniedException;
import io.menuflow.serving.access.Role;
import io.menuflow.serving.access.Scope;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** How much a key may ask, and how much a node takes at once. */
class LimitsTest {

    private static final Caller TILL = new Caller("till", Role.INGEST, Scope.ALL);
    private static final Caller SCREEN = new Caller("screen", Role.VIEWER, Scope.ALL);

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void shouldRefuseWhatIsOneTooMany_andLetInAgainWithTime() {
        Rates rates = rates(3);
        for (int i = 0; i < 3; i++) {
            rates.count(TILL);
        }

        assertThatThrownBy(() -> rates.count(TILL))
                .isInstanceOfSatisfying(DeniedException.class, denied -> {
                    assertThat(denied.status()).isEqualTo(429);
                    assertThat(denied.retryAfterSeconds()).isEqualTo(1);
                })
                .hasMessage("key till sends more than 3 requests a second");
        rates.count(SCREEN); // another key has its own
        nanos.addAndGet(334_000_000);
        rates.count(TILL);
        assertThatThrownBy(() -> rates.count(TILL)).isInstanceOf(DeniedException.class);
    }

    @Test
    void shouldCountNothing_whenThereIsNoLimit() {
        Rates rates = rates(0);

        assertThatCode(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        rates.count(TILL);
                    }
                })
                .doesNotThrowAnyException();
    }

    /** A small body holds a thread as long as a large one: 512 KiB are two of them, whatever their size. */
    @Test
    void shouldRefuseTransactions_whileAsManyAreUnderWay() throws Exception {
        Semaphore arrived = new Semaphore(0);
        CountDownLatch leave = new CountDownLatch(1);
        Javalin server = Javalin.create(config -> {
            config.routes.post("/sell", new Intake(2 * Intake.LEAST).limited(at -> {
                        arrived.release();
                        leave.await();
                    }));
            config.routes.exception(
                    DeniedException.class, (e, at) -> at.status(e.status()).result(String.valueOf(e.getMessage())));
        });
        try {
            server.start("127.0.0.1", 0);
            List<CompletableFuture<HttpResponse<String>>> taken = List.of(sell(server), sell(server));
            arrived.acquire(2);

            HttpResponse<String> third = sell(server).get();
            leave.countDown();

            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.body()).contains("each request counts as at least 256 KiB", "sending it again is safe");
            assertThat(taken)
                    .allSatisfy(each -> assertThat(each.get().statusCode()).isEqualTo(200));
            assertThat(sell(server).get().statusCode()).isEqualTo(200);
        } finally {
            leave.countDown();
            server.stop();
        }
    }

    @Test
    void shouldRefuseRecords_whenTheProducerHasNoRoomForThem() throws IOException {
        AtomicLong free = new AtomicLong(1_000);
        MetricName name = new MetricName("buffer-available-bytes", "producer-metrics", "", Map.of());
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        producer.setMockMetrics(name, new Metric() {
            @Override
            public MetricName metricName() {
                return name;
            }

            @Override
            public Object metricValue() {
                return (double) free.get();
            }
        });
        try (Publisher publisher = new Publisher(producer, 4)) {
            publisher.refuseWhenFull(1_000);
            free.set(999);

            assertThatThrownBy(() -> publisher.refuseWhenFull(1_000))
                    .isInstanceOfSatisfying(DeniedException.class, denied -> assertThat(denied.status())
                            .isEqualTo(429))
                    .hasMessageContaining("1000 bytes more find no room now");
        }
    }

    private static CompletableFuture<HttpResponse<String>> sell(Javalin server) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/sell"))
                .POST(BodyPublishers.ofString("{}"))
                .build();
        return HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofString());
    }

    private Rates rates(int perSecond) {
        return new Rates(perSecond, new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return nanos.get();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        });
    }
}
