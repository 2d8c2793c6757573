package io.menuflow.models.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixedTest {

    @ParameterizedTest
    @CsvSource({
        "12.3456, 123456",
        "-0.01, -100",
        "7, 70000",
        "1E+3, 10000000",
        "2.50000000, 25000",
        "0E-30, 0",
        "922337203685477.5807, 9223372036854775807",
        "-922337203685477.5808, -9223372036854775808"
    })
    void shouldCountTenThousandths_whenMoneyFits(String amount, long expected) {
        assertThat(Fixed.money(new BigDecimal(amount))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1.5, 150000", "0.00001, 1", "3, 300000", "-2.25, -225000", "92233720368547.75807, 9223372036854775807"
    })
    void shouldCountHundredThousandths_whenTheQuantityFits(String quantity, long expected) {
        assertThat(Fixed.quantity(new BigDecimal(quantity))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.00001", "0.00005", "922337203685477.5808", "-922337203685477.5809", "1E+16"})
    void shouldThrow_whenMoneyWouldBeRoundedOrCutOff(String amount) {
        assertThatThrownBy(() -> Fixed.money(new BigDecimal(amount))).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.000001", "92233720368547.75808"})
    void shouldThrow_whenAQuantityWouldBeRoundedOrCutOff(String quantity) {
        assertThatThrownBy(() -> Fixed.quantity(new BigDecimal(quantity))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void shouldSayTheScale_whenTurnedBackIntoDecimals() {
        assertThat(Fixed.moneyOf(123_400)).isEqualTo(new BigDecimal("12.3400"));
        assertThat(Fixed.quantityOf(123_400)).isEqualTo(new BigDecimal("1.23400"));
        assertThat(Fixed.quantityOf(Fixed.ONE)).isEqualByComparingTo("1");
    }

    @Test
    void shouldGiveTheRestToTheLargestRemainder_whenSharesAreUneven() {
        // 100/7, 200/7, 400/7 = 14 r 2, 28 r 4, 57 r 1
        assertThat(Fixed.share(100, new long[] {1, 2, 4})).containsExactly(14, 29, 57);
    }

    @Test
    void shouldGiveTheRestToTheEarlierPart_whenRemaindersTie() {
        assertThat(Fixed.share(101, new long[] {5, 5, 5})).containsExactly(34, 34, 33);
    }

    @Test
    void shouldShareEvenly_whenAllWeightsAreZero() {
        assertThat(Fixed.share(11, new long[] {0, 0, 0})).containsExactly(4, 4, 3);
    }

    @Test
    void shouldGiveNothing_whenAWeightIsZeroAndAnotherIsNot() {
        assertThat(Fixed.share(11, new long[] {0, 3, 0, 3})).containsExactly(0, 6, 0, 5);
    }

    @Test
    void shouldMirrorTheShares_whenTheAmountIsNegative() {
        assertThat(Fixed.share(-100, new long[] {1, 2, 4})).containsExactly(-14, -29, -57);
    }

    @Test
    void shouldNotOverflow_whenAmountAndWeightsAreExtreme() {
        assertThat(Fixed.share(Long.MIN_VALUE, new long[] {Long.MAX_VALUE, Long.MAX_VALUE}))
                .containsExactly(Long.MIN_VALUE / 2, Long.MIN_VALUE / 2);
        assertThat(Fixed.share(Long.MAX_VALUE, new long[] {Long.MAX_VALUE})).containsExactly(Long.MAX_VALUE);
    }

    @Test
    void shouldShareByWeight_whenWeightsAreLargerThanALong() {
        BigDecimal huge = new BigDecimal("1E+19");

        long[] shares = Fixed.share(1_000, new BigDecimal[] {huge, huge.multiply(BigDecimal.valueOf(3))});

        assertThat(shares).containsExactly(250, 750);
    }

    @Property
    void shouldAddUpExactlyAndStayWithinOneOfTheTrueShare(
            @ForAll long amount, @ForAll @Size(min = 1, max = 12) List<@LongRange(min = 0) Long> given) {
        long[] weights = given.stream().mapToLong(Long::longValue).toArray();

        long[] parts = Fixed.share(amount, weights);

        BigDecimal total =
                Arrays.stream(weights).mapToObj(BigDecimal::valueOf).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(Arrays.stream(parts).mapToObj(BigDecimal::valueOf).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(BigDecimal.valueOf(amount));
        for (int i = 0; i < parts.length; i++) {
            BigDecimal weight = total.signum() == 0 ? BigDecimal.ONE : BigDecimal.valueOf(weights[i]);
            BigDecimal divisor = total.signum() == 0 ? BigDecimal.valueOf(weights.length) : total;
            BigDecimal exact = BigDecimal.valueOf(amount).multiply(weight).divide(divisor, 30, RoundingMode.HALF_EVEN);
            assertThat(BigDecimal.valueOf(parts[i]).subtract(exact).abs()).isLessThan(BigDecimal.ONE);
        }
    }
}
