package io.menuflow.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.features.Features;
import io.menuflow.models.outlook.Labels;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DayClosesTest {

    @Property(tries = 200)
    void shouldHaveAWholeWindowBeforeAndAfter(@ForAll @IntRange(min = 1, max = 300) int days) {
        RestaurantHistory young = Restaurants.one("r", 1, days, new SplittableRandom(1));

        int[] closes = DayCloses.of(young);

        assertThat(Arrays.stream(closes).mapToObj(LocalDate::ofEpochDay).map(LocalDate::getDayOfWeek))
                .containsOnly(closes.length == 0 ? new DayOfWeek[0] : new DayOfWeek[] {DayOfWeek.SUNDAY});
        for (int close : closes) {
            assertThat(close - Features.WINDOW + 1).isGreaterThanOrEqualTo(young.firstDay());
            assertThat(Labels.window(close).last()).isLessThanOrEqualTo(young.lastDay());
        }
        int possible = Math.max(0, days - 2 * Features.WINDOW + 1);
        assertThat(closes.length).isBetween(possible / 7, (possible + 6) / 7);
    }

    @Test
    void shouldTellEveryItemOnceAWeek_whenAllStandSomewhere() {
        RestaurantHistory restaurant = Restaurants.one("r", 6, 100, new SplittableRandom(1));

        assertThat(DayCloses.rows(restaurant, Features.ALL)).hasSize(6 * DayCloses.of(restaurant).length);
    }
}
