package io.menuflow.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.connectors.CollectingSink;
import io.menuflow.models.check.Check;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How fast a replay goes, how it stops, and what it leaves behind. */
class ReplayPaceTest {

    private static final String CSV =
            """
            id,time,item,qty,price
            a,2024-05-02 11:00,Tea,1,1
            b,2024-05-02 11:10,Tea,1,1
            b,2024-05-02 11:10,Cake,1,1
            c,2024-05-02 12:00,Tea,1,1
            """;

    private final Path directory;

    private final ReplayFixture fixture;
    private final Time time = new Time();

    ReplayPaceTest(@TempDir Path directory) {
        this.directory = directory;
        fixture = new ReplayFixture(directory);
    }

    @Test
    void shouldKeepTheSpacing_whenASpeedIsAsked() {
        Summary summary = fixture.replay(
                Mappings.plain(),
                ReplayOptions.DEFAULT.withTime(time, time::sleep).withSpeed(60),
                CSV);

        assertThat(time.slept).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(50));
        assertThat(summary.duration()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void shouldNotWait_whenNoSpeedIsAsked() {
        fixture.replay(Mappings.plain(), ReplayOptions.DEFAULT.withTime(time, time::sleep), CSV);

        assertThat(time.slept).isEmpty();
        assertThat(fixture.sink.flushes).isEqualTo(1);
    }

    @Test
    void shouldFlushAndAccountForTheRest_whenInterruptedWhileWaiting() {
        Sleeper interrupted = duration -> {
            throw new InterruptedException();
        };

        Summary summary = fixture.replay(
                Mappings.plain(),
                ReplayOptions.DEFAULT.withTime(time, interrupted).withSpeed(1),
                CSV);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(fixture.ids()).containsExactly("a");
        assertThat(fixture.sink.flushes).isEqualTo(1);
        assertThat(summary.stopped().lines()).isEqualTo(3);
        assertThat(summary.accountsForEveryLine()).isTrue();
        assertThat(summary.describe()).contains("3 not sent: interrupted");
    }

    @Test
    void shouldStopBeforeTheNextCheck_whenInterruptedAtFullSpeed() {
        Thread.currentThread().interrupt();

        Summary summary = fixture.replay(Mappings.plain(), ReplayOptions.DEFAULT, CSV);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(fixture.sink.checks).isEmpty();
        assertThat(summary.stopped().lines()).isEqualTo(4);
    }

    @Test
    void shouldLeaveNoTemporaryFile_whenTheSinkFails() throws IOException {
        Path temp = Files.createDirectory(directory.resolve("temp"));
        List<Long> filesWhileSending = new ArrayList<>();
        CollectingSink failing = new CollectingSink();
        ReplayListener listener = new ReplayListener() {
            @Override
            public void sending(long done, long total, long sent) {
                filesWhileSending.add(done);
                throw new IllegalStateException("no broker");
            }
        };
        Replay replay = new Replay(
                Mappings.plain(),
                ReplayOptions.DEFAULT.withLimits(new SortLimits(1, 1, temp)),
                failing,
                check -> List.of(),
                listener);
        Path file = fixture.file("orders.csv", CSV.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> replay.run(file)).hasMessage("no broker");

        assertThat(filesWhileSending).containsExactly(1L);
        try (var left = Files.list(temp)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void shouldRefuse_whenOptionsMakeNoSense() {
        ReplayOptions options = ReplayOptions.DEFAULT;

        assertThatThrownBy(() -> options.withSpeed(-1)).hasMessage("the speed cannot be -1.0");
        assertThatThrownBy(() -> options.withSpeed(Double.NaN)).hasMessage("the speed cannot be NaN");
        assertThatThrownBy(() -> options.withHistoryDays(-7)).hasMessage("the history cannot be -7 days");
        assertThatThrownBy(() -> options.withRestaurantId("so ho")).hasMessageContaining("not 'so ho'");
    }

    @Test
    void shouldTellHowFarItIs_whenListenedTo() {
        List<String> told = new ArrayList<>();
        ReplayListener listener = new ReplayListener() {
            @Override
            public void reading(long bytes, long totalBytes, long lines) {
                told.add("read " + (bytes == totalBytes) + " " + lines);
            }

            @Override
            public void grouped(long checks, long lines) {
                told.add("grouped " + checks + " " + lines);
            }

            @Override
            public void sending(long done, long total, long sent) {
                told.add("sent " + done + "/" + total + " " + sent);
            }
        };
        Path file = fixture.file("orders.csv", CSV.getBytes(StandardCharsets.UTF_8));

        new Replay(
                        Mappings.plain(),
                        ReplayOptions.DEFAULT,
                        fixture.sink,
                        (Check check) -> check.transactionId().equals("a") ? List.of("no") : List.of(),
                        listener)
                .run(file);

        assertThat(told).containsExactly("read true 4", "grouped 3 4", "sent 1/3 0", "sent 2/3 1", "sent 3/3 2");
    }

    /** A clock that only sleeping moves. */
    private static final class Time extends Clock {

        private final List<Duration> slept = new ArrayList<>();
        private Instant now = Instant.parse("2025-01-01T00:00:00Z");

        void sleep(Duration duration) {
            slept.add(duration);
            now = now.plus(duration);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
