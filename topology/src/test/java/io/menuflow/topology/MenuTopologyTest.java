package io.menuflow.topology;

import static io.menuflow.topology.TopologyBench.NOON;
import static io.menuflow.topology.TopologyBench.PLACE;
import static io.menuflow.topology.TopologyBench.check;
import static io.menuflow.topology.TopologyBench.item;
import static io.menuflow.topology.TopologyBench.line;
import static io.menuflow.topology.TopologyBench.restaurant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.menuflow.models.menu.ItemWindow;
import io.menuflow.models.menu.Quadrant;
import io.menuflow.schemas.avro.ItemClassification;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.schemas.avro.TransactionState;
import io.menuflow.topology.classify.Snapshot;
import io.menuflow.topology.sales.Removed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MenuTopologyTest {

    @TempDir
    Path dir;

    private TopologyBench bench;

    @BeforeEach
    void start() {
        bench = new TopologyBench(dir, TopologySettings.of(1));
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void shouldCountACheckOnce_whenItIsDeliveredThreeTimes() {
        bench.send(restaurant(PLACE, "Europe/Rome", 0));
        Transaction check = check("c1", NOON, line("soup", "3", "4.50")).build();

        bench.send(check);
        bench.send(check);
        bench.send(check);

        ItemWindow soup = bench.item("soup");
        assertThat(soup.tally().orders()).isEqualTo(1);
        assertThat(soup.unitsSold()).isEqualByComparingTo("3");
        assertThat(soup.revenue()).isEqualByComparingTo("13.50");
        assertThat(soup.name()).isEqualTo("The soup");
    }

    @Test
    void shouldReplaceTheOlderRevision_whenANewerOneComes() {
        bench.send(restaurant(PLACE, "Europe/Rome", 0));
        bench.send(check("c1", NOON, line("soup", "3", "4.50"), line("wine", "1", "7"))
                .build());

        bench.send(check("c1", NOON, line("soup", "2", "4.50")).setRevision(5).build());
        bench.send(check("c1", NOON, line("soup", "9", "4.50")).setRevision(4).build());

        assertThat(bench.item("soup").revenue()).isEqualByComparingTo("9.00");
        assertThat(bench.menu(PLACE).items()).extracting(ItemWindow::itemId).containsExactly("soup");
    }

    /** The window that ended with the last closed day: the soup sold long before it, the wine in it, both today. */
    @Test
    void shouldSayWhenAnItemLastSoldUpToTheWindowsEnd_whenItSoldAgainSince() {
        bench.send(restaurant(PLACE, "Europe/Rome", 0));
        List.of("soup", "wine", "tea", "new").forEach(item -> bench.send(item(PLACE, item, "4", "1")));
        bench.send(check("c1", NOON.minus(Duration.ofDays(100)), line("soup", "1", "4"), line("tea", "1", "4"))
                .build());
        bench.send(check("c2", NOON.minus(Duration.ofDays(9)), line("wine", "1", "4"))
                .build());

        bench.send(check("c3", NOON, line("soup", "1", "4"), line("wine", "1", "4"), line("new", "1", "4"))
                .build());

        LocalDate today = LocalDate.ofInstant(NOON, ZoneOffset.UTC);
        Snapshot snapshot = Objects.requireNonNull(bench.snapshot(PLACE));
        assertThat(snapshot.closed().items())
                .extracting(ItemWindow::itemId, ItemWindow::lastSold)
                .containsExactly(
                        tuple("new", null),
                        tuple("soup", (int) today.minusDays(100).toEpochDay()),
                        tuple("tea", (int) today.minusDays(100).toEpochDay()),
                        tuple("wine", (int) today.minusDays(9).toEpochDay()));
    }

    @Test
    void shouldTakeACheckOut_whenItIsVoided() {
        bench.send(restaurant(PLACE, "Europe/Rome", 0));
        bench.send(check("c1", NOON, line("soup", "3", "4.50")).build());
        bench.send(check("c2", NOON, line("soup", "1", "4.50")).build());

        bench.send(check("c1", NOON)
                .setRevision(2)
                .setState(TransactionState.VOIDED)
                .build());

        assertThat(bench.item("soup").revenue()).isEqualByComparingTo("4.50");
    }

    @Test
    void shouldLeaveTheSameState_whateverTheOrderAndDuplication() {
        List<Transaction> history = new ArrayList<>();
        for (int day = 0; day < 40; day++) {
            Instant closed = NOON.minus(Duration.ofDays(day));
            String id = "c" + day;
            history.add(check(id, closed, line("soup", "1", "4"), line("wine", "2", "6"))
                    .build());
            history.add(check(id, closed.minus(Duration.ofDays(day % 3)), line("soup", "2", "4"))
                    .setRevision(2)
                    .build());
            if (day % 7 == 0) {
                history.add(check(id, closed)
                        .setRevision(3)
                        .setState(TransactionState.VOIDED)
                        .build());
            }
        }
        Map<String, String> inOrder = stateAfter(history, dir.resolve("in-order"));
        for (int seed = 1; seed <= 5; seed++) {
            List<Transaction> shuffled = new ArrayList<>(history);
            shuffled.addAll(history.subList(0, 30));
            Collections.shuffle(shuffled, new Random(seed));

            assertThat(stateAfter(shuffled, dir.resolve("shuffled-" + seed))).isEqualTo(inOrder);
        }
    }

    private static Map<String, String> stateAfter(List<Transaction> history, Path dir) {
        try (TopologyBench bench = new TopologyBench(dir, TopologySettings.of(1).withHistoryDays(35))) {
            bench.send(restaurant(PLACE, "Europe/Rome", 0));
            history.forEach(bench::send);
            bench.snapshot(PLACE);
            return bench.rows(Names.SNAPSHOT_STORE);
        }
    }

    @Test
    void shouldGiveEveryQuadrant_whenCostsComeAfterTheSales() {
        bench.send(restaurant(PLACE, "Europe/Rome", 0));
        bench.send(check(
                        "c1",
                        NOON,
                        line("a", "40", "20"),
                        line("b", "35", "5"),
                        line("c", "5", "90"),
                        line("d", "2", "3"))
                .build());
        assertThat(quadrant("a")).isEqualTo(Quadrant.UNKNOWN);

        bench.send(item(PLACE, "a", "20", "2"));
        bench.send(item(PLACE, "b", "5", "4"));
        bench.send(item(PLACE, "c", "90", "10"));
        bench.send(item(PLACE, "d", "3", "1"));

        assertThat(List.of(quadrant("a"), quadrant("b"), quadrant("c"), quadrant("d")))
                .containsExactly(Quadrant.STAR, Quadrant.PLOWHORSE, Quadrant.PUZZLE, Quadrant.DOG);
    }

    private Quadrant quadrant(String item) {
        Snapshot snapshot = Objects.requireNonNull(bench.snapshot(PLACE));
        return snapshot.judge(snapshot.rules()).stream()
                .filter(row -> row.item().itemId().equals(item))
                .map(row -> Objects.requireNonNull(row.kasavanaSmith()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldPublishEachItemOncePerClosedDay_whenNothingElseChanges() {
        bench.send(restaurant(PLACE, "Europe/Rome", 0));
        bench.send(check("c1", NOON, line("soup", "3", "4.50")).build());
        bench.snapshot(PLACE);
        assertThat(bench.classifications()).containsOnlyKeys(PLACE + ":soup");

        bench.send(check("c2", NOON.plusSeconds(60), line("soup", "5", "4.50")).build());
        bench.snapshot(PLACE);
        assertThat(bench.classifications()).isEmpty();

        bench.at(NOON.plus(Duration.ofDays(1)));
        bench.send(check("c3", NOON.plus(Duration.ofDays(1)), line("soup", "1", "4.50"))
                .build());
        bench.snapshot(PLACE);
        ItemClassification record = bench.classifications().get(PLACE + ":soup");
        assertThat(record.getWindowTo()).isEqualTo(LocalDate.parse("2026-03-10"));
        assertThat(record.getQuantitySold()).isEqualByComparingTo("8");
        assertThat(record.getOrderCount()).isEqualTo(2);
    }

    @Test
    void shouldParkAndThenApply_whenTheRestaurantComesLater() {
        bench.send(check("c1", NOON, line("soup", "3", "4.50")).build());
        assertThat(bench.rows(Names.PARKING_STORE)).hasSize(1);

        bench.send(restaurant(PLACE, "Europe/Rome", 0));

        assertThat(bench.item("soup").revenue()).isEqualByComparingTo("13.50");
        assertThat(bench.rows(Names.PARKING_STORE)).isEmpty();
        assertThat(bench.deadLetterReasons()).isEmpty();
    }

    @Test
    void shouldSetAside_whenTheRestaurantNeverComes() {
        bench.send(check("c1", NOON, line("soup", "3", "4.50")).build());

        bench.advance(Duration.ofMinutes(6));

        assertThat(bench.deadLetterReasons()).containsExactly("UNKNOWN_RESTAURANT");
        assertThat(bench.rows(Names.PARKING_STORE)).isEmpty();
    }

    @Test
    void shouldSetAsideWithBytesAndReason_whenTheInputIsBroken() {
        bench.send(restaurant(PLACE, "Europe/Rome", 0));
        byte[] noAvro = "hello".getBytes(StandardCharsets.UTF_8);

        bench.sendBytes(PLACE, noAvro);
        var letter = bench.deadLetter();
        assertThat(letter.value()).isEqualTo(noAvro);
        assertThat(letter.headers().lastHeader("menuflow-topic").value())
                .isEqualTo("pos-transactions".getBytes(StandardCharsets.UTF_8));

        bench.sendBytes(PLACE, new byte[] {0, 0, 0, 3, 9, 1});
        bench.sendBytes(PLACE, null);
        bench.send(check("c1", NOON, line("soup", "3", "-4.50")).build());
        bench.send(
                check("c2", NOON, line("soup", "3", "4.50")).setCurrency("XYZ").build());
        bench.send(
                check("c3", NOON, line("soup", "3", "4.50")).setCurrency("USD").build());
        bench.send(check("c4", NOON.plus(Duration.ofHours(2)), line("soup", "3", "4.50"))
                .build());
        bench.send(check("c5", NOON).build());
        bench.send(check("c6", NOON, line("soup", "3", "4.50")).build());
        bench.send(check("c7", NOON.minus(Duration.ofDays(731)), line("soup", "3", "4.50"))
                .build());

        assertThat(bench.deadLetterReasons())
                .containsExactly(
                        "UNKNOWN_SCHEMA",
                        "NO_VALUE",
                        "NEGATIVE_PRICE",
                        "UNKNOWN_CURRENCY",
                        "CURRENCY_MISMATCH",
                        "FUTURE",
                        "NO_LINES",
                        "TOO_OLD");
        assertThat(bench.item("soup").revenue()).isEqualByComparingTo("13.50");
    }

    @Test
    void shouldSetAside_whenTheKeyNamesAnotherRestaurant() {
        bench.send(restaurant(PLACE, "Europe/Rome", 0));

        bench.sendBytes(
                "other",
                bench.topics
                        .transactions()
                        .valueSerde()
                        .serializer()
                        .serialize("", check("c1", NOON, line("soup", "3", "4")).build()));

        assertThat(bench.deadLetterReasons()).containsExactly("KEY_MISMATCH");
    }

    @Test
    void shouldKeepCurrencyAndPastCalendar_whenTheRestaurantHasSales() {
        bench.send(restaurant(PLACE, "Europe/Rome", 0));
        bench.send(check("c1", NOON, line("soup", "3", "4.50")).build());

        bench.send(restaurant(PLACE, "Asia/Tokyo", 0));
        var dollars = restaurant(PLACE, "Europe/Rome", 0);
        bench.send(io.menuflow.schemas.avro.Restaurant.newBuilder(dollars)
                .setCurrency("USD")
                .build());

        assertThat(bench.deadLetterReasons()).containsExactly("BAD_RESTAURANT", "BAD_RESTAURANT");
    }

    @Test
    void shouldKeepCurrencyAndPastCalendar_whenTheRestaurantWasRemovedAndComesBack() {
        var rome = restaurant(PLACE, "Europe/Rome", 0);
        bench.send(rome);
        bench.send(check("c1", NOON, line("soup", "3", "4.50")).build());
        bench.removeRestaurant(PLACE);

        bench.send(restaurant(PLACE, "Asia/Tokyo", 0));
        bench.send(io.menuflow.schemas.avro.Restaurant.newBuilder(rome)
                .setCurrency("USD")
                .build());
        assertThat(bench.deadLetterReasons()).containsExactly("BAD_RESTAURANT", "BAD_RESTAURANT");
        assertThat(bench.snapshot(PLACE)).isNull();

        bench.send(rome);
        assertThat(bench.snapshot(PLACE)).isNotNull();
        bench.removeRestaurant(PLACE);
        assertThat(Removed.of(bench.source(Names.SALES_STORE), PLACE)).isNotNull();
        bench.send(rome);
        assertThat(Removed.of(bench.source(Names.SALES_STORE), PLACE)).isNull();
    }

    @Test
    void shouldTombstoneItsOutputs_whenTheRestaurantIsRemoved() {
        bench.send(restaurant(PLACE, "Europe/Rome", 0));
        bench.send(check("c1", NOON, line("soup", "3", "4.50")).build());
        bench.snapshot(PLACE);
        bench.classifications();

        bench.removeRestaurant(PLACE);

        assertThat(bench.snapshot(PLACE)).isNull();
        assertThat(bench.classifications()).containsEntry(PLACE + ":soup", null);
    }

    @Test
    void shouldFileByBusinessDay_whenTheCutOffIsAtFour() {
        bench.send(restaurant(PLACE, "Europe/Rome", 4 * 60));
        bench.at(Instant.parse("2026-03-11T09:00:00Z"));

        bench.send(check("late", Instant.parse("2026-03-11T02:59:00Z"), line("soup", "1", "4"))
                .build());

        assertThat(bench.menu(PLACE).window().to()).isEqualTo(LocalDate.parse("2026-03-10"));
        bench.send(check("early", Instant.parse("2026-03-11T03:00:00Z"), line("soup", "1", "4"))
                .build());
        assertThat(bench.menu(PLACE).window().to()).isEqualTo(LocalDate.parse("2026-03-11"));
    }

    @Test
    void shouldSweepChecksAndSums_whenTheirDayLeavesTheHistory() {
        stop();
        bench = new TopologyBench(dir.resolve("short"), TopologySettings.of(1).withHistoryDays(30));
        bench.send(restaurant(PLACE, "Europe/Rome", 0));
        bench.send(check("old", NOON, line("soup", "3", "4.50")).build());
        bench.send(check("old-wine", NOON, line("wine", "1", "7")).build());

        bench.at(NOON.plus(Duration.ofDays(70)));
        bench.send(check("new", NOON.plus(Duration.ofDays(70)), line("soup", "1", "4.50"))
                .build());
        bench.advance(Duration.ofSeconds(3));

        assertThat(bench.rows(Names.CHECK_STORE)).hasSize(1);
        assertThat(bench.rows(Names.SALES_STORE).keySet())
                .noneMatch(key -> key.endsWith(HexFormat.of().formatHex("wine".getBytes(StandardCharsets.UTF_8))));
        assertThat(bench.item("soup").daysOnMenu()).isEqualTo(1);
    }

    @Test
    void shouldSetAsideWithItsSize_whenARecordIsTooLarge() {
        bench.sendBytes(PLACE, new byte[1_000_001]);

        var letter = bench.deadLetter();

        assertThat(new String(letter.headers().lastHeader("menuflow-message").value(), StandardCharsets.UTF_8))
                .isEqualTo("the record has 1000001 bytes, the limit is 1000000");
        assertThat(letter.value()).hasSize(1_000_001);
    }

    @Test
    void shouldKeepTheCurrencyOfItsSums_whenARestaurantGoesAndComesAgain() {
        bench.send(restaurant(PLACE, "Europe/Rome", 0));
        bench.send(check("c1", NOON, line("soup", "3", "4.50")).build());
        bench.removeRestaurant(PLACE);

        bench.send(io.menuflow.schemas.avro.Restaurant.newBuilder(restaurant(PLACE, "Europe/Rome", 0))
                .setCurrency("USD")
                .build());

        assertThat(bench.deadLetterReasons()).containsExactly("BAD_RESTAURANT");
        bench.send(restaurant(PLACE, "Europe/Rome", 0));
        assertThat(bench.item("soup").revenue()).isEqualByComparingTo("13.50");
    }

    @Test
    void shouldWaitItsWholeTime_whenARecordWasAppendedLongAgo() {
        bench.at(NOON.minus(Duration.ofHours(2)));
        bench.send(check("c1", NOON.minus(Duration.ofHours(3)), line("soup", "3", "4.50"))
                .build());

        bench.advance(Duration.ofMinutes(4));
        assertThat(bench.deadLetterReasons()).isEmpty();

        bench.advance(Duration.ofMinutes(2));
        assertThat(bench.deadLetterReasons()).containsExactly("UNKNOWN_RESTAURANT");
    }
}
