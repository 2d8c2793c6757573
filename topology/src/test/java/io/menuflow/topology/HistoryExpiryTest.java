package io.menuflow.topology;

import static io.menuflow.topology.TopologyBench.NOON;
import static io.menuflow.topology.TopologyBench.PLACE;
import static io.menuflow.topology.TopologyBench.check;
import static io.menuflow.topology.TopologyBench.item;
import static io.menuflow.topology.TopologyBench.line;
import static io.menuflow.topology.TopologyBench.restaurant;
import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.menu.ItemWindow;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.schemas.avro.TransactionState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a restaurant's own clock moves out of a history of 35 days. NOON is on 10 March. */
class HistoryExpiryTest {

    @TempDir
    Path dir;

    private TopologyBench bench;

    @BeforeEach
    void start() {
        bench = new TopologyBench(dir, TopologySettings.of(1).withHistoryDays(35));
        bench.send(restaurant(PLACE, "UTC", 0));
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void shouldForgetWholeMonthsAndItems_whenTheyLeaveTheHistory() {
        sell("old", -30);
        sell("soup", -30);
        sell("soup", 0);
        int rowsBefore = bench.rows(Names.SALES_STORE).size();
        assertThat(bench.item("old").daysOnMenu()).isEqualTo(31);

        sell("soup", 60);

        bench.advance(Duration.ofSeconds(1));
        // latest, info and month of soup, and the restaurant's month by daypart and by hour
        assertThat(rowsBefore).isGreaterThan(5);
        assertThat(bench.rows(Names.SALES_STORE)).hasSize(4);
        assertThat(bench.menu(PLACE).items()).extracting(ItemWindow::itemId).containsExactly("soup");
        assertThat(bench.item("soup").revenue()).isEqualByComparingTo("4.50");
    }

    @Test
    void shouldFollowTheFirstDaySold_whenTheFirstLeavesTheHistory() {
        sell("soup", -30);
        sell("soup", -10);
        sell("wine", 0);
        assertThat(itemRow("soup").daysOnMenu()).isEqualTo(31);

        sell("wine", 4); // −30 is the last day of 35
        assertThat(itemRow("soup").daysOnMenu()).isEqualTo(35);

        sell("wine", 5);
        assertThat(itemRow("soup").daysOnMenu()).isEqualTo(16);
    }

    @Test
    void shouldFollowTheFirstDaySold_whenTheFirstIsTakenBack() {
        sell("soup", -30);
        sell("soup", -10);
        sell("wine", 0);

        bench.send(sale("soup", -30)
                .setRevision(2)
                .setState(TransactionState.VOIDED)
                .build());

        assertThat(itemRow("soup").daysOnMenu()).isEqualTo(11);
        assertThat(itemRow("soup").lastSold()).isEqualTo(day(-10));
    }

    @Test
    void shouldFollowTheLastDaySold_whenTheLastMovesToAnEarlierMonth() {
        sell("soup", -20);
        sell("soup", -2);
        sell("wine", 0);
        assertThat(itemRow("soup").lastSold()).isEqualTo(day(-2));

        bench.send(Transaction.newBuilder(sale("soup", -2).build())
                .setRevision(2)
                .setClosedAt(at(-15))
                .build());

        assertThat(itemRow("soup").lastSold()).isEqualTo(day(-15));
        assertThat(itemRow("soup").daysOnMenu()).isEqualTo(21);
    }

    @Test
    void shouldTakeTheFirstDayOfTheHistoryAndNoEarlier_whenACheckComesLate() {
        sell("wine", 0);

        sell("soup", -34);
        sell("soup", -35);

        assertThat(bench.deadLetterReasons()).containsExactly("TOO_OLD");
        assertThat(itemRow("soup").daysOnMenu()).isEqualTo(35);
    }

    @Test
    void shouldNotTakeBackWhatIsForgotten_whenAnOldCheckIsMovedIntoTheHistory() {
        sell("soup", -30);
        sell("wine", 10);

        bench.send(Transaction.newBuilder(sale("soup", -30).build())
                .setRevision(2)
                .setClosedAt(at(9))
                .build());

        assertThat(itemRow("soup").revenue()).isEqualByComparingTo("4.50");
        assertThat(itemRow("soup").daysOnMenu()).isEqualTo(2);
    }

    @Test
    void shouldTakeBackWhatWasCounted_whenACheckIsMovedOutOfTheHistory() {
        sell("wine", 0);
        sell("soup", -10);

        bench.send(movedOut());

        assertThat(bench.deadLetterReasons()).containsExactly("TOO_OLD");
        assertThat(bench.menu(PLACE).items()).extracting(ItemWindow::itemId).containsExactly("wine");
    }

    @Test
    void shouldNotCountAnOlderRevision_whenTheNewerIsBeforeTheHistory() {
        sell("wine", 0);

        bench.send(movedOut());
        sell("soup", -10);
        sell("wine", 20);
        sell("soup", -10);

        assertThat(bench.menu(PLACE).items()).extracting(ItemWindow::itemId).containsExactly("wine");
    }

    @Test
    void shouldNotCountAnOlderRevisionAgain_whenTheNewerHasLeftTheHistory() {
        sell("soup", -5);
        bench.send(Transaction.newBuilder(sale("soup", -5).build())
                .setRevision(2)
                .setClosedAt(at(-30))
                .build());

        sell("wine", 10); // −24 is the first day kept
        sell("soup", -5);
        bench.advance(Duration.ofSeconds(2));
        sell("soup", -5);

        assertThat(bench.menu(PLACE).items()).extracting(ItemWindow::itemId).containsExactly("wine");
    }

    @Test
    void shouldCountAnIdAgain_whenItIsUsedAnewAHistoryLater() {
        sell("soup", -5);
        sell("wine", 60);

        bench.send(sale("soup", -5).setClosedAt(at(60)).build());

        assertThat(bench.menu(PLACE).items()).extracting(ItemWindow::itemId).containsExactly("soup", "wine");
    }

    @Test
    void shouldTellNothingOfDaysBeforeTheHistory_whenTheyAreInAMonthOfWhichSomeAreKept() {
        sell("soup", -30);
        sell("soup", -20);
        sell("cake", -30);
        sell("wine", 10); // −24, 14 February, is the first day kept
        bench.advance(Duration.ofSeconds(1));
        var forgotten = bench.rows(Names.SALES_STORE);

        stop();
        bench = new TopologyBench(dir.resolve("late"), TopologySettings.of(1).withHistoryDays(35));
        bench.send(restaurant(PLACE, "UTC", 0));
        sell("wine", 10);
        sell("soup", -20);
        sell("soup", -30);
        sell("cake", -30);

        bench.advance(Duration.ofSeconds(1));
        assertThat(bench.rows(Names.SALES_STORE)).isEqualTo(forgotten);
    }

    private static Transaction movedOut() {
        return Transaction.newBuilder(sale("soup", -10).build())
                .setRevision(2)
                .setClosedAt(at(-50))
                .build();
    }

    /** An item nobody sold for long is shown as long as the menu lists it. */
    private ItemWindow itemRow(String item) {
        bench.send(item(PLACE, item, "4.50", "1"));
        return bench.item(item);
    }

    private void sell(String item, int day) {
        bench.at(at(Math.max(day, 0)));
        bench.send(sale(item, day).build());
    }

    private static Transaction.Builder sale(String item, int day) {
        return check(item + " on " + day, at(day), line(item, "1", "4.50"));
    }

    private static Instant at(int day) {
        return NOON.plus(Duration.ofDays(day));
    }

    private static int day(int day) {
        return (int) at(day).atZone(java.time.ZoneOffset.UTC).toLocalDate().toEpochDay();
    }
}
