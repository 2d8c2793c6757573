package io.menuflow.models.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.models.calendar.DayRange;
import org.junit.jupiter.api.Test;

class ItemDaysTest {

    private static final Tally SOLD = new Tally(100_000, 200_000, 35_000, 1, 1, 122_500);

    @Test
    void shouldKeepEveryNumber_whenItGrows() {
        ItemDays.Builder builder = new ItemDays.Builder();
        for (int day = -50; day < 50; day++) {
            builder.add(day, 17, SOLD).add(day, 255, SOLD.negated());
        }
        ItemDays days = builder.build();

        assertThat(days.size()).isEqualTo(200);
        assertThat(days.day(0)).isEqualTo(-50);
        assertThat(days.slot(199)).isEqualTo(255);
        assertThat(days.tally(198)).isEqualTo(SOLD);
        assertThat(days.tally(199)).isEqualTo(SOLD.negated());
    }

    @Test
    void shouldFindTheFirstCellOfADay_orTheNextOne() {
        ItemDays days = new ItemDays.Builder()
                .add(3, 1, SOLD)
                .add(3, 2, SOLD)
                .add(7, 1, SOLD)
                .build();

        assertThat(days.from(2)).isZero();
        assertThat(days.from(3)).isZero();
        assertThat(days.from(4)).isEqualTo(2);
        assertThat(days.from(8)).isEqualTo(3);
        assertThat(ItemDays.EMPTY.from(0)).isZero();
    }

    @Test
    void shouldKeepOnlyTheDaysOfAWindow() {
        ItemDays days = new ItemDays.Builder()
                .add(3, 1, SOLD)
                .add(4, 2, SOLD.negated())
                .add(5, 1, SOLD)
                .build();

        ItemDays within = days.within(new DayRange(4, 4));

        assertThat(within.size()).isEqualTo(1);
        assertThat(within.tally(0)).isEqualTo(SOLD.negated());
        assertThat(days.within(new DayRange(0, 9))).isSameAs(days);
    }

    @Test
    void shouldRefuse_whenDaysGoBack() {
        ItemDays.Builder builder = new ItemDays.Builder().add(3, 1, SOLD);

        assertThatThrownBy(() -> builder.add(2, 1, SOLD)).isInstanceOf(IllegalArgumentException.class);
    }
}
