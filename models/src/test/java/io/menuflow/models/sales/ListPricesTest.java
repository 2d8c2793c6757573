package io.menuflow.models.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListPricesTest {

    private final ListPrices prices = new ListPrices.Builder()
            .add(7, 50_000, 300)
            .add(7, 60_000, 300)
            .add(7, 70_000, 200)
            .add(9, 60_000, -100)
            .build();

    @Test
    void shouldTellThePriceMostUnitsWereSoldAt_whenADayHasSeveral() {
        assertThat(prices.modal(7)).isEqualTo(50_000);
        assertThat(prices.modal(8)).isZero();
        assertThat(prices.modal(9)).isZero();
    }

    @Test
    void shouldVisitPrices_whenAskedByDay() {
        List<Long> visited = new ArrayList<>();

        prices.forEach(prices.from(7), (price, units) -> visited.add(price + units));

        assertThat(visited).containsExactly(50_300L, 60_300L, 70_200L);
        assertThat(prices.size()).isEqualTo(2);
        assertThat(prices.from(8)).isEqualTo(1);
        assertThat(prices.day(1)).isEqualTo(9);
        assertThat(prices.from(10)).isEqualTo(2);
    }

    @Test
    void shouldHoldManyDays_whenTheyAreMany() {
        ListPrices.Builder many = new ListPrices.Builder();
        for (int day = 0; day < 100; day++) {
            many.add(day, 10_000 + day, 5);
        }

        ListPrices built = many.build();

        assertThat(built.size()).isEqualTo(100);
        assertThat(built.modal(99)).isEqualTo(10_099);
    }

    @Test
    void shouldRefuse_whenDaysOrPricesGoBack() {
        ListPrices.Builder builder = new ListPrices.Builder().add(7, 50_000, 1);

        assertThatThrownBy(() -> builder.add(7, 50_000, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.add(6, 60_000, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
