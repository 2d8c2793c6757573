package io.menuflow.topology;

import static io.menuflow.topology.TopologyBench.NOON;
import static io.menuflow.topology.TopologyBench.PLACE;
import static io.menuflow.topology.TopologyBench.check;
import static io.menuflow.topology.TopologyBench.line;
import static io.menuflow.topology.TopologyBench.restaurant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.menuflow.schemas.avro.MenuSettings;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.TransactionLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must be set aside, because acting on it would end the stream, again at every restart. */
class PoisonTest {

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
    void shouldSetAside_whenASettingWouldFillTheMemory() {
        bench.send(restaurant(PLACE, "Europe/Rome", 0));
        bench.send(
                check("c1", NOON, line("a", "4", "20"), line("b", "3", "5"), line("c", "5", "9"), line("d", "2", "3"))
                        .build());

        bench.send(with(settings -> settings.setPopularityFactor("1E-999999999")));
        bench.send(with(settings -> settings.setSettleBand("0E-999999999")));
        bench.send(with(settings -> settings.setEstimatedCostPct(Map.of("*", "1E-999999999"))));

        assertThat(bench.deadLetterReasons()).containsExactly("BAD_RESTAURANT", "BAD_RESTAURANT", "BAD_RESTAURANT");
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(bench.menu(PLACE).items()).hasSize(4));
    }

    @Test
    void shouldSetAside_whenSumsWouldNoLongerAddUp() {
        bench.send(restaurant(PLACE, "Europe/Rome", 0));
        TransactionLine[] lines = new TransactionLine[1_000];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = TransactionLine.newBuilder(line("soup", "1000000", "0"))
                    .setLineId("l" + i)
                    .build();
        }

        for (int i = 0; i < 7; i++) {
            bench.send(check("c" + i, NOON, lines).build());
        }

        assertThat(bench.deadLetterReasons()).containsExactly("OVERFLOW", "OVERFLOW");
        assertThat(bench.item("soup").unitsSold()).isEqualByComparingTo("5000000000");
        assertThat(bench.item("soup").tally().orders()).isEqualTo(5);
    }

    @Test
    void shouldKeepTheRestaurant_whenAnItemsTombstoneStraysIntoItsTopic() {
        bench.send(restaurant(PLACE, "Europe/Rome", 0));

        bench.removeRestaurant(PLACE + ":soup");

        assertThat(bench.deadLetterReasons()).containsExactly("BAD_RESTAURANT");
        assertThat(bench.rows(Names.RESTAURANT_STORE)).hasSize(1);
    }

    private static Restaurant with(java.util.function.UnaryOperator<MenuSettings.Builder> change) {
        Restaurant restaurant = restaurant(PLACE, "Europe/Rome", 0);
        return Restaurant.newBuilder(restaurant)
                .setSettings(change.apply(MenuSettings.newBuilder(restaurant.getSettings()))
                        .build())
                .build();
    }
}
