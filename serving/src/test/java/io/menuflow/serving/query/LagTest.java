package io.menuflow.serving.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.menuflow.schemas.Topics;
import io.menuflow.serving.InMemoryRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LagTest {

    private final Topics topics = new Topics(new InMemoryRegistry());
    private final AtomicLong now = new AtomicLong(1_000_000);
    private final Clock clock = ((InstantSource) () -> Instant.ofEpochMilli(now.get())).withZone(ZoneOffset.UTC);
    private final AtomicInteger looks = new AtomicInteger();
    private volatile double waiting = 3;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final Lag lag = new Lag(this::metrics, topics, partition -> now.get() - 6_000, clock);

    @Test
    void shouldBeBehind_whenTransactionsWaitForLongerThanFiveSeconds_orNobodyKnows() {
        assertThat(lag.isBehind(0)).isTrue();
        assertThat(lag.isBehind(1)).as("of a partition nobody told of").isTrue();
        assertThat(lag.records(0)).isEqualTo(3);

        waiting = 0;
        now.addAndGet(501);

        assertThat(lag.isBehind(0)).isFalse();
    }

    @Test
    void shouldLookOnceInHalfASecond() {
        lag.records(0);
        now.addAndGet(500);
        lag.records(0);
        assertThat(looks).hasValue(1);

        now.addAndGet(1);
        lag.records(0);
        assertThat(looks).hasValue(2);
    }

    @Test
    void shouldTakeWhatWasSeen_whileSomebodyLooks_unlessThatIsOverASecondAgo() throws Exception {
        lag.records(0);
        waiting = 4;
        gate = new CountDownLatch(1);
        now.addAndGet(600);
        CompletableFuture<Long> looking = CompletableFuture.supplyAsync(() -> lag.records(0));
        await().until(() -> looks.get() == 2);

        assertThat(lag.records(0)).isEqualTo(3);

        now.addAndGet(600);
        AtomicInteger asked = new AtomicInteger();
        Thread patient = new Thread(() -> {
            asked.incrementAndGet();
            asked.addAndGet((int) lag.records(0));
        });
        patient.start();
        await().until(() -> patient.getState() == Thread.State.WAITING);
        gate.countDown();
        patient.join();

        assertThat(looking.get(10, TimeUnit.SECONDS)).isEqualTo(4);
        assertThat(asked).hasValue(1 + 4);
    }

    private Map<MetricName, Metric> metrics() {
        looks.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        MetricName name = new MetricName(
                "records-lag", "", "", Map.of("topic", topics.transactions().name(), "partition", "0"));
        return Map.of(name, new Metric() {
            @Override
            public MetricName metricName() {
                return name;
            }

            @Override
            public Object metricValue() {
                return waiting;
            }
        });
    }
}
