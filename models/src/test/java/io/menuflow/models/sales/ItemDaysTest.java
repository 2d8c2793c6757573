package io.menuflow.models.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.models.calendar.DayRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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

    @Test
    void shouldSumAsItsCellsDo_overAnyOfThem() {
        Random random = new Random(7);
        ItemDays.Builder builder = new ItemDays.Builder();
        List<Tally> cells = new ArrayList<>();
        for (int cell = 0; cell < 300; cell++) {
            Tally tally = new Tally(
                    random.nextInt(),
                    random.nextInt(),
                    random.nextInt(),
                    random.nextInt(),
                    random.nextInt(),
                    random.nextLong());
            cells.add(tally);
            builder.add(cell / 4 * 3, cell % 4, tally);
        }
        ItemDays days = builder.build();
        ItemDays within = days.within(new DayRange(30, 119));

        for (int from = 0; from <= 300; from += 7) {
            for (int to = from; to <= 300; to += 11) {
                Tally sum = cells.subList(from, to).stream().reduce(Tally.ZERO, Tally::plus);
                assertThat(days.sum(from, to)).isEqualTo(sum);
                assertThat(days.costedUnits(from, to)).isEqualTo(sum.costedUnits());
            }
        }
        assertThat(within.sum(0, within.size()))
                .isEqualTo(cells.subList(40, 160).stream().reduce(Tally.ZERO, Tally::plus));
        assertThat(within.tally(0)).isEqualTo(cells.get(40));
    }

    @Test
    void shouldTellUnitsOfEveryDay_withAndWithoutCells() {
        ItemDays days = new ItemDays.Builder()
                .add(3, 1, SOLD)
                .add(5, 1, SOLD)
                .add(5, 2, SOLD)
                .add(9, 1, SOLD.negated())
                .build();

        assertThat(days.unitsByDay(4, 6)).containsExactly(0, 200_000, 0, 0, 0, -100_000);
        assertThat(days.unitsByDay(-3, 7)).containsExactly(0, 0, 0, 0, 0, 0, 100_000);
        assertThat(days.unitsByDay(10, 2)).containsExactly(0, 0);
        assertThat(ItemDays.EMPTY.unitsByDay(0, 1)).containsExactly(0);
    }

    @Test
    void shouldThrow_whenCellsDoNotAddUp_andWrapSquaresAround() {
        Tally half = new Tally(1L << 62, 0, 0, 1);
        ItemDays.Builder builder = new ItemDays.Builder().add(1, 1, half);
        Tally squares = new Tally(0, 0, 0, 1, 0, Long.MAX_VALUE);
        ItemDays wrapped =
                new ItemDays.Builder().add(1, 1, squares).add(2, 1, squares).build();

        assertThatThrownBy(() -> builder.add(1, 2, half)).isInstanceOf(ArithmeticException.class);
        assertThat(wrapped.tally(1)).isEqualTo(squares);
    }
}
