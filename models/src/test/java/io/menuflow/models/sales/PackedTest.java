package io.menuflow.models.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackedTest {

    private static final long SCALED_LIMIT = 1L << 62;

    @ParameterizedTest
    @CsvSource({"0, 1", "127, 1", "128, 2", "16383, 2", "16384, 3", "-1, 10", "9223372036854775807, 9"})
    void shouldTakeSevenBitsAByte_whenANumberIsUnsigned(long number, int size) {
        byte[] bytes = new Packed.Writer().number(number).toBytes();

        assertThat(bytes).hasSize(size);
        assertThat(new Packed.Reader(bytes).number()).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-64, 1", "63, 1", "64, 2", "-65, 2"})
    void shouldTakeFewBytes_whenASignedNumberIsNearZero(long number, int size) {
        assertThat(new Packed.Writer().signed(number).toBytes()).hasSize(size);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "300000, 1", "-300000, 1", "1500000, 1", "300001, 3"})
    void shouldTakeFewBytes_whenAScaledNumberIsRound(long number, int size) {
        byte[] bytes = new Packed.Writer().scaled(number, 100_000).toBytes();

        assertThat(bytes).hasSize(size);
        assertThat(new Packed.Reader(bytes).scaled(100_000)).isEqualTo(number);
    }

    @Property
    void shouldReadBackEveryNumber(@ForAll long unsigned, @ForAll long signed) {
        Packed.Reader in = new Packed.Reader(
                new Packed.Writer().number(unsigned).signed(signed).toBytes());

        assertThat(in.number()).isEqualTo(unsigned);
        assertThat(in.signed()).isEqualTo(signed);
        assertThat(in.hasMore()).isFalse();
    }

    @Property
    void shouldReadBackEveryScaledNumber_whenItFits(
            @ForAll @LongRange(min = -SCALED_LIMIT, max = SCALED_LIMIT - 1) long number) {
        assertThat(new Packed.Reader(new Packed.Writer().scaled(number, 100).toBytes()).scaled(100))
                .isEqualTo(number);
    }

    @Test
    void shouldReadBackFloatsToTheBit_andRefuseMoreThanThereAre() {
        float[] numbers = {0, -0.0f, Float.NaN, Float.intBitsToFloat(0x7fc00001), Float.MIN_VALUE, -1.5f};
        byte[] bytes = new Packed.Writer().raw(7).floats(numbers).raw(9).toBytes();
        Packed.Reader in = new Packed.Reader(bytes);

        assertThat(in.raw()).isEqualTo(7);
        float[] read = in.floats(numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            assertThat(Float.floatToRawIntBits(read[i])).isEqualTo(Float.floatToRawIntBits(numbers[i]));
        }
        assertThat(in.raw()).isEqualTo(9);
        assertThatThrownBy(() -> new Packed.Reader(bytes).floats(Integer.MAX_VALUE))
                .isInstanceOf(ArrayIndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new Packed.Reader(bytes).floats(-1))
                .isInstanceOf(ArrayIndexOutOfBoundsException.class);
    }

    @Test
    void shouldReadBackAScaledNumber_whenItIsLargeAndRound() {
        long large = 9_223_372_036_854_775_800L;

        assertThat(new Packed.Reader(new Packed.Writer().scaled(large, 100).toBytes()).scaled(100))
                .isEqualTo(large);
        assertThat(new Packed.Reader(new Packed.Writer().scaled(-large, 100).toBytes()).scaled(100))
                .isEqualTo(-large);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, SCALED_LIMIT + 3, -SCALED_LIMIT - 3})
    void shouldThrowRatherThanLoseBits_whenAScaledNumberDoesNotFit(long number) {
        assertThatThrownBy(() -> new Packed.Writer().scaled(number, 100_000))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining(Long.toString(number));
    }

    @Property
    void shouldReadBackEveryTally_whenItsPartsFit(
            @ForAll @LongRange(min = -SCALED_LIMIT / 2, max = SCALED_LIMIT / 2 - 1) long units,
            @ForAll @LongRange(min = -SCALED_LIMIT / 2, max = SCALED_LIMIT / 2 - 1) long costedUnits,
            @ForAll @LongRange(min = -SCALED_LIMIT, max = SCALED_LIMIT - 1) long revenue,
            @ForAll long orders) {
        Tally tally = new Tally(units, costedUnits, revenue, orders);

        Packed.Reader in = new Packed.Reader(new Packed.Writer().tally(tally).toBytes());

        assertThat(in.tally()).isEqualTo(tally);
        assertThat(in.hasMore()).isFalse();
    }

    @Test
    void shouldThrow_whenATallyDoesNotFit() {
        assertThatThrownBy(() -> new Packed.Writer().tally(new Tally(Long.MIN_VALUE, 1, 0, 0)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Packed.Writer().tally(new Tally(0, 0, Long.MAX_VALUE, 0)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Property
    void shouldReadBackEveryText(@ForAll String text, @ForAll byte[] bytes) {
        String sound = text.replaceAll("[\\ud800-\\udfff]", "🍲");

        Packed.Reader in = new Packed.Reader(new Packed.Writer()
                .text(sound)
                .optional(null)
                .bytes(bytes)
                .optional(sound)
                .raw(200)
                .toBytes());

        assertThat(in.text()).isEqualTo(sound);
        assertThat(optional(in)).isNull();
        assertThat(in.bytes()).isEqualTo(bytes);
        assertThat(optional(in)).isEqualTo(sound);
        assertThat(in.raw()).isEqualTo(200);
        assertThat(in.hasMore()).isFalse();
    }

    private static @Nullable String optional(Packed.Reader in) {
        return in.optional();
    }

    @Test
    void shouldGrow_whenMuchIsWritten() {
        byte[] large = new byte[100_000];
        large[99_999] = 7;
        Packed.Writer out = new Packed.Writer();
        for (int i = 0; i < 127; i++) {
            out.raw(i);
        }

        Packed.Reader in = new Packed.Reader(out.bytes(large).text("end").toBytes());

        for (int i = 0; i < 127; i++) {
            assertThat(in.raw()).isEqualTo(i);
        }
        assertThat(in.bytes()).isEqualTo(large);
        assertThat(in.text()).isEqualTo("end");
    }

    @Test
    void shouldThrow_whenReadPastTheEnd() {
        byte[] cutOff = new byte[] {(byte) 0x80};

        assertThatThrownBy(() -> new Packed.Reader(cutOff).number()).isInstanceOf(ArrayIndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new Packed.Reader(new byte[0]).raw())
                .isInstanceOf(ArrayIndexOutOfBoundsException.class);
    }

    /** Room for two gigabytes would be an OutOfMemoryError, which nobody takes for a damaged row. */
    @Test
    void shouldThrow_whenALengthIsMoreThanThereIs() {
        byte[] twoGigabytes =
                new Packed.Writer().number(Integer.MAX_VALUE).raw(1).toBytes();
        byte[] negative = new Packed.Writer().number(-1).raw(1).toBytes();

        assertThatThrownBy(() -> new Packed.Reader(twoGigabytes).text())
                .isInstanceOf(ArrayIndexOutOfBoundsException.class)
                .hasMessage("a length of 2147483647 where 1 bytes are left");
        assertThatThrownBy(() -> new Packed.Reader(negative).bytes())
                .isInstanceOf(ArrayIndexOutOfBoundsException.class);
    }
}
