package io.menuflow.models.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.elasticity.Sold;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.price.RevenueChange.Split;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RevenueChangeTest {

    private static final DayRange BEFORE = new DayRange(0, 6);
    private static final DayRange AFTER = new DayRange(7, 13);

    @Test
    void shouldCallItVolume_whenAllSellsMore() {
        MenuHistory history = new Sold()
                .from(0, 6, "soup", 500, 10)
                .from(0, 6, "stew", 900, 20)
                .from(7, 13, "soup", 500, 15)
                .from(7, 13, "stew", 900, 30)
                .history();

        Split revenue = RevenueChange.between(history, BEFORE, AFTER).revenue();

        assertThat(revenue).isEqualTo(new Split(16_100_000, 24_150_000, 8_050_000, 0, 0, 0));
    }

    @Test
    void shouldTellPriceMixAndCostApart() {
        MenuHistory history = new Sold()
                .from(0, 6, "soup", 500, 10)
                .from(0, 6, "stew", 900, 10)
                .from(7, 13, "soup", 550, 5)
                .from(7, 13, "stew", 900, 15)
                .costs(0, "soup", 100)
                .costs(0, "stew", 300)
                .costs(7, "stew", 330)
                .history();

        RevenueChange change = RevenueChange.between(history, BEFORE, AFTER);

        // 35 soups of 0.50 more; as many units in all; 35 of soup became stew, 4.00 dearer each
        assertThat(change.revenue()).isEqualTo(new Split(9_800_000, 11_375_000, 0, 175_000, 1_400_000, 0));
        // 105 stews at 0.30 more; 35 units moved from a margin of 4.00 to one of 6.00
        assertThat(change.contribution()).isEqualTo(new Split(7_000_000, 7_560_000, 0, 175_000, 700_000, -315_000));
        assertThat(change.withoutCost()).isZero();
        assertThat(change.items().get(0).price()).isEqualTo(175_000);
        assertThat(change.items().get(1).cost()).isEqualTo(-315_000);
    }

    @Test
    void shouldCallItMix_whenItemsComeAndGo_andLeaveOutWhatHasNoCost() {
        MenuHistory history = new Sold()
                .from(0, 6, "gone", 500, 10)
                .from(7, 13, "new", 800, 10)
                .costs("new", 200)
                .history();

        RevenueChange change = RevenueChange.between(history, BEFORE, AFTER);

        assertThat(change.revenue()).isEqualTo(new Split(3_500_000, 5_600_000, 0, 0, 2_100_000, 0));
        assertThat(change.withoutCost()).isOne();
        assertThat(change.contribution().before()).isZero();
    }

    @Property(tries = 300)
    void shouldAddUpExactly_whateverWasSold(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Sold sold = new Sold();
        for (int i = 0; i < 30; i++) {
            String item = "item-" + random.nextInt(5);
            int day = random.nextInt(14);
            sold.on(day, item, 1 + random.nextInt(900), random.nextInt(7))
                    .paid(day, item, 0.5 + 0.5 * random.nextDouble());
            if (random.nextBoolean()) {
                sold.costs(random.nextInt(14), item, random.nextInt(300));
            }
        }

        RevenueChange change = RevenueChange.between(sold.history(), BEFORE, AFTER);

        assertAddsUp(change.revenue());
        assertAddsUp(change.contribution());
        assertThat(change.items().stream()
                        .mapToLong(RevenueChange.ItemChange::revenue)
                        .sum())
                .isEqualTo(change.revenue().change());
    }

    private static void assertAddsUp(Split split) {
        assertThat(split.volume() + split.price() + split.mix() + split.cost()).isEqualTo(split.change());
    }
}
