package io.menuflow.models.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TallyTest {

    private static final Tally SOME = new Tally(1, 20, 300, 4_000);

    @Test
    void shouldAddAndTakeAwayPartByPart() {
        Tally other = new Tally(5, 60, 700, 8_000);

        assertThat(SOME.plus(other)).isEqualTo(new Tally(6, 80, 1_000, 12_000));
        assertThat(SOME.minus(other)).isEqualTo(new Tally(-4, -40, -400, -4_000));
        assertThat(SOME.negated()).isEqualTo(new Tally(-1, -20, -300, -4_000));
        assertThat(SOME.minus(SOME)).isEqualTo(Tally.ZERO);
    }

    @Test
    void shouldBeZero_whenEveryPartIs() {
        assertThat(Tally.ZERO.isZero()).isTrue();
        assertThat(new Tally(1, 0, 0, 0).isZero()).isFalse();
        assertThat(new Tally(0, 1, 0, 0).isZero()).isFalse();
        assertThat(new Tally(0, 0, 1, 0).isZero()).isFalse();
        assertThat(new Tally(0, 0, 0, 1).isZero()).isFalse();
    }

    @Test
    void shouldThrow_whenAnyPartOverflows() {
        for (int part = 0; part < 4; part++) {
            Tally full = with(part, Long.MAX_VALUE);
            Tally one = with(part, 1);
            Tally lowest = with(part, Long.MIN_VALUE);

            assertThatThrownBy(() -> full.plus(one)).isInstanceOf(ArithmeticException.class);
            assertThatThrownBy(() -> lowest.minus(one)).isInstanceOf(ArithmeticException.class);
            assertThatThrownBy(lowest::negated).isInstanceOf(ArithmeticException.class);
        }
    }

    @Test
    void shouldBeWithinALimit_whenNoPartIsFurtherFromZero() {
        for (int part = 0; part < 4; part++) {
            assertThat(with(part, 100).isWithin(100)).isTrue();
            assertThat(with(part, -100).isWithin(100)).isTrue();
            assertThat(with(part, 101).isWithin(100)).isFalse();
            assertThat(with(part, -101).isWithin(100)).isFalse();
            assertThat(with(part, Long.MIN_VALUE).isWithin(Long.MAX_VALUE)).isFalse();
        }
    }

    private static Tally with(int part, long value) {
        return new Tally(part == 0 ? value : 0, part == 1 ? value : 0, part == 2 ? value : 0, part == 3 ? value : 0);
    }
}
