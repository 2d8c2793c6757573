package io.menuflow.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.serving.rest.Problem.ProblemException;
import io.menuflow.serving.rest.Writes.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WriteTurnsTest {

    private static final Write PUT = Write.put("place", "soup", Instant.EPOCH);

    private final ExecutorService pool = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void shouldLetEachWriteSeeWhatTheOneBeforeLeft() {
        WriteTurns turns = new WriteTurns(Duration.ofSeconds(30));
        AtomicReference<Integer> read = new AtomicReference<>(0);
        List<CompletableFuture<Void>> writes = new ArrayList<>();

        for (int i = 0; i < WriteTurns.MOST_WAITING; i++) {
            writes.add(CompletableFuture.runAsync(
                    () -> turns.take("place", WriteTurnsTest::applied, () -> {
                        int before = read.get();
                        read.set(before + 1);
                    }),
                    pool));
        }
        writes.forEach(CompletableFuture::join);

        assertThat(read.get()).isEqualTo(WriteTurns.MOST_WAITING);
    }

    @Test
    void shouldSendAWriteAway_whenTheOneBeforeTakesTooLong_andLetOtherRestaurantsWrite() throws Exception {
        WriteTurns turns = new WriteTurns(Duration.ofMillis(20));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Void> slow = CompletableFuture.runAsync(
                () -> turns.take("place", WriteTurnsTest::applied, () -> {
                    begun.countDown();
                    awaited(end);
                }),
                pool);
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(() -> turns.take("place", WriteTurnsTest::applied, () -> {}))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(503));
        AtomicReference<String> written = new AtomicReference<>("");
        turns.take("elsewhere", WriteTurnsTest::applied, () -> written.set("elsewhere"));
        end.countDown();
        slow.join();
        turns.take("place", WriteTurnsTest::applied, () -> written.set(written.get() + ", place"));

        assertThat(written.get()).isEqualTo("elsewhere, place");
    }

    @Test
    void shouldWaitForAWriteThatWasAnsweredBeforeItWasSeen() {
        WriteTurns turns = new WriteTurns(Duration.ofMillis(20));
        List<Write> asked = new ArrayList<>();
        turns.note(PUT);

        assertThatThrownBy(() -> turns.take("place", (write, patience) -> false, () -> asked.add(PUT)))
                .isInstanceOf(ProblemException.class);
        assertThat(asked).as("nothing is written").isEmpty();
        turns.take("place", (write, patience) -> asked.add(write), () -> {});
        turns.take("place", (write, patience) -> asked.add(write), () -> {});

        assertThat(asked).as("seen once, it is asked for no more").containsExactly(PUT);
    }

    private static boolean applied(Write write, Duration patience) {
        return true;
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
