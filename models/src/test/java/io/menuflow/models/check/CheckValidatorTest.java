package io.menuflow.models.check;

import static io.menuflow.models.check.CheckBuilder.check;
import static io.menuflow.models.check.CheckBuilder.fullLine;
import static io.menuflow.models.check.CheckBuilder.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.menuflow.models.check.Check.LineKind;
import io.menuflow.models.check.Check.Modifier;
import io.menuflow.models.check.Check.State;
import io.menuflow.models.check.CheckBuilder.LineBuilder;
import io.menuflow.models.check.Rejection.Reason;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckValidatorTest {

    @Test
    void shouldFindNothing_whenEveryFieldIsTold() {
        assertThat(CheckValidator.validate(check(fullLine()).build())).isEmpty();
    }

    @Test
    void shouldFindNothing_whenEveryFieldIsAtItsLimit() {
        Check check = check(line("1".repeat(128), "é".repeat(64), "1000000", "1000.0000")
                        .with(line -> line.itemName = "n".repeat(512))
                        .modifiers(Collections.nCopies(50, modifier("0.00001", "-0.0001"))
                                .toArray(new Modifier[0])))
                .with(built -> {
                    built.restaurantId = "r".repeat(64);
                    built.revision = 0;
                    built.closedAt = Instant.parse("2000-01-01T00:00:00Z");
                    built.total = new BigDecimal("-1E+9");
                })
                .build();

        assertThat(CheckValidator.validate(check)).isEmpty();
    }

    static Stream<Arguments> wrongHeaders() {
        return Stream.of(
                header(check -> check.restaurantId = "a b", Reason.BAD_ID, "restaurant_id", "A-Z a-z 0-9"),
                header(check -> check.source = "", Reason.BAD_ID, "source", "1 to 128 bytes"),
                header(check -> check.transactionId = "t\n1", Reason.BAD_ID, "transaction_id", "control characters"),
                header(check -> check.refundOf = "x".repeat(129), Reason.BAD_ID, "refund_of", "1 to 128 bytes"),
                header(check -> check.revision = -1, Reason.BAD_ID, "revision", "must not be negative"),
                header(
                        check -> check.currency = "EUX",
                        Reason.UNKNOWN_CURRENCY,
                        "currency",
                        "'EUX' is no ISO 4217 code"),
                header(check -> check.currency = "XXX", Reason.UNKNOWN_CURRENCY, "currency", "'XXX' is no ISO 4217"),
                header(check -> check.currency = "XTS", Reason.UNKNOWN_CURRENCY, "currency", "'XTS' is no ISO 4217"),
                header(check -> check.currency = "XAU", Reason.UNKNOWN_CURRENCY, "currency", "'XAU' is no ISO 4217"),
                header(check -> check.restaurantId = "..", Reason.BAD_ID, "restaurant_id", "not . or .."),
                header(check -> check.currency = "eur", Reason.UNKNOWN_CURRENCY, "currency", "'eur' is no ISO 4217"),
                header(
                        check -> check.currency = "E".repeat(1_000),
                        Reason.UNKNOWN_CURRENCY,
                        "currency",
                        "E…' is no ISO 4217"),
                header(
                        check -> check.closedAt = Instant.parse("1999-12-31T23:59:59.999Z"),
                        Reason.ABSURD_TIME,
                        "closed_at",
                        "is before 2000-01-01T00:00:00Z"),
                header(check -> check.channel = "c".repeat(513), Reason.TEXT_TOO_LONG, "channel", "at most 512 bytes"),
                header(check -> check.servicePeriod = "\u0007", Reason.TEXT_TOO_LONG, "service_period", "512 bytes"),
                header(
                        check -> check.subtotal = big("1000000000.01"),
                        Reason.BAD_AMOUNT,
                        "subtotal",
                        "at most 1000000000"),
                header(check -> check.discount = big("0.00001"), Reason.BAD_AMOUNT, "discount", "at most 4 decimals"),
                header(
                        check -> check.serviceCharge = big("-1E+10"),
                        Reason.BAD_AMOUNT,
                        "service_charge",
                        "-10000000000"),
                header(check -> check.tax = big("1.23456"), Reason.BAD_AMOUNT, "tax", "1.23456 must be"),
                header(check -> check.tip = big("2E+9"), Reason.BAD_AMOUNT, "tip", "2000000000 must be"),
                header(check -> check.rounding = big("1E-5"), Reason.BAD_AMOUNT, "rounding", "0.00001 must be"),
                header(check -> check.total = big("1E+100"), Reason.BAD_AMOUNT, "total", "1E+100 must be"),
                header(check -> check.lines = List.of(), Reason.NO_LINES, "lines", "needs a line"));
    }

    @ParameterizedTest
    @MethodSource("wrongHeaders")
    void shouldNameTheFieldAndWhatWouldBeRight_whenTheHeaderIsWrong(
            Consumer<CheckBuilder> change, Reason reason, String field, String message) {
        List<Rejection> rejections =
                CheckValidator.validate(check(fullLine()).with(change).build());

        assertOnly(rejections, reason, field, message);
    }

    static Stream<Arguments> wrongLines() {
        return Stream.of(
                lineWith(line -> line.lineId = "", Reason.BAD_ID, "line_id", "1 to 128 bytes"),
                lineWith(line -> line.itemId = "é".repeat(65), Reason.BAD_ID, "item_id", "1 to 128 bytes"),
                lineWith(line -> line.itemName = "n".repeat(513), Reason.TEXT_TOO_LONG, "item_name", "512 bytes"),
                lineWith(line -> line.category = "\ud800", Reason.TEXT_TOO_LONG, "category", "512 bytes"),
                lineWith(line -> line.variant = "a\u007fb", Reason.TEXT_TOO_LONG, "variant", "control characters"),
                lineWith(line -> line.quantity = big("-1"), Reason.BAD_QUANTITY, "quantity", "-1 must be 0 to 1000000"),
                lineWith(line -> line.quantity = big("1000000.00001"), Reason.BAD_QUANTITY, "quantity", "0 to 1000000"),
                lineWith(line -> line.quantity = big("0.000001"), Reason.BAD_QUANTITY, "quantity", "5 decimals"),
                lineWith(line -> line.unitListPrice = big("-0.01"), Reason.NEGATIVE_PRICE, "unit_list_price", "-0.01"),
                lineWith(
                        line -> line.unitListPrice = big("0.00001"),
                        Reason.BAD_AMOUNT,
                        "unit_list_price",
                        "4 decimals"),
                lineWith(line -> line.discount = big("-2"), Reason.NEGATIVE_PRICE, "discount", "must not be negative"),
                lineWith(line -> line.netAmount = big("-3"), Reason.NEGATIVE_PRICE, "net_amount", "-3 must not be"),
                lineWith(line -> line.tax = big("-4"), Reason.NEGATIVE_PRICE, "tax", "-4 must not be negative"),
                lineWith(
                        line -> line.modifiers = List.of(modifier("-1", "2")),
                        Reason.BAD_QUANTITY,
                        "modifiers[0].quantity",
                        "REFUND"),
                lineWith(
                        line -> line.modifiers = List.of(modifier("1", "2"), modifier("1", "0.12345")),
                        Reason.BAD_AMOUNT,
                        "modifiers[1].price",
                        "0.12345 must be"),
                lineWith(
                        line -> line.modifiers = List.of(new Modifier("\n", "m", BigDecimal.ONE, BigDecimal.ONE)),
                        Reason.TEXT_TOO_LONG,
                        "modifiers[0].id",
                        "512 bytes"),
                lineWith(
                        line -> line.modifiers =
                                List.of(new Modifier(null, "m".repeat(513), BigDecimal.ONE, BigDecimal.ONE)),
                        Reason.TEXT_TOO_LONG,
                        "modifiers[0].name",
                        "512 bytes"),
                lineWith(
                        line -> line.modifiers = Collections.nCopies(51, modifier("1", "2")),
                        Reason.TOO_MANY_LINES,
                        "modifiers",
                        "at most 50"),
                lineWith(
                        line -> {
                            line.netAmount = null;
                            line.discount = big("999");
                        },
                        Reason.BAD_AMOUNT,
                        "discount",
                        "larger than the line"),
                lineWith(line -> line.parentLineId = "none", Reason.BAD_COMBO, "parent_line_id", "names no line"),
                lineWith(line -> line.parentLineId = "l-1", Reason.BAD_COMBO, "parent_line_id", "do not nest"));
    }

    @ParameterizedTest
    @MethodSource("wrongLines")
    void shouldNameTheLineAndWhatWouldBeRight_whenALineIsWrong(
            Consumer<LineBuilder> change, Reason reason, String field, String message) {
        Check check =
                check(line("l-0", "wine", "1", "5"), fullLine().with(change)).build();

        assertOnly(CheckValidator.validate(check), reason, "lines[1]." + field, message);
    }

    @Test
    void shouldRefuseTheSecond_whenALineIdStandsTwice() {
        Check check = check(line("a", "soup", "1", "5"), line("b", "wine", "1", "6"), line("a", "tea", "1", "7"))
                .build();

        assertOnly(CheckValidator.validate(check), Reason.DUPLICATE_LINE, "lines[2].line_id", "stands twice");
    }

    @Test
    void shouldRefuse_whenCombosNest() {
        Check check = check(
                        line("menu", "lunch", "1", "10"),
                        line("1", "plate", "1", "5").partOf("menu"),
                        line("2", "soup", "1", "5").partOf("1"))
                .build();

        assertOnly(CheckValidator.validate(check), Reason.BAD_COMBO, "lines[2].parent_line_id", "do not nest");
    }

    @Test
    void shouldRefuse_whenAPartDoesOtherwiseThanItsCombo() {
        Check check = check(
                        line("1", "soup", "1", "5").partOf("menu").kind(LineKind.REFUND),
                        line("menu", "lunch", "1", "10"),
                        line("2", "wine", "1", "5").partOf("menu").kind(LineKind.OPEN_ITEM),
                        line("3", "tea", "1", "5").partOf("menu").kind(LineKind.COMP))
                .build();

        assertThat(CheckValidator.validate(check))
                .extracting(Rejection::field)
                .containsExactly("lines[0].kind", "lines[3].kind");
        assertThat(CheckValidator.validate(check)).allMatch(rejection -> rejection.reason() == Reason.BAD_COMBO);
    }

    @Test
    void shouldRefuse_whenTheLinesTogetherAreTooMuch() {
        Check check = check(
                        line("1", "soup", "1", "600000000"),
                        line("2", "soup", "1", "400000000.01").kind(LineKind.REFUND))
                .build();

        assertOnly(CheckValidator.validate(check), Reason.BAD_AMOUNT, "lines", "add up to more than 1000000000");
    }

    @Test
    void shouldRefuseAtOnce_whenThereAreTenThousandLines() {
        CheckBuilder check = check();
        for (int i = 0; i < 10_000; i++) {
            check.lines.add(line("l" + i, "soup", "1", "5").build());
        }

        List<Rejection> rejections =
                assertTimeoutPreemptively(Duration.ofSeconds(5), () -> CheckValidator.validate(check.build()));

        assertOnly(rejections, Reason.TOO_MANY_LINES, "lines", "has 10000 lines, the limit is 1000");
    }

    @Test
    void shouldFindNothing_whenThereAreAThousandLines() {
        CheckBuilder check = check();
        for (int i = 0; i < 1_000; i++) {
            check.lines.add(line("l" + i, "soup", "1", "5").build());
        }

        assertThat(CheckValidator.validate(check.build())).isEmpty();
    }

    @Test
    void shouldStopAtTwentyReasons_whenEverythingIsWrong() {
        CheckBuilder check = check();
        for (int i = 0; i < 30; i++) {
            check.lines.add(line("l" + i, "", "-1", "-5").build());
        }

        assertThat(CheckValidator.validate(check.build())).hasSize(20);
    }

    @Test
    void shouldFindNothing_whenAVoidedCheckHasNoLines() {
        assertThat(CheckValidator.validate(
                        check().with(check -> check.state = State.VOIDED).build()))
                .isEmpty();
    }

    /** What is short to write and would fill the memory when written out, or when added to another number. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1E-1000000000",
                "1E+1000000000",
                "-1E-1000000000",
                "-1E+1000000000",
                "0E-1000000000",
                "0E+1000000000",
                "0E-2147483647",
                "0E+2147483647"
            })
    void shouldRefuseQuickly_whenAnExponentIsHuge(String number) {
        BigDecimal huge = new BigDecimal(number);
        List<Check> checks = List.of(
                check(fullLine().with(line -> line.quantity = huge)).build(),
                check(fullLine().with(line -> line.unitListPrice = huge)).build(),
                check(fullLine().with(line -> line.discount = huge)).build(),
                check(fullLine().with(line -> line.netAmount = huge)).build(),
                check(fullLine().with(line -> line.tax = huge)).build(),
                check(fullLine().with(line -> {
                            line.netAmount = null;
                            line.modifiers = List.of(new Modifier(null, "m", BigDecimal.ONE, huge));
                        }))
                        .build(),
                check(fullLine().with(line -> {
                            line.netAmount = null;
                            line.modifiers = List.of(new Modifier(null, "m", huge, BigDecimal.ONE));
                        }))
                        .build(),
                check(fullLine()).with(check -> check.total = huge).build());

        for (Check check : checks) {
            List<Rejection> rejections =
                    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> CheckValidator.validate(check));

            assertThat(rejections).hasSize(1);
            assertThat(rejections.get(0).message()).contains(number).hasSizeLessThan(200);
        }
    }

    @Test
    void shouldKeepMessagesShort_whenANumberIsLong() {
        BigDecimal precise = new BigDecimal("0." + "123456789".repeat(100));

        List<Rejection> rejections = CheckValidator.validate(
                check(fullLine().with(line -> line.quantity = precise)).build());

        assertOnly(rejections, Reason.BAD_QUANTITY, "lines[0].quantity", "…");
        assertThat(rejections.get(0).message()).hasSizeLessThan(200);
    }

    @Test
    void shouldReadAsASentence_whenPrinted() {
        Rejection rejection = new Rejection(Reason.BAD_QUANTITY, "lines[2].quantity", "-1 must be 0 to 9");

        assertThat(rejection).hasToString("BAD_QUANTITY lines[2].quantity: -1 must be 0 to 9");
    }

    private static void assertOnly(List<Rejection> rejections, Reason reason, String field, String message) {
        assertThat(rejections).hasSize(1);
        assertThat(rejections.get(0).reason()).isEqualTo(reason);
        assertThat(rejections.get(0).field()).isEqualTo(field);
        assertThat(rejections.get(0).message()).contains(message);
    }

    private static Arguments header(Consumer<CheckBuilder> change, Reason reason, String field, String message) {
        return arguments(change, reason, field, message);
    }

    private static Arguments lineWith(Consumer<LineBuilder> change, Reason reason, String field, String message) {
        return arguments(change, reason, field, message);
    }

    private static Modifier modifier(String quantity, String price) {
        return new Modifier("m", "extra", big(quantity), big(price));
    }

    private static BigDecimal big(String number) {
        return new BigDecimal(number);
    }
}
