package io.menuflow.topology;

import static io.menuflow.topology.TopologyBench.NOON;
import static io.menuflow.topology.TopologyBench.PLACE;
import static io.menuflow.topology.TopologyBench.check;
import static io.menuflow.topology.TopologyBench.line;
import static io.menuflow.topology.TopologyBench.restaurant;
import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.schemas.avro.ItemSalesDay;
import io.menuflow.schemas.avro.OrderType;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.schemas.avro.TransactionState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When days of items are published, and when they are taken back. NOON is on 10 March. */
class ItemSalesDailyTest {

    @TempDir
    Path dir;

    private TopologyBench bench;
    private final Map<String, ItemSalesDay> days = new TreeMap<>();

    @BeforeEach
    void start() {
        bench = new TopologyBench(dir, TopologySettings.of(1).withHistoryDays(40));
        bench.send(restaurant(PLACE, "UTC", 0));
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void shouldPublishADay_whenTheRestaurantsClockPassesIt() {
        sell("a", "soup", 0);
        assertThat(days()).as("the running day").isEmpty();

        sell("b", "wine", 1);

        assertThat(days()).containsOnlyKeys("trattoria:soup:2026-03-10");
    }

    @Test
    void shouldTellWhatWasSold_byOrderTypeAndInTotal() {
        bench.send(check("a", at(0), line("soup", "2", "4.50"), line("wine", "1", "7"))
                .build());
        bench.send(check("b", at(0), line("soup", "1", "6"))
                .setOrderType(OrderType.DELIVERY)
                .build());
        sell("c", "soup", 1);

        ItemSalesDay soup = days().get("trattoria:soup:2026-03-10");

        assertThat(soup.getBusinessDay()).isEqualTo(LocalDate.parse("2026-03-10"));
        assertThat(soup.getCurrency()).isEqualTo("EUR");
        assertThat(soup.getTotal().getUnits()).isEqualByComparingTo("3");
        assertThat(soup.getTotal().getCostedUnits()).isEqualByComparingTo("3");
        assertThat(soup.getTotal().getRevenue()).isEqualByComparingTo("15");
        assertThat(soup.getTotal().getOrders()).isEqualTo(2);
        assertThat(soup.getTotal().getAttachedOrders()).isEqualTo(1);
        assertThat(soup.getTotal().getSquares()).isEqualByComparingTo("76.5"); // 2 · 4.5² + 6²
        assertThat(soup.getCells()).hasSize(2);
        assertThat(soup.getCells().get(0).getOrderType().name()).isEqualTo("DINE_IN");
        assertThat(soup.getCells().get(0).getSum().getRevenue()).isEqualByComparingTo("9");
        assertThat(soup.getCells().get(1).getOrderType().name()).isEqualTo("DELIVERY");
        assertThat(soup.getCells().get(1).getSum().getSquares()).isEqualByComparingTo("36");
    }

    @Test
    void shouldPublishTheDateAfterTheLastColon_whenTheItemsIdHasColons() {
        sell("a", "soup:big:2026-01-01", 0);
        sell("b", "wine", 1);

        assertThat(days()).containsOnlyKeys("trattoria:soup:big:2026-01-01:2026-03-10");
    }

    @Test
    void shouldPublishTheDayAgain_whenACheckComesLate() {
        sell("a", "soup", 0);
        sell("b", "wine", 2);
        days();

        sell("late", "soup", 0);
        sell("late too", "fish", 1);

        assertThat(days()).containsOnlyKeys("trattoria:soup:2026-03-10", "trattoria:fish:2026-03-11");
        assertThat(days.get("trattoria:soup:2026-03-10").getTotal().getOrders()).isEqualTo(2);
    }

    @Test
    void shouldTakeADayBack_whenItsOnlyCheckIsVoided() {
        sell("a", "soup", 0);
        sell("b", "wine", 1);
        assertThat(days()).hasSize(1);

        bench.send(Transaction.newBuilder(sale("a", "soup", 0))
                .setRevision(2)
                .setState(TransactionState.VOIDED)
                .build());

        assertThat(days()).isEmpty();
    }

    @Test
    void shouldMoveTheSale_whenARevisionMovesItToTheRunningDay() {
        sell("a", "soup", 0);
        sell("b", "wine", 1);
        sell("c", "wine", 2);
        assertThat(days()).hasSize(2);

        bench.send(Transaction.newBuilder(sale("b", "wine", 1))
                .setRevision(2)
                .setClosedAt(at(2))
                .build());

        assertThat(days()).containsOnlyKeys("trattoria:soup:2026-03-10");
    }

    @Test
    void shouldTakeDaysBack_whenTheyLeaveTheHistory() {
        sell("a", "soup", 0);
        sell("b", "wine", 20);
        sell("c", "wine", 39); // of 40 days the first is 0
        assertThat(days()).containsKey("trattoria:soup:2026-03-10").hasSize(2);

        sell("d", "fish", 40);
        assertThat(days()).doesNotContainKey("trattoria:soup:2026-03-10").hasSize(2);

        sell("e", "fish", 300); // whole months at once
        assertThat(days()).isEmpty();
    }

    @Test
    void shouldTakeAllDaysBack_whenTheRestaurantGoes_andPublishThemAgain_whenItComesBack() {
        for (int day = 0; day < 35; day++) {
            sell("c" + day, "soup", day);
        }
        Map<String, ItemSalesDay> before = new TreeMap<>(days());
        assertThat(before).hasSize(34);

        bench.removeRestaurant(PLACE);
        assertThat(days()).isEmpty();

        bench.send(restaurant(PLACE, "UTC", 0));
        assertThat(days()).isEqualTo(before);
    }

    @Test
    void shouldPublishNothingAgain_whenSettingsChangeOrADuplicateComes() {
        sell("a", "soup", 0);
        sell("b", "wine", 1);
        days();
        days.clear();

        bench.send(restaurant(PLACE, "UTC", 0));
        bench.send(sale("a", "soup", 0));

        assertThat(days()).isEmpty();
    }

    private Map<String, ItemSalesDay> days() {
        bench.advance(Duration.ofSeconds(1));
        bench.readDays(days);
        return days;
    }

    private void sell(String id, String item, int day) {
        bench.at(at(Math.max(day, 0)));
        bench.send(sale(id, item, day));
    }

    private static Transaction sale(String id, String item, int day) {
        return check(id, at(day), line(item, "1", "4.50")).build();
    }

    private static Instant at(int day) {
        return NOON.plus(Duration.ofDays(day));
    }
}
