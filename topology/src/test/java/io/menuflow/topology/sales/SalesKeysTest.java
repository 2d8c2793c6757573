package io.menuflow.topology.sales;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.topology.sales.SalesKeys.Place;
import io.menuflow.topology.store.Key;
import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SalesKeysTest {

    private static final int MARCH = 2026 * 12 + 2;

    @ParameterizedTest
    @ValueSource(strings = {"1999-12-31", "2000-01-01", "2024-02-29", "2026-03-01", "2026-12-31", "1969-12-31"})
    void shouldFindADayAgain_whenSplitIntoMonthAndDay(LocalDate date) {
        int day = (int) date.toEpochDay();

        assertThat(SalesKeys.monthOf(day)).isEqualTo(date.getYear() * 12 + date.getMonthValue() - 1);
        assertThat(SalesKeys.dayOfMonth(day)).isEqualTo(date.getDayOfMonth());
        assertThat(SalesKeys.day(SalesKeys.monthOf(day), SalesKeys.dayOfMonth(day)))
                .isEqualTo(day);
    }

    @Test
    void shouldBeReadBackFromItsKey() {
        assertThat(Place.of(SalesKeys.month("roma", MARCH, SalesKeys.ITEM, "caffè")))
                .isEqualTo(new Place(MARCH, SalesKeys.ITEM, "caffè"));
        assertThat(Place.of(SalesKeys.month("roma", MARCH, SalesKeys.HOURS, "")))
                .isEqualTo(new Place(MARCH, SalesKeys.HOURS, ""));
        assertThat(SalesKeys.itemOfInfo(SalesKeys.info("roma", "caffè"))).isEqualTo("caffè");
        assertThat(Key.restaurantOf(SalesKeys.info("roma", "caffè"))).isEqualTo("roma");
    }

    @Test
    void shouldOrderAMonthsRowsTogether() {
        byte[] from = SalesKeys.monthFrom("roma", MARCH);
        byte[] to = SalesKeys.monthTo("roma", MARCH);

        assertThat(within(from, SalesKeys.month("roma", MARCH, SalesKeys.ITEM, "a"), to))
                .isTrue();
        assertThat(within(from, SalesKeys.month("roma", MARCH, SalesKeys.HOURS, ""), to))
                .isTrue();
        assertThat(within(from, SalesKeys.month("roma", MARCH - 1, SalesKeys.HOURS, "zz"), to))
                .isFalse();
        assertThat(within(from, SalesKeys.month("roma", MARCH + 1, SalesKeys.ITEM, ""), to))
                .isFalse();
        assertThat(within(from, SalesKeys.month("roma2", MARCH, SalesKeys.ITEM, "a"), to))
                .isFalse();
        assertThat(within(from, SalesKeys.month("rom", MARCH, SalesKeys.ITEM, "a"), to))
                .isFalse();
        assertThat(within(SalesKeys.infosFrom("roma"), SalesKeys.info("roma", "é"), SalesKeys.infosTo("roma")))
                .isTrue();
        assertThat(within(SalesKeys.infosFrom("roma"), SalesKeys.latest("roma"), SalesKeys.infosTo("roma")))
                .isFalse();
        assertThat(within(Key.of("roma").toBytes(), SalesKeys.latest("roma"), Key.after("roma")))
                .isTrue();
        assertThat(within(Key.of("roma").toBytes(), SalesKeys.latest("roma2"), Key.after("roma")))
                .isFalse();
    }

    private static boolean within(byte[] from, byte[] key, byte[] to) {
        return Arrays.compareUnsigned(from, key) <= 0 && Arrays.compareUnsigned(key, to) <= 0;
    }
}
