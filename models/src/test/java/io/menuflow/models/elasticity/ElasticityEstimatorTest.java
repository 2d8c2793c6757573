package io.menuflow.models.elasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.models.menu.MenuHistory;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ElasticityEstimatorTest {

    private static final List<String> MENU =
            IntStream.range(0, 6).mapToObj(i -> "item-" + i).toList();

    @Test
    void shouldFindTheElasticity_whenPricesMoveOneByOne() {
        SplittableRandom random = new SplittableRandom(5);
        Sold sold = new Sold();
        for (int day = 0; day < 560; day++) {
            for (int i = 0; i < MENU.size(); i++) {
                long minor = (day + 20 * i) / 70 % 2 == 0 ? 1_000 : 1_100;
                double mean = 20 * Math.pow(minor / 1_000.0, -2);
                sold.on(day, MENU.get(i), minor, poisson(mean, random));
            }
        }

        Elasticity found = estimate(sold.history(), 559).get("item-3");

        assertThat(found.point()).isBetween(-2.5, -1.5);
        assertThat(found.low()).isLessThan(-2);
        assertThat(found.high()).isGreaterThan(-2);
        assertThat(found.evidence()).isIn(Evidence.MODERATE, Evidence.STRONG);
    }

    @Test
    void shouldBeWeakAtMost_whenAllItemsMoveOnOneDay_evenBesideItemsLongGone() {
        Sold sold = new Sold();
        MENU.forEach(item -> sold.from(0, 179, item, 1_000, 8).from(180, 359, item, 1_100, 7));
        IntStream.range(0, 30).forEach(i -> sold.from(i, i + 20, "special-" + i, 700, 3));

        Map<String, Elasticity> found = estimate(sold.history(), 359);

        assertThat(MENU).allSatisfy(item -> {
            assertThat(found.get(item).evidence()).isEqualTo(Evidence.WEAK);
            assertThat(found.get(item).why()).contains("together with most of the menu");
        });
    }

    @Test
    void shouldSaySo_whenThereIsNothingToLearnFrom() {
        Sold sold = new Sold().from(0, 99, "still", 500, 4);
        for (int day = 0; day < 100; day++) {
            sold.on(day, "sizes", day % 2 == 0 ? 300 : 450, 4);
        }

        Map<String, Elasticity> found = estimate(sold.history(), 99);

        assertThat(found.get("still").why()).isEqualTo("no price change that held 7 open days");
        assertThat(found.get("sizes").why()).startsWith("VARIANTS");
        assertThat(found.values()).allSatisfy(each -> {
            assertThat(each.evidence()).isEqualTo(Evidence.NONE);
            assertThat(each.own()).isNull();
            assertThat(each.high() - each.low()).isGreaterThan(2);
        });
    }

    @Test
    void shouldBlameThePrices_whenABestSellersHardlyDiffer_andTheSalesWhenTheyDo() {
        SplittableRandom random = new SplittableRandom(9);
        Sold sold = new Sold();
        MENU.forEach(item -> sold.from(0, 359, item, 900, 40));
        for (int day = 0; day < 360; day++) {
            sold.on(day, "near", day < 180 ? 1_000 : 1_010, poisson(52, random));
            sold.on(day, "far", day < 250 ? 1_000 : 1_300, day % 9 == 0 ? 1 : 0);
        }

        Map<String, Elasticity> found = estimate(sold.history(), 359);

        assertThat(found.get("near").evidence()).isEqualTo(Evidence.WEAK);
        assertThat(found.get("near").why()).endsWith("its prices were only 1.0 % apart");
        assertThat(found.get("far").why()).endsWith("its sales are too few or too uneven");
    }

    @Test
    void shouldKnowNothingOfAnItemWithoutBlocks_butThePrior() {
        Map<String, Elasticity> found = new ElasticityEstimator().pool(OwnFits.NONE, List.of("new"), id -> null);

        assertThat(found.get("new").point()).isEqualTo(Pooling.Prior.STATED.centre());
        assertThat(found.get("new").evidence()).isEqualTo(Evidence.NONE);
    }

    @Test
    void shouldRefuseBytesThatAreNoFits() {
        assertThatThrownBy(() -> OwnFits.of(new byte[] {7})).hasMessageContaining("unknown version");
        assertThatThrownBy(() -> OwnFits.of(new byte[] {1, 0, 3, 9})).isInstanceOf(IllegalArgumentException.class);
    }

    private static Map<String, Elasticity> estimate(MenuHistory history, int lastDay) {
        return new ElasticityEstimator()
                .pool(
                        ElasticityEstimator.fit(Sold.blocks(history, lastDay)),
                        history.items().stream().map(MenuHistory.Item::itemId).toList(),
                        id -> "all");
    }

    private static long poisson(double mean, SplittableRandom random) {
        long count = 0;
        for (double product = random.nextDouble(); product > Math.exp(-mean); product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
