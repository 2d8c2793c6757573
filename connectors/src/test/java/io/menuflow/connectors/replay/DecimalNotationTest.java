package io.menuflow.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalNotationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12.95|12.95",
                "12.950|12.950",
                "0|0",
                ".5|0.5",
                "5.|5",
                "-3|-3",
                "+3|3",
                "£4.20|4.20",
                "4.20 €|4.20",
                "-£1|-1",
                "−1|-1",
                "1234567.89|1234567.89",
            })
    void shouldReadExactly_whenAPointIsUsed(String text, String expected) {
        assertThat(DecimalNotation.POINT.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "1e3",
                "1.2.3",
                "1,234",
                "--1",
                "-",
                ".",
                "£",
                "-£",
                "1 2",
                "0x10",
                "NaN",
                "١٢",
                "99999999999999999999999999999999999999999"
            })
    void shouldRefuse_whenItIsNoNumber(String text) {
        assertThat(DecimalNotation.POINT.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1.234,50|1234.50", "1.234.567|1234567", "12,5|12.5", "1234,5|1234.5", "-1.000|-1000"})
    void shouldReadGroups_whenThousandsAreSeparated(String text, String expected) {
        assertThat(new DecimalNotation(',', '.').parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.50", "1.23.456", "1234.567", "1,234.5", ".123", "1.2345", "1..234"})
    void shouldRefuse_whenGroupsAreNotOfThree(String text) {
        assertThat(new DecimalNotation(',', '.').parse(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 234,5", "1\u00A0234,5", "1\u202F234,5"})
    void shouldReadAnyKindOfSpace_whenThousandsAreSpaced(String text) {
        assertThat(new DecimalNotation(',', ' ').parse(text)).isEqualTo("1234.5");
    }
}
