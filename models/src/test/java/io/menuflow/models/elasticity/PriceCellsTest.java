package io.menuflow.models.elasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.models.elasticity.ElasticityEstimator.Item;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceCellsTest {

    @Test
    void shouldCountNoChange_whenPricesAlternate() {
        PriceCells cells = new PriceCells();
        for (int day = 0; day < 200; day++) {
            cells.add(new PriceDay(day, 5, 100, day % 3 == 0 ? 80_000 : 95_000, false));
        }

        Elasticity estimate = estimate(List.of(new Item("a", "x", cells))).get(0);

        assertThat(cells.changes()).isZero();
        assertThat(estimate.evidence()).isEqualTo(Evidence.NONE);
        assertThat(estimate.why()).startsWith("VARIANTS");
        assertThat(estimate.high() - estimate.low()).isGreaterThan(2);
    }

    @Test
    void shouldCountAChange_onlyWhenItHeldSevenOpenDays() {
        assertThat(cells(60, 6).changes()).isZero();
        assertThat(cells(60, 7).changes()).isOne();
        assertThat(cells(60, 7).changeDays()).containsExactly(60);
    }

    @Test
    void shouldBeWeakAtMost_whenAllItemsMoveOnOneDay() {
        List<Item> menu = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            menu.add(new Item("item-" + i, "x", cells(180, 180)));
        }

        assertThat(estimate(menu)).allSatisfy(each -> {
            assertThat(each.evidence()).isEqualTo(Evidence.WEAK);
            assertThat(each.why()).contains("together with most of the menu");
        });
    }

    @Test
    void shouldReadWhatItWrote_andGoOnAlike() {
        PriceCells cells = cells(60, 5);
        PriceCells read = PriceCells.of(cells.bytes());
        for (int day = 65; day < 80; day++) {
            cells.add(new PriceDay(day, 4, 90, 110_000, true));
            read.add(new PriceDay(day, 4, 90, 110_000, true));
        }

        assertThat(read.cells()).isEqualTo(cells.cells());
        assertThat(read.bytes()).isEqualTo(cells.bytes());
        assertThat(read.changes()).isOne();
    }

    @Test
    void shouldTakeACorrectionBack_andRefuseDaysOutOfOrder() {
        PriceCells cells = cells(60, 30);
        List<PriceCells.Cell> before = List.copyOf(cells.cells());

        assertThat(cells.correct(10, 100_000, 3, 7)).isTrue();
        assertThat(cells.cells()).isNotEqualTo(before);
        assertThat(cells.correct(10, 100_000, -3, -7)).isTrue();
        assertThat(cells.cells()).isEqualTo(before);
        assertThat(cells.correct(10, 110_000, 3, 7)).isFalse();
        assertThatThrownBy(() -> cells.add(new PriceDay(89, 1, 1, 110_000, false)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A price of 10.00, then one of 11.00. */
    private static PriceCells cells(int days, int after) {
        PriceCells cells = new PriceCells();
        for (int day = 0; day < days + after; day++) {
            cells.add(new PriceDay(day, day < days ? 8 : 7, 100, day < days ? 100_000 : 110_000, false));
        }
        return cells;
    }

    private static List<Elasticity> estimate(List<Item> menu) {
        return new ElasticityEstimator().estimate(menu);
    }
}
