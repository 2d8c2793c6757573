package io.menuflow.models.elasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.models.elasticity.PriceBlock.Aside;
import io.menuflow.models.elasticity.PriceBlock.Run;
import io.menuflow.models.menu.MenuHistory;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PriceBlockTest {

    @Test
    void shouldTellRunsOfOnePrice_withUnitsBesideThoseOfTheOthers() {
        MenuHistory history = new Sold()
                .from(14, 18, "soup", 500, 3)
                .from(19, 30, "soup", 550, 2)
                .from(14, 30, "stew", 900, 7)
                .history();

        PriceBlock block = PriceBlock.of(history, 1, 100);

        assertThat(block.items()).extracting(PriceBlock.Item::itemId).containsExactly("soup", "stew");
        assertThat(block.items().get(0).runs())
                .containsExactly(
                        new Run(14, 18, 5, 5, 1_500_000, 3_500_000, 50_000, false),
                        new Run(19, 27, 9, 9, 1_800_000, 6_300_000, 55_000, false));
    }

    @Test
    void shouldLeaveOutClosedAndSoldOutDays_andThoseNotYetOver() {
        MenuHistory history = new Sold()
                .from(0, 13, "soup", 500, 3)
                .from(0, 13, "stew", 900, 7)
                .soldOut("soup", 4)
                .closed(6)
                .history();

        PriceBlock block = PriceBlock.of(history, 0, 9);

        assertThat(block.items().get(0).runs())
                .containsExactly(new Run(0, 9, 8, 8, 2_400_000, 5_600_000, 50_000, false));
        assertThat(block.items().get(1).runs())
                .containsExactly(new Run(0, 9, 9, 9, 6_300_000, 2_700_000, 90_000, false));
        assertThat(PriceBlock.of(history, 1, 9).items()).isEmpty();
    }

    @Test
    void shouldCountDaysWithoutASale_asOfThePriceAround_andOpenOnes() {
        MenuHistory history = new Sold()
                .on(2, "soup", 500, 1)
                .on(6, "soup", 500, 1)
                .on(9, "soup", 550, 1)
                .from(0, 13, "stew", 900, 7)
                .history();

        List<Run> runs = PriceBlock.of(history, 0, 13).items().get(0).runs();

        assertThat(runs).extracting(Run::price).containsExactly(0L, 50_000L, 0L, 55_000L, 0L);
        assertThat(runs).extracting(Run::openDays).containsExactly(2, 5, 2, 1, 4);
        assertThat(runs).extracting(Run::soldDays).containsExactly(0, 2, 0, 1, 0);
    }

    @Test
    void shouldKeepToThePriceMostSold_whenAFewAreSoldAtAnother() {
        Sold sold = new Sold().from(0, 13, "soup", 500, 5).from(0, 13, "stew", 900, 7);
        MenuHistory history =
                sold.on(3, "soup", 560, 9).on(4, "soup", 50_000, 1).history();

        PriceBlock.Item soup = PriceBlock.of(history, 0, 13).items().get(0);

        assertThat(soup.runs()).singleElement().extracting(Run::price).isEqualTo(50_000L);
        assertThat(soup.asides()).containsExactly(new Aside(56_000, 1), new Aside(5_000_000, 1));
    }

    @Test
    void shouldCallDaysDiscounted_onlyWhenThreeTogetherBringLess() {
        Sold sold = new Sold().from(0, 13, "soup", 500, 5).from(0, 13, "stew", 900, 70);
        sold.paid(2, "soup", 0.7).paid(6, "soup", 0.8).paid(7, "soup", 0.8).paid(8, "soup", 0.8);

        List<Run> runs = PriceBlock.of(sold.history(), 0, 13).items().get(0).runs();

        assertThat(runs).extracting(Run::discounted).containsExactly(false, true, false);
        assertThat(runs.get(1)).extracting(Run::first, Run::last).containsExactly(6, 8);
    }

    @Test
    void shouldReadWhatItWrote_inFewBytes() {
        Sold sold = new Sold();
        for (int item = 0; item < 100; item++) {
            sold.from(1_400, 1_413, "item-%03d".formatted(item), 500 + item, 3 + item % 20);
        }
        PriceBlock block = PriceBlock.of(sold.history(), 100, 1_413);

        byte[] bytes = block.bytes();

        assertThat(PriceBlock.of(bytes)).isEqualTo(block);
        assertThat(bytes.length).isLessThan(40 * 100);
    }

    @Property(tries = 500)
    void shouldReadWhatItWrote_orRefuse_whateverTheSalesAndTheDamage(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Sold sold = new Sold();
        for (int i = 0; i < 40; i++) {
            sold.on(random.nextInt(14), "item-" + random.nextInt(3), 1 + random.nextInt(2_000), random.nextInt(9));
        }
        PriceBlock block = PriceBlock.of(sold.history(), 0, random.nextInt(14));
        byte[] bytes = block.bytes();
        byte[] damaged = bytes.clone();
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));

        assertThat(PriceBlock.of(bytes)).isEqualTo(block);
        try {
            assertThat(PriceBlock.of(damaged)).isNotNull();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("price block");
        }
    }

    @Test
    void shouldRefuseOtherBytes() {
        assertThatThrownBy(() -> PriceBlock.of(new byte[] {9, 0, 0})).hasMessageContaining("unknown version");
        assertThatThrownBy(() -> PriceBlock.of(new byte[] {1, 0, 5})).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldNumberBlocksFrom1970_andKnowWhichAreComplete() {
        assertThat(PriceBlock.of(-1)).isEqualTo(-1);
        assertThat(PriceBlock.firstDay(PriceBlock.of(27))).isEqualTo(14);
        assertThat(PriceBlock.lastComplete(26)).isZero();
        assertThat(PriceBlock.lastComplete(27)).isOne();
    }
}
