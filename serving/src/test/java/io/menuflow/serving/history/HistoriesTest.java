package io.menuflow.serving.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.menuflow.connectors.replay.Mapping;
import io.menuflow.connectors.replay.ReplayListener;
import io.menuflow.connectors.simulator.demand.Family;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.sales.Tally;
import io.menuflow.models.training.RestaurantHistory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoriesTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));
    private static final Path TAKEAWAY = ROOT.resolve("../shared/data/takeaway/restaurant-1-orders.csv.gz");
    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);

    @Test
    void shouldHaveEveryDayOfEachRestaurant_whenSimulated() {
        SimulatedHistories histories = new SimulatedHistories(
                List.of(Family.MULTIPLICATIVE, Family.LOGIT), List.of(101L, 102L), 2, List.of(8, 12), FROM, 40);

        List<RestaurantHistory> all = histories.stream().toList();

        assertThat(all).hasSize(8).hasSize((int) histories.count());
        assertThat(all).extracting(RestaurantHistory::restaurant).doesNotHaveDuplicates();
        assertThat(all.get(0).restaurant()).startsWith("multiplicative/101/");
        assertThat(all.get(7).restaurant()).startsWith("logit/102/");
        assertThat(all).allSatisfy(restaurant -> {
            assertThat(restaurant.firstDay()).isBetween((int) FROM.toEpochDay(), (int) FROM.toEpochDay() + 3);
            assertThat(restaurant.lastDay()).isBetween((int) FROM.toEpochDay() + 36, (int) FROM.toEpochDay() + 39);
            assertThat(restaurant.history().items()).hasSizeGreaterThanOrEqualTo(8);
        });
        assertThat(total(histories.stream().toList())).isEqualTo(total(all));
    }

    @Test
    void shouldComeOutExactly_whenTheTakeawayIsRead() {
        assumeThat(TAKEAWAY)
                .as("the takeaway's file is not beside the checkout")
                .exists();
        Mapping mapping = Mapping.load(ROOT.resolve("connectors/mappings/takeaway.yaml"));

        List<RestaurantHistory> all = new FileHistories(TAKEAWAY, mapping, ReplayListener.NONE)
                .stream().toList();

        assertThat(all).hasSize(1);
        assertThat(total(all).units()).isEqualTo(93_041L * 100_000);
        assertThat(total(all).revenue()).isEqualTo(446_517_45L * 100);
        assertThat(LocalDate.ofEpochDay(all.get(0).firstDay())).isEqualTo("2015-09-01");
        assertThat(LocalDate.ofEpochDay(all.get(0).lastDay())).isEqualTo("2019-08-02"); // the day after may go on
    }

    private static Tally total(List<RestaurantHistory> restaurants) {
        Tally total = Tally.ZERO;
        for (RestaurantHistory restaurant : restaurants) {
            for (MenuHistory.Item item : restaurant.history().items()) {
                for (int cell = 0; cell < item.days().size(); cell++) {
                    total = total.plus(item.days().tally(cell));
                }
            }
        }
        return total;
    }
}
