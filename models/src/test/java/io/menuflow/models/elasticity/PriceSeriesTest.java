package io.menuflow.models.elasticity;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.elasticity.PriceSeries.Cell;
import io.menuflow.models.menu.MenuHistory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PriceSeriesTest {

    @Test
    void shouldCountAChange_onlyWhenItHeldSevenOpenDays_overBlocks() {
        assertThat(series(at(0, 24, 500), at(25, 30, 550)).changeDays()).isEmpty();
        assertThat(series(at(0, 24, 500), at(25, 31, 550)).changeDays()).containsExactly(25);
        assertThat(series(at(0, 24, 500), at(25, 30, 550), at(31, 60, 500)).changes())
                .isZero();
    }

    @Test
    void shouldCallPricesVariants_whenTheyAlternate() {
        Sold sold = new Sold().from(0, 199, "other", 900, 50);
        for (int day = 0; day < 200; day++) {
            sold.on(day, "soup", day % 3 == 0 ? 800 : 950, 5);
        }

        assertThat(series(sold)).satisfies(series -> {
            assertThat(series.variants()).isTrue();
            assertThat(series.changes()).isZero();
        });
    }

    @Test
    void shouldCallPricesVariants_whenOneHoldsForAWhileByChance() {
        Sold sold = new Sold().from(0, 199, "other", 900, 50);
        for (int day = 0; day < 200; day++) {
            sold.on(day, "soup", 800, 5);
            if (day % 4 == 0) {
                sold.on(day, "soup", 950, 2);
            }
        }
        sold.from(90, 110, "soup", 950, 30);

        PriceSeries series = series(sold);

        assertThat(series.variants()).isTrue();
        assertThat(series.changes()).isZero();
        assertThat(series.cells()).isEmpty();
    }

    @Test
    void shouldNotCallItVariants_whenItSoldTooRarelyForItsOnePriceToHold() {
        Sold sold =
                new Sold().from(0, 199, "other", 900, 50).on(20, "soup", 500, 1).on(120, "soup", 500, 1);

        assertThat(series(sold).variants()).isFalse();
        assertThat(series(sold).cells()).isEmpty();
    }

    @Test
    void shouldSeeTheChange_whenDeliveriesAlwaysCostMore() {
        Sold sold = new Sold().from(0, 199, "other", 900, 50);
        for (int day = 0; day < 200; day++) {
            long price = day < 100 ? 800 : 880;
            sold.on(day, "soup", price, 5).on(day, "soup", price * 112 / 100, day % 5 == 0 ? 7 : 1);
        }

        PriceSeries series = series(sold);

        assertThat(series.variants()).isFalse();
        assertThat(series.changeDays()).containsExactly(100);
    }

    @Test
    void shouldTakeACutThatIsTakenBack_asAPromotion() {
        PriceSeries series = series(at(0, 59, 500), at(60, 73, 420), at(74, 120, 510));
        PriceSeries stays = series(at(0, 59, 500), at(60, 109, 420), at(110, 160, 510));

        assertThat(series.cells())
                .filteredOn(Cell::promoted)
                .extracting(Cell::price)
                .containsOnly(42_000L);
        assertThat(stays.cells()).noneMatch(Cell::promoted);
    }

    @Test
    void shouldNotCountATypingError() {
        PriceSeries series = series(at(0, 59, 500), at(60, 60, 50_000), at(61, 100, 500));

        assertThat(series.changes()).isZero();
        assertThat(series.highest()).isEqualTo(50_000);
        assertThat(series.variants()).isFalse();
    }

    @Test
    void shouldCountDaysWithoutASale_betweenSalesOnly() {
        Sold sold = new Sold().from(0, 99, "other", 900, 50);
        for (int day = 10; day < 60; day += 5) {
            sold.on(day, "soup", 500, 1);
        }

        PriceSeries series = series(sold);

        assertThat(series.cells().stream().mapToInt(Cell::days).sum()).isEqualTo(46);
        assertThat(series.cells().stream().mapToDouble(Cell::units).sum()).isEqualTo(10);
    }

    @Test
    void shouldGiveTheSame_whateverOrderBlocksComeIn() {
        MenuHistory history = sold(at(0, 59, 500), at(60, 99, 550)).history();
        List<PriceBlock> blocks = new ArrayList<>(Sold.blocks(history, 99));
        OwnFits inOrder = ElasticityEstimator.fit(blocks);

        Collections.shuffle(blocks, new Random(3));

        assertThat(ElasticityEstimator.fit(blocks)).isEqualTo(inOrder);
        assertThat(OwnFits.of(inOrder.bytes())).isEqualTo(inOrder);
    }

    private record At(int first, int last, long minor) {}

    private static At at(int first, int last, long minor) {
        return new At(first, last, minor);
    }

    private static Sold sold(At... prices) {
        Sold sold = new Sold();
        for (At at : prices) {
            sold.from(at.first(), at.last(), "soup", at.minor(), 5).from(at.first(), at.last(), "other", 900, 50);
        }
        return sold;
    }

    private static PriceSeries series(At... prices) {
        return series(sold(prices));
    }

    private static PriceSeries series(Sold sold) {
        return PriceSeries.join(Sold.blocks(sold.history(), 250)).get("soup");
    }
}
