package io.menuflow.models.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.elasticity.Sold;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LastChangeTest {

    private static final int LAST = 139;

    @Test
    void shouldBeTheMenus_whenItTellsPrices() {
        Sold soup = new Sold()
                .from(0, LAST, "soup", 400, 9)
                .listed(0, "soup", 500)
                .listed(60, "soup", 520)
                .listed(100, "soup", 540)
                .listed(120, "soup", 540)
                .listed(LAST + 1, "soup", 600);

        assertThat(last(soup)).isEqualTo(new LastChange(100, 52_000, 54_000));
    }

    @Test
    void shouldBeThatOfWhatWasSold_whenTheMenuTellsNone() {
        Sold soup = new Sold()
                .from(0, 119, "soup", 500, 9)
                .from(122, LAST, "soup", 530, 9)
                .on(130, "soup", 490, 20);

        assertThat(last(soup))
                .as("a single day of another price is none")
                .isEqualTo(new LastChange(122, 50_000, 53_000));
    }

    @Test
    void shouldBeNone_whenThePriceNeverChanged() {
        assertThat(last(new Sold().from(0, LAST, "soup", 500, 9))).isNull();
        assertThat(last(new Sold().listed(0, "soup", 500))).isNull();
        assertThat(last(new Sold().on(3, "soup", 510, 1).from(4, LAST, "soup", 500, 9)))
                .isNull();
    }

    private static @Nullable LastChange last(Sold sold) {
        return LastChange.of(sold.history().items().get(0), LAST);
    }
}
