package io.menuflow.topology;

import static io.menuflow.topology.TopologyBench.NOON;
import static io.menuflow.topology.TopologyBench.PLACE;
import static io.menuflow.topology.TopologyBench.check;
import static io.menuflow.topology.TopologyBench.line;
import static io.menuflow.topology.TopologyBench.restaurant;
import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.schemas.avro.Transaction;
import io.menuflow.topology.arrival.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events whose restaurant is not there: not yet, not any more, never. */
class UnknownRestaurantTest {

    private static final Duration WAIT = Duration.ofMinutes(5);

    @TempDir
    Path dir;

    private TopologyBench bench;

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void shouldSetAsideTheOldest_whenNoMoreMayWait() {
        bench = new TopologyBench(dir, TopologySettings.of(1).withParking(20, WAIT));
        for (int i = 0; i < 20; i++) {
            bench.send(of("ghost-" + i % 3, i));
            bench.advance(Duration.ofSeconds(1));
        }
        assertThat(bench.deadLetterReasons()).isEmpty();

        bench.send(of(PLACE, 20)); // a tenth and one give way
        List<Transaction> gone = deadLetters("ghost-0", "20 or 16777216 bytes");
        bench.send(restaurant(PLACE, "Europe/Rome", 0));

        assertThat(gone).extracting(Transaction::getTransactionId).containsExactly("c0", "c1", "c2");
        assertThat(bench.rows(Names.PARKING_STORE)).hasSize(17);
        assertThat(bench.item("soup").tally().orders()).isEqualTo(1);
    }

    @Test
    void shouldSetAsideEach_whenNoneMayWait() {
        bench = new TopologyBench(dir, TopologySettings.of(1).withParking(0, WAIT));

        bench.send(of("ghost", 1));
        bench.send(of("ghost", 2));

        assertThat(deadLetters("ghost", "no more records may wait"))
                .extracting(Transaction::getTransactionId)
                .containsExactly("c1", "c2");
    }

    @Test
    void shouldSetAsideTheOldest_whenTheyHaveTooManyBytes() {
        TopologySettings usual = TopologySettings.of(1);
        bench = new TopologyBench(
                dir,
                new TopologySettings(
                        1,
                        usual.historyDays(),
                        usual.futureTolerance(),
                        usual.parkedRecords(),
                        4_000,
                        usual.parkedFor(),
                        usual.liveBytes(),
                        usual.windowDays(),
                        usual.scorePeriod(),
                        usual.scoreShare()));
        for (int i = 0; i < 40; i++) {
            bench.send(of("ghost", i));
            bench.advance(Duration.ofSeconds(1));
        }

        int waiting = bench.rows(Names.PARKING_STORE).size();
        long bytes = bench.rows(Names.PARKING_STORE).values().stream()
                .mapToLong(row -> row.length() / 2)
                .sum();

        assertThat(bytes).isBetween(2_500L, 4_000L);
        List<Transaction> gone = deadLetters("ghost", "4000 bytes");
        assertThat(gone).hasSize(40 - waiting);
        assertThat(gone.get(0).getTransactionId()).isEqualTo("c0");
        assertThat(gone.get(gone.size() - 1).getTransactionId()).isEqualTo("c" + (39 - waiting));
    }

    /** The sums stay, unseen: of the same records the same restaurant comes again, whenever it went. */
    @Test
    void shouldEqualOneThatNeverWent_whenARestaurantGoesWhileItSellsAndComesAgain() {
        bench = new TopologyBench(dir, TopologySettings.of(1));
        bench.send(restaurant(PLACE, "Europe/Rome", 0));
        bench.send(of(PLACE, 1));
        bench.snapshot(PLACE);
        bench.classifications();

        bench.removeRestaurant(PLACE);
        bench.send(of(PLACE, 2));
        bench.send(Transaction.newBuilder(of(PLACE, 1))
                .setRevision(2)
                .setLines(List.of(line("wine", "1", "7")))
                .build());

        assertThat(bench.snapshot(PLACE)).isNull();
        assertThat(bench.classifications()).hasSize(1).containsEntry(PLACE + ":soup", null);
        bench.send(restaurant(PLACE, "Europe/Rome", 0));
        assertThat(bench.deadLetterReasons()).isEmpty();
        var snapshot = bench.menu(PLACE);
        var again = bench.rows(Names.SALES_STORE);
        stop();
        bench = new TopologyBench(dir.resolve("never-went"), TopologySettings.of(1));
        bench.send(restaurant(PLACE, "Europe/Rome", 0));
        bench.send(of(PLACE, 1));
        bench.send(of(PLACE, 2));
        bench.send(Transaction.newBuilder(of(PLACE, 1))
                .setRevision(2)
                .setLines(List.of(line("wine", "1", "7")))
                .build());
        assertThat(snapshot).isEqualTo(bench.menu(PLACE));
        assertThat(again).isEqualTo(bench.rows(Names.SALES_STORE));
    }

    @Test
    void shouldSayWhy_whenEventsGoOnAfterARestaurantWent() {
        bench = new TopologyBench(dir, TopologySettings.of(1));
        bench.send(restaurant(PLACE, "Europe/Rome", 0));
        bench.send(of(PLACE, 1));
        bench.removeRestaurant(PLACE);

        bench.send(of(PLACE, 2));
        bench.advance(WAIT.plusSeconds(6));

        assertThat(deadLetters(PLACE, "did not become known within PT5M"))
                .extracting(Transaction::getTransactionId)
                .containsExactly("c2");
    }

    @Test
    void shouldSetAside_whenKeyAndHeadersWouldNotFitBesideTheValue() {
        bench = new TopologyBench(dir, TopologySettings.of(1));

        bench.sendBytes("k".repeat(65_537), new byte[] {1});

        TestRecord<byte[], byte[]> letter = bench.deadLetter();
        assertThat(text(letter, DeadLetter.REASON)).isEqualTo("TOO_LARGE");
        assertThat(text(letter, DeadLetter.MESSAGE))
                .isEqualTo("its key and headers have 65537 bytes, the limit is 65536");
        assertThat(letter.key()).hasSize(65_537);
    }

    private List<Transaction> deadLetters(String firstRestaurant, String message) {
        List<Transaction> values = new ArrayList<>();
        while (bench.hasDeadLetter()) {
            TestRecord<byte[], byte[]> letter = bench.deadLetter();
            assertThat(text(letter, DeadLetter.REASON)).isEqualTo("UNKNOWN_RESTAURANT");
            assertThat(text(letter, DeadLetter.MESSAGE)).contains(message);
            if (values.isEmpty()) {
                assertThat(text(letter, DeadLetter.MESSAGE)).contains("restaurant " + firstRestaurant);
            }
            values.add(bench.topics.transactions().valueSerde().deserializer().deserialize("", letter.value()));
        }
        return values;
    }

    private static String text(TestRecord<byte[], byte[]> letter, String header) {
        return new String(letter.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }

    private static Transaction of(String restaurant, int i) {
        return check("c" + i, NOON.minusSeconds(i), line("soup", "3", "4.50"))
                .setRestaurantId(restaurant)
                .build();
    }
}
