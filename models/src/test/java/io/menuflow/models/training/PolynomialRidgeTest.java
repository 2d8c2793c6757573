package io.menuflow.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.menuflow.models.demand.DayDemand;
import io.menuflow.models.features.SoldItem;
import io.menuflow.models.menu.MenuHistory;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolynomialRidgeTest {

    private static final int FIRST = 20_000;
    private static final int LAST = FIRST + 199;

    @Test
    void shouldFindThePattern_whenItIsAPolynomialOfWhatItReads() {
        SoldItem item = SoldItem.item("a");
        for (int day = FIRST; day <= LAST + 14; day++) {
            int units = units(day);
            item.sold(day, units, units);
        }
        MenuHistory history = SoldItem.history(item);

        Map<Integer, DayDemand> forecasts = new PolynomialRidge(history, FIRST, LAST, LAST + 14)
                .after(LAST, 14)
                .getOrDefault("a", Map.of());

        assertThat(forecasts).hasSize(14);
        forecasts.forEach((day, forecast) -> assertThat(forecast.p50()).isCloseTo(units(day), within(1.0)));
    }

    @Test
    void shouldSayNothingOfTheFuture_whenItIsAskedEarlier() {
        SoldItem known = SoldItem.item("a");
        SoldItem more = SoldItem.item("a");
        for (int day = FIRST; day <= LAST + 14; day++) {
            known.sold(day, day <= LAST ? units(day) : 1, 1);
            more.sold(day, units(day), 1);
        }

        Map<String, Map<Integer, DayDemand>> byKnown =
                new PolynomialRidge(SoldItem.history(known), FIRST, LAST, LAST + 14).after(LAST, 14);
        Map<String, Map<Integer, DayDemand>> byMore =
                new PolynomialRidge(SoldItem.history(more), FIRST, LAST, LAST + 14).after(LAST, 14);

        assertThat(byKnown).isEqualTo(byMore);
    }

    /** 10 on weekdays, 20 at weekends, and a parabola of the weekday. */
    private static int units(int day) {
        int weekday = Math.floorMod(day + 3, 7);
        return 10 + (weekday >= 5 ? 10 : 0) + weekday * weekday / 4;
    }
}
