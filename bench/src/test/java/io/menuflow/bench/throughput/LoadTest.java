package io.menuflow.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.menuflow.connectors.EventSink;
import io.menuflow.models.check.Check;
import io.menuflow.models.check.CheckValidator;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Load.Shape SHAPE = new Load.Shape(50, 20, 3, 100, 0.5, 1, 1);
    private static final int CHECKS = 20_000;

    @Test
    void shouldBeValidAndOfTheShapeAsked_whenSent() {
        List<Check> checks = checks(SHAPE);

        assertThat(checks)
                .allSatisfy(check -> assertThat(CheckValidator.validate(check)).isEmpty());
        assertThat(checks.stream()
                        .mapToInt(check -> check.lines().size())
                        .average()
                        .orElseThrow())
                .isCloseTo(3, within(0.05));
        Map<String, Long> restaurants =
                checks.stream().collect(Collectors.groupingBy(Check::restaurantId, Collectors.counting()));
        assertThat(restaurants).hasSize(50);
        // By Zipf's law the first has four times the sixteenth's share under an exponent of a half.
        assertThat((double) restaurants.get("restaurant-0") / restaurants.get("restaurant-15"))
                .isCloseTo(4, within(0.6));
    }

    @Test
    void shouldRunThroughTimeAsDenselyAsAsked() {
        List<Check> checks = checks(SHAPE);

        Duration took = Duration.between(
                checks.get(0).closedAt(), checks.get(CHECKS - 1).closedAt());
        assertThat(took).isCloseTo(Duration.ofDays(CHECKS / 50 / 100), Load.DISORDER);
        assertThat(Load.days(SHAPE, CHECKS)).isEqualTo(4);
    }

    @Test
    void shouldBeTheSameAgain_whenTheSeedIsTheSame() {
        assertThat(checks(SHAPE)).isEqualTo(checks(SHAPE));
        assertThat(checks(new Load.Shape(50, 20, 3, 100, 0.5, 1, 2))).isNotEqualTo(checks(SHAPE));
    }

    @Test
    void shouldListEveryItemOfEveryRestaurant() {
        Collected sink = new Collected();

        new Load(SHAPE, START).catalogue(sink);

        assertThat(sink.restaurants).isEqualTo(50);
        assertThat(sink.items).isEqualTo(1_000);
    }

    private static List<Check> checks(Load.Shape shape) {
        Collected sink = new Collected();
        new Load(shape, START).checks(CHECKS, sink);
        return sink.checks;
    }

    private static final class Collected implements EventSink {
        private final List<Check> checks = new ArrayList<>();
        private int restaurants;
        private int items;

        @Override
        public void restaurant(Restaurant restaurant) {
            restaurants++;
        }

        @Override
        public void item(MenuItem item) {
            items++;
        }

        @Override
        public void check(Check check) {
            checks.add(check);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
