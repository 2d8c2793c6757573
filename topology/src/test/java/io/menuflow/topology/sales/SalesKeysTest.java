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
        Place item = Place.ofItem(MARCH, "caffè");
        Place day = Place.ofRestaurant(MARCH, 31);

        assertThat(Place.of(item.key("roma"))).isEqualTo(item);
        assertThat(Place.of(day.key("roma"))).isEqualTo(day);
        assertThat(SalesKeys.itemOfInfo(SalesKeys.info("roma", "caffè"))).isEqualTo("caffè");
        assertThat(Key.restaurantOf(SalesKeys.info("roma", "caffè"))).isEqualTo("roma");
    }

    @Test
    void shouldOrderAMonthsRowsTogether() {
        byte[] from = SalesKeys.monthFrom("roma", MARCH);
        byte[] to = SalesKeys.monthTo("roma", MARCH);

        assertThat(within(from, Place.ofItem(MARCH, "a").key("roma"), to)).isTrue();
        assertThat(within(from, Place.ofRestaurant(MARCH, 1).key("roma"), to)).isTrue();
        assertThat(within(from, Place.ofRestaurant(MARCH - 1, 31).key("roma"), to))
                .isFalse();
        assertThat(within(from, Place.ofItem(MARCH + 1, "").key("roma"), to)).isFalse();
        assertThat(within(from, Place.ofItem(MARCH, "a").key("roma2"), to)).isFalse();
        assertThat(within(from, Place.ofItem(MARCH, "a").key("rom"), to)).isFalse();
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
