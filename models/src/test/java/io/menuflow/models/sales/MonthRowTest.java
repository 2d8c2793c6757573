package io.menuflow.models.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MonthRowTest {

    private static final Tally SOLD = new Tally(100_000, 200_000, 45_000, 1);
    private static final Tally GIVEN_AWAY = new Tally(0, 300_000, 0, 0);

    record Delta(int day, int slot, Tally tally, List<AtPrice> prices) {
        Delta(int day, int slot, Tally tally) {
            this(day, slot, tally, List.of());
        }

        Delta negated() {
            return new Delta(
                    day,
                    slot,
                    tally.negated(),
                    prices.stream().map(AtPrice::negated).toList());
        }
    }

    @Test
    void shouldKeepCellsApart_whenDayOrSlotDiffers() {
        MonthRow row = MonthRow.EMPTY
                .plus(3, 17, SOLD)
                .plus(2, 255, GIVEN_AWAY)
                .plus(31, 0, SOLD)
                .plus(3, 17, GIVEN_AWAY);

        assertThat(cells(row))
                .containsExactly(
                        new Delta(2, 255, GIVEN_AWAY),
                        new Delta(3, 17, new Tally(100_000, 500_000, 45_000, 1)),
                        new Delta(31, 0, SOLD));
    }

    @Test
    void shouldStayAsItIs_whenAnotherIsMadeFromIt() {
        MonthRow before = MonthRow.EMPTY.plus(3, 17, SOLD);
        byte[] bytes = before.toBytes();

        assertThat(before.plus(3, 17, SOLD).plus(4, 17, SOLD)).isNotNull();

        assertThat(before.toBytes()).isEqualTo(bytes);
        assertThat(MonthRow.EMPTY.isEmpty()).isTrue();
    }

    @Test
    void shouldBeEmpty_whenEverythingIsTakenBack() {
        MonthRow row = MonthRow.EMPTY.plus(3, 17, SOLD).plus(3, 17, SOLD.negated());

        assertThat(row.isEmpty()).isTrue();
        assertThat(row.toBytes()).isNull();
        assertThat(MonthRow.of(null).isEmpty()).isTrue();
        assertThat(MonthRow.EMPTY.plus(9, 9, Tally.ZERO).isEmpty()).isTrue();
    }

    @Property(tries = 300)
    void shouldBeTheSameBytes_whenTheSameComesInAnotherOrder(@ForAll("deltas") List<Delta> deltas, @ForAll long seed) {
        List<Delta> shuffled = new ArrayList<>(deltas);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(row(shuffled).toBytes()).isEqualTo(row(deltas).toBytes());
    }

    @Property(tries = 300)
    void shouldBeTheSameBytes_whenAddedAndTakenBack(
            @ForAll("deltas") List<Delta> deltas, @ForAll("deltas") List<Delta> passing, @ForAll long seed) {
        List<Delta> back =
                passing.stream().map(Delta::negated).collect(java.util.stream.Collectors.toCollection(ArrayList::new));
        Collections.shuffle(back, new Random(seed));
        MonthRow row = row(deltas);

        MonthRow after = plus(plus(row, passing), back);

        assertThat(after.toBytes()).isEqualTo(row.toBytes());
    }

    @Property(tries = 300)
    void shouldBeReadBackFromItsBytes(@ForAll("deltas") List<Delta> deltas) {
        MonthRow row = row(deltas);

        MonthRow read = MonthRow.of(row.toBytes());

        assertThat(cells(read)).isEqualTo(cells(row));
        assertThat(read.toBytes()).isEqualTo(row.toBytes());
        assertThat(plus(read, deltas).toBytes()).isEqualTo(plus(row, deltas).toBytes());
    }

    @Property(tries = 300)
    void shouldBeTheSameBytes_whetherDaysGoOrNeverCame(
            @ForAll("deltas") List<Delta> deltas, @ForAll("days") int first) {
        MonthRow row = row(deltas);

        MonthRow left = row.from(first);

        assertThat(left.toBytes())
                .isEqualTo(row(deltas.stream()
                                .filter(delta -> delta.day() >= first)
                                .toList())
                        .toBytes());
        assertThat(left.from(first)).isSameAs(left);
        assertThat(row.from(1)).isSameAs(row);
    }

    @Provide
    Arbitrary<Integer> days() {
        return Arbitraries.integers().between(1, 32);
    }

    @Provide
    Arbitrary<List<Delta>> deltas() {
        Arbitrary<Tally> tallies = Combinators.combine(
                        Arbitraries.longs().between(-3, 3).map(units -> units * 50_000),
                        Arbitraries.longs().between(-200_000, 200_000),
                        Arbitraries.longs().between(-99_999, 99_999),
                        Arbitraries.longs().between(-1, 1))
                .as(Tally::new);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 31),
                        Arbitraries.of(0, 1, 16, 17, 255, 256, 407),
                        tallies,
                        prices())
                .as(Delta::new)
                .list()
                .ofMaxSize(40);
    }

    private static Arbitrary<List<AtPrice>> prices() {
        return Arbitraries.maps(
                        Arbitraries.of(0L, 10_000L, 45_050L, 45_051L),
                        Arbitraries.longs().between(-2, 2).map(units -> units * 50_000))
                .ofMaxSize(3)
                .map(units -> units.entrySet().stream()
                        .filter(at -> at.getValue() != 0)
                        .map(at -> new AtPrice(at.getKey(), at.getValue()))
                        .sorted(Comparator.comparing(AtPrice::price))
                        .toList());
    }

    @Test
    void shouldTellListPrices_whenADayHasSome() {
        MonthRow row = MonthRow.EMPTY
                .plus(3, 17, SOLD)
                .plus(3, List.of(new AtPrice(45_000, 100_000)))
                .plus(4, 0, SOLD)
                .plus(3, 18, SOLD)
                .plus(3, List.of(new AtPrice(40_000, 300_000), new AtPrice(45_000, -100_000)));

        assertThat(cells(row))
                .containsExactly(
                        new Delta(3, 17, SOLD),
                        new Delta(3, 18, SOLD),
                        new Delta(4, 0, SOLD),
                        new Delta(3, -1, Tally.ZERO, List.of(new AtPrice(40_000, 300_000))));
    }

    @Test
    void shouldThrow_whenAnItemHasMoreListPricesThanARowTakes() {
        MonthRow row = MonthRow.EMPTY;
        for (int price = 1; price <= MonthRow.MAX_PRICES; price++) {
            row = row.plus(3, List.of(new AtPrice(price, 100_000)));
        }
        MonthRow full = row;

        assertThat(full.toBytes().length).isLessThan(20_000);
        assertThatThrownBy(() -> full.plus(3, List.of(new AtPrice(9_999_999, 100_000))))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("an item at 2001 list prices on one day");
    }

    @Test
    void shouldFindTheFirstAndLastDayWithAnOrder_whenOthersOnlyHaveWaste() {
        MonthRow row = MonthRow.EMPTY
                .plus(2, 5, GIVEN_AWAY)
                .plus(7, 5, SOLD)
                .plus(7, 6, SOLD)
                .plus(19, 5, SOLD)
                .plus(23, 5, new Tally(-100_000, -100_000, -45_000, 0));

        assertThat(row.firstSoldDay(1)).isEqualTo(7);
        assertThat(row.firstSoldDay(7)).isEqualTo(7);
        assertThat(row.firstSoldDay(8)).isEqualTo(19);
        assertThat(row.firstSoldDay(20)).isZero();
        assertThat(row.lastSoldDay()).isEqualTo(19);
    }

    @Test
    void shouldFindNoDay_whenNothingWasSold() {
        MonthRow row = MonthRow.EMPTY.plus(2, 5, GIVEN_AWAY);

        assertThat(row.firstSoldDay(1)).isZero();
        assertThat(row.lastSoldDay()).isZero();
        assertThat(MonthRow.EMPTY.lastSoldDay()).isZero();
    }

    @Test
    void shouldThrow_whenACellWouldBeTooLarge() {
        Tally full = new Tally(MonthRow.MAX_CELL, -MonthRow.MAX_CELL, MonthRow.MAX_CELL, MonthRow.MAX_CELL);
        MonthRow row = MonthRow.EMPTY.plus(31, 255, full);

        assertThat(cells(MonthRow.of(row.toBytes()))).containsExactly(new Delta(31, 255, full));
        assertThatThrownBy(() -> row.plus(31, 255, new Tally(0, 0, 1, 0))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> row.plus(31, 255, new Tally(0, -1, 0, 0))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> MonthRow.EMPTY.plus(1, 1, new Tally(Long.MAX_VALUE, 0, 0, 0)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void shouldAddUp_whenEveryCellOfFourWeeksIsFull() {
        Tally full = new Tally(-MonthRow.MAX_CELL, MonthRow.MAX_CELL, MonthRow.MAX_CELL, MonthRow.MAX_CELL);

        Tally sum = Tally.ZERO;
        for (int cell = 0; cell < 28 * 5 * 16; cell++) {
            sum = sum.plus(full);
        }

        assertThat(sum.revenue()).isPositive();
        assertThat(new Packed.Reader(new Packed.Writer().tally(sum).toBytes()).tally())
                .isEqualTo(sum);
    }

    /** Rows in running clusters look like this. */
    @Test
    void shouldKeepItsBytesOverReleases() {
        MonthRow row = MonthRow.EMPTY.plus(3, 17, SOLD).plus(31, 0, GIVEN_AWAY);

        assertThat(HexFormat.of().formatHex(row.toBytes())).isEqualTo(ROW);
        assertThat(cells(MonthRow.of(HexFormat.of().parseHex(ROW))))
                .containsExactly(new Delta(3, 17, SOLD), new Delta(31, 0, GIVEN_AWAY));
    }

    @Test
    void shouldBeRead_whenItTellsNoListPrices() {
        MonthRow before = MonthRow.of(HexFormat.of().parseHex("03" + ROW.substring(2)));

        assertThat(cells(before)).containsExactly(new Delta(3, 17, SOLD), new Delta(31, 0, GIVEN_AWAY));
        assertThat(before.plus(3, 17, Tally.ZERO).toBytes())
                .isEqualTo(HexFormat.of().parseHex(ROW));
    }

    private static final String ROW = "04910c0404880e020000ef6f000c00000000";

    @Test
    void shouldThrow_whenTheVersionIsUnknown() {
        assertThatThrownBy(() -> MonthRow.of(new byte[] {9, 1, 0, 0, 0, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a month row of an unknown version: 9");
    }

    private static MonthRow row(List<Delta> deltas) {
        return plus(MonthRow.EMPTY, deltas);
    }

    private static MonthRow plus(MonthRow row, List<Delta> deltas) {
        MonthRow sum = row;
        for (Delta delta : deltas) {
            sum = sum.plus(delta.day(), delta.slot(), delta.tally()).plus(delta.day(), delta.prices());
        }
        return sum;
    }

    private static List<Delta> cells(MonthRow row) {
        List<Delta> cells = new ArrayList<>();
        row.forEach((day, slot, tally) -> cells.add(new Delta(day, slot, tally)));
        row.forEachPrice(
                (day, price, units) -> cells.add(new Delta(day, -1, Tally.ZERO, List.of(new AtPrice(price, units)))));
        return cells;
    }
}
