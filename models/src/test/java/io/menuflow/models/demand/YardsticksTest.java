package io.menuflow.models.demand;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class YardsticksTest {

    @Test
    void shouldSkipDaysThatTeachNothing_andSayTheLastOfTheWeekday() {
        int cut = SoldDays.CLOSED_DAY;
        Yardsticks yardsticks = new Yardsticks(day -> day == cut ? Double.NaN : (cut - day) / 7 + 1, cut - 34, cut, 99);

        // Sundays before the cut sold 2, 3, 4 and 5, the latest first; the cut's own is unknown.
        assertThat(yardsticks.naive(cut + 7, new Forecast()).p50).isEqualTo(2);
        assertThat(yardsticks.naive(cut + 14, new Forecast()).p50).isEqualTo(2);
        assertThat(yardsticks.mean(cut + 7, new Forecast()).p50).isEqualTo(3.5);
        assertThat(yardsticks.scale).isEqualTo(1);
    }

    @Test
    void shouldLieWhereErrorsLay_whenABandIsAsked() {
        int cut = SoldDays.CLOSED_DAY;
        Yardsticks yardsticks = new Yardsticks(day -> Math.floorMod(day, 14) < 7 ? 10 : 20, cut - 69, cut, 0);

        Forecast forecast = yardsticks.naive(cut + 1, new Forecast());

        assertThat(forecast.p90 - forecast.p50).isEqualTo(10);
        assertThat(forecast.p50 - forecast.p10).isEqualTo(10);
    }

    @Test
    void shouldSaySomethingElse_whenAWeekdayWasNeverSeen() {
        int cut = SoldDays.CLOSED_DAY;
        Yardsticks yardsticks = new Yardsticks(day -> 4, cut - 2, cut, 7);

        assertThat(yardsticks.naive(cut + 1, new Forecast()).p50).isEqualTo(7);
        assertThat(yardsticks.naive(cut + 7, new Forecast()).p50).isEqualTo(4);
        assertThat(yardsticks.scale).isNaN();
    }
}
